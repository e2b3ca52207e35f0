"""The documents that a part's events call for: those that are sealed lead to their file, the others say that they are being sealed."""

from __future__ import annotations

from dataclasses import dataclass

from onewindow.cases.documents import called_for
from onewindow.cases.selectors import CaseView
from onewindow.catalog import versions
from onewindow.certs.kinds import KINDS, DocumentKind
from onewindow.certs.models import Document
from onewindow.ledger.store import events_of
from onewindow.pages.names import document_name


@dataclass(frozen=True, slots=True)
class Paper:
    """One document to print: `id` is 0 while it is being sealed."""

    title: str
    number: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Papers:
    """The documents of a case or of one of its parts, in the order of what happened; certificates after the rest of their part."""

    case_id: str
    part_id: str
    papers: tuple[Paper, ...]

    @property
    def is_sealing(self) -> bool:
        return any(not paper.id for paper in self.papers)


def papers_of(case: CaseView, *, part_id: str = "") -> Papers:
    """Everything that was made or is being made; with `part_id` of that part only."""
    parts = [part for part in case.parts if part_id in ("", part.id)]
    made = list(Document.objects.filter(part_id__in=[part.id for part in parts]))
    by_event = {(one.stream_id, one.seq, one.kind): one for one in made}
    by_permit = {one.permit_id: one for one in made if one.permit_id and one.kind == DocumentKind.CERTIFICATE}
    catalogue = versions.current()
    papers = []
    for part in parts:
        for recorded in events_of(part.id):
            for kind in called_for(recorded.event):
                papers.append(_paper(by_event.get((part.id, recorded.seq, kind)), KINDS[DocumentKind(kind)].title))
        certificates = {result.key for result in part.facts.terms.results if result.certificate}
        for key, permit in part.state.documents:
            if key in certificates:
                papers.append(_paper(by_permit.get(permit), document_name(key, catalogue)))
    return Papers(case.id, part_id, tuple(papers))


def _paper(document: Document | None, title: str) -> Paper:
    return Paper(document.title, document.number, document.pk) if document else Paper(title)
