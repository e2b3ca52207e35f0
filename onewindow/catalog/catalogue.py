"""A whole published catalogue, in memory: items, bundles, documents, questions by their codes. It never changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onewindow.catalog import reading
from onewindow.catalog.records import Bundle, DocumentType, Item, Office, Question, Text
from onewindow.core.terms import DocumentKey, ItemTerms

HOLDERS = {
    "applicant": Text("", ""),
    "firm": Text("", ""),
    "project": Text("", ""),
    "seller": Text("卖方的", "the seller's "),
    "buyer": Text("买方的", "the buyer's "),
    "parents": Text("父母的", "the parents' "),
    "child": Text("孩子的", "the child's "),
    "staff": Text("从业人员的", "the staff's "),
    "pharmacist": Text("执业药师的", "the pharmacist's "),
    "deceased": Text("逝者的", "the deceased person's "),
    "partner": Text("对方的", "the partner's "),
    "representative": Text("法定代表人的", "the legal representative's "),
}
EDITIONS = {"old": Text("原", "existing "), "new": Text("", "")}


class NotInCatalogue(LookupError):
    """The catalogue of this version has no such item, bundle or document. `kind` and `code` say what was asked for."""

    def __init__(self, kind: str, code: str) -> None:
        super().__init__(f"the catalogue has no {kind} {code}")
        self.kind, self.code = kind, code


@dataclass(frozen=True)
class Catalogue:
    """One version by its content hash. `hashes` gives the version of each record by kind and code."""

    hash: str
    items: Mapping[str, Item]
    bundles: Mapping[str, Bundle]
    documents: Mapping[str, DocumentType]
    questions: Mapping[str, Question]
    offices: Mapping[str, Office]
    hashes: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def item(self, code: str) -> Item:
        if code not in self.items:
            raise NotInCatalogue("item", code)
        return self.items[code]

    def bundle(self, code: str) -> Bundle:
        if code not in self.bundles:
            raise NotInCatalogue("bundle", code)
        return self.bundles[code]

    def terms(self, code: str) -> ItemTerms:
        return self.item(code).terms

    def item_version(self, code: str) -> str:
        """The content hash of the item as this version publishes it; a part binds it when it is submitted."""
        self.item(code)
        return self.hashes["item", code]

    def codes_of(self, code: str) -> tuple[str, ...]:
        """The items of a bundle, or the one item itself; raises NotInCatalogue."""
        return self.bundles[code].items if code in self.bundles else (self.item(code).code,)

    def document_name(self, key: DocumentKey, lang: str = "zh") -> str:
        """What people call this document: whose it is, whether it is the old one, and its type."""
        if key.type not in self.documents:
            raise NotInCatalogue("document", key.type)
        holder = HOLDERS.get(key.holder, Text(""))
        edition = EDITIONS[key.edition]
        if lang.startswith("en") and self.documents[key.type].title.en:
            name = f"{holder.en}{edition.en}{self.documents[key.type].title.en}"
            return name[:1].upper() + name[1:]
        return f"{holder.zh}{edition.zh}{self.documents[key.type].title.zh}"

    def office_name(self, code: str, lang: str = "zh") -> str:
        return self.offices[code].name(lang) if code in self.offices else code


def assemble(hash: str, records: Iterable[tuple[str, str, Mapping[str, Any], str]]) -> Catalogue:
    """A catalogue from records of (kind, code, body, content hash)."""
    kinds: dict[str, dict[str, Any]] = {kind: {} for kind in READERS}
    hashes: dict[tuple[str, str], str] = {}
    for kind, code, body, digest in records:
        kinds[kind][code] = READERS[kind](body)
        hashes[kind, code] = digest
    order = sorted(kinds["question"], key=lambda code: kinds["question"][code][0])
    return Catalogue(
        hash=hash,
        items=dict(sorted(kinds["item"].items())),
        bundles=dict(sorted(kinds["bundle"].items())),
        documents=kinds["document"],
        questions={code: kinds["question"][code][1] for code in order},
        offices=kinds["office"],
        hashes=hashes,
    )


READERS = {
    "item": reading.item,
    "bundle": reading.bundle,
    "document": reading.document_type,
    "question": lambda body: (body["position"], reading.question(body)),
    "office": reading.office,
}
"""How each kind of record is read. The position of a question is part of its record: the order of pages is published too."""
