"""A whole published catalogue, in memory: items, bundles, documents, questions by their codes. It never changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onewindow.catalog import reading
from onewindow.catalog.records import Bundle, DocumentType, Item, Office, Question
from onewindow.core.terms import DocumentKey, ItemTerms


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
        """What people call this document, with whose it is and which one where that matters. Raises NotInCatalogue."""
        if key.type not in self.documents:
            raise NotInCatalogue("document", key.type)
        found = self.documents[key.type]
        words = found.names.get(f"{key.holder}:{key.edition}", found.title)
        name = words.name(lang)
        return name[:1].upper() + name[1:]

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
