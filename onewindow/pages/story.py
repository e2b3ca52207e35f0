"""Telling the events of a case: what every door's sentences need. The sentences are each door's own, for what it may tell and to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from onewindow.cases.selectors import Happening
from onewindow.catalog.catalogue import Catalogue
from onewindow.certs.models import Document
from onewindow.core.terms import DocumentKey
from onewindow.pages.names import document_name, office_name

Told = tuple[str, str, str]
"""Shape, what happened in a bold sentence, what it means in one line."""


@dataclass(frozen=True, slots=True)
class Teller:
    """What sentences need beside the event: `names` of people as the reader may see them, `words` that still exist, `item` it is
    about, `who` did it; `catalogue` names the rest (None: the one in force)."""

    names: Mapping[str, str]
    words: Mapping[str, str]
    item: str = ""
    who: str = ""
    catalogue: Catalogue | None = None

    def document(self, key: DocumentKey) -> str:
        return document_name(key, self.catalogue)

    def documents(self, keys: Sequence[DocumentKey]) -> str:
        return _("、").join(dict.fromkeys(self.document(key) for key in keys))

    def office(self, code: str) -> str:
        return office_name(code, self.catalogue)

    def person(self, id: str) -> str:
        return self.names.get(id, _("经办人"))

    def said(self, reference: str) -> str:
        return self.words.get(reference, "")


def with_papers(happenings: Sequence[Happening], documents: Sequence[Document]) -> Iterator[tuple[Happening, Document | None]]:
    """Everything that happened, each with the document that came of it."""
    papers = {(document.stream_id, document.seq): document for document in documents}
    for one in happenings:
        yield one, papers.get((one.recorded.stream_id, one.recorded.seq))
