"""The shared materials of a part: every department sees the same file, and for what was spared where it comes from and since when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from onewindow.cases.selectors import CaseView, PartView
from onewindow.catalog import versions
from onewindow.catalog.questions import pages_now, questions_for
from onewindow.certs.models import Document
from onewindow.core.clock import law_day
from onewindow.core.commands import Given
from onewindow.core.terms import DocumentKey
from onewindow.files.models import StoredFile
from onewindow.files.storage import FileMissing, read
from onewindow.materials.models import RegisterEntry
from onewindow.materials.sources import Owner, subject_hash_of
from onewindow.materials.wallet import NotHeld, held_by
from onewindow.pages.answers import source_words, spoken_answer
from onewindow.pages.dates import spoken_day
from onewindow.pages.names import document_name, lang

FORM = "FORM"
PICTURES = ("image/jpeg", "image/png")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a material comes from and since when; `address` of its file where there is one, `facts` that a register tells."""

    source: str
    dated: date | None = None
    address: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """A row of the list. `users` is how many departments of the case use it; `is_missing` when it is still to come."""

    key: str
    name: str
    source: str
    dated: str
    users: int
    href: str
    is_chosen: bool
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Viewer:
    """What is shown below the list: `shows` is picture, pdf, answers, facts or nothing."""

    name: str
    source: str
    shows: str
    href: str = ""
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MaterialsPane:
    materials: tuple[Material, ...]
    viewer: Viewer | None
    before: str
    after: str

    @property
    def count(self) -> int:
        return len(self.materials)


def build_materials(
    case: CaseView, part: PartView, *, chosen: str, href: Callable[[str], str], query: str, at: datetime
) -> MaterialsPane:
    """`href` leads to the page with another material chosen; `query` keeps the desk on the file's address."""
    evidence = {given.key: evidence_of(case, given, at=at) for given in part.state.given}
    given = _ordered(part)
    missing = [need.key for need in part.state.missing() if need.key not in evidence]
    keys = [str(one.key) for one in given] + [str(key) for key in missing]
    selected = chosen if chosen in keys else next((key for key in keys if not key.startswith(FORM)), keys[0] if keys else "")
    users = _users(case)
    rows = [_row(one.key, evidence[one.key], users, href, selected) for one in given]
    rows += [_missing_row(key, href, selected) for key in missing]
    place = keys.index(selected) if keys else 0
    return MaterialsPane(
        tuple(rows),
        _viewer(case, part, selected, evidence, query) if keys else None,
        before=href(keys[place - 1]) if place else "",
        after=href(keys[place + 1]) if place + 1 < len(keys) else "",
    )


def _ordered(part: PartView) -> Sequence[Given]:
    """What was handed in first, then what other departments hold, the form written from the answers last."""
    rank = {"asked": 0, "yielded": 1, "held": 2, "shared": 3, "generated": 4}
    return sorted(part.state.given, key=lambda one: rank.get(one.how, 5))


def _users(case: CaseView) -> Mapping[DocumentKey, int]:
    departments: dict[DocumentKey, set[str]] = {}
    for part in case.parts:
        for need in part.state.needed:
            departments.setdefault(need.key, set()).add(part.state.department)
    return {key: len(found) for key, found in departments.items()}


def _row(
    key: DocumentKey, found: Evidence, users: Mapping[DocumentKey, int], href: Callable[[str], str], selected: str
) -> Material:
    dated = spoken_day(found.dated, weekday=False) if found.dated else ""
    return Material(str(key), document_name(key), found.source, dated, users.get(key, 1), href(str(key)), str(key) == selected)


def _missing_row(key: DocumentKey, href: Callable[[str], str], selected: str) -> Material:
    return Material(str(key), document_name(key), _("还没交"), "", 1, href(str(key)), str(key) == selected, is_missing=True)


def _viewer(case: CaseView, part: PartView, selected: str, evidence: Mapping[DocumentKey, Evidence], query: str) -> Viewer:
    key = DocumentKey.parse(selected)
    found = evidence.get(key)
    if found is None:
        return Viewer(document_name(key), _("还没交来，交来就能在这里看。"), "nothing")
    if found.address:
        address = reverse("review:material", args=[part.id, selected]) + (f"?{query}" if query else "")
        shows = "picture" if content_type_of(found.address) in PICTURES else "pdf"
        return Viewer(document_name(key), source_words(found.source, found.dated), shows, address)
    if any(one.key == key and one.how == "generated" for one in part.state.given):
        return Viewer(document_name(key), found.source, "answers", rows=answers_of(case, part))
    return Viewer(
        document_name(key), source_words(found.source, found.dated), "facts" if found.facts else "nothing", rows=found.facts
    )


def content_type_of(address: str) -> str:
    """The type told from its bytes when it was stored; empty when the file is gone."""
    return StoredFile.objects.filter(pk=address).values_list("content_type", flat=True).first() or ""


def answers_of(case: CaseView, part: PartView) -> tuple[tuple[str, str], ...]:
    """The answers that this item asks for, in words: what another department needs is not shown here."""
    catalogue = versions.current()
    if part.state.item not in catalogue.items:
        return ()
    asked = pages_now(questions_for(catalogue, [part.state.item]), case.answers)
    return tuple(
        (page.question.title.name(lang()).rstrip("？?"), spoken_answer(page.question, case.answers[page.id]))
        for page in asked
        if case.answers.get(page.id) not in (None, "", [])
    )


def evidence_of(case: CaseView, given: Given, *, at: datetime) -> Evidence:
    """Where a material comes from. A file is only found under the applicant's own, so that no address leads to somebody else's."""
    return _EVIDENCE.get(given.how, _asked)(case, given, at)


def _asked(case: CaseView, given: Given, at: datetime) -> Evidence:
    row = StoredFile.objects.filter(pk=given.evidence, owner=case.applicant).first() if given.evidence else None
    if row is None:
        return Evidence(_("申请人交"), law_day(case.submitted_at))
    return Evidence(_("申请人交"), law_day(row.given_at), row.address)


def _held(case: CaseView, given: Given, at: datetime) -> Evidence:
    try:
        entry = held_by(Owner(case.applicant_kind, case.applicant), given.evidence, at=at)
    except NotHeld:
        return Evidence(_("申请人的证照库"))
    return Evidence(_(entry.source), entry.issued_on, entry.file or "", _facts(entry.document_type, entry.facts))


def _shared(case: CaseView, given: Given, at: datetime) -> Evidence:
    tail = given.evidence.removeprefix("register-")
    subject = subject_hash_of(Owner(case.applicant_kind, case.applicant))
    row = RegisterEntry.objects.filter(pk=int(tail), subject_hash=subject).first() if tail.isdecimal() and subject else None
    if row is None:
        return Evidence(_("部门共享数据"))
    return Evidence(_(row.register), row.issued_on, "", _facts(row.document_type, row.facts))


def _yielded(case: CaseView, given: Given, at: datetime) -> Evidence:
    document = Document.objects.filter(permit_id=given.evidence, kind="W16").first() if given.evidence else None
    if document is None:
        return Evidence(_("本次办出，正在盖章"))
    return Evidence(_("本次办出"), law_day(document.sealed_at), document.file_id)


def _generated(case: CaseView, given: Given, at: datetime) -> Evidence:
    return Evidence(_("照回答写成"), law_day(case.submitted_at))


_EVIDENCE: Mapping[str, Callable[[CaseView, Given, datetime], Evidence]] = {
    "asked": _asked,
    "held": _held,
    "shared": _shared,
    "yielded": _yielded,
    "generated": _generated,
}


def _facts(document_type: str, facts: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """What a register tells, in the words of the questions that it fills."""
    questions = {one.shared_fact: one for one in versions.current().questions.values() if one.shared_fact}
    known = [(questions.get(f"holding:{document_type}.{name}"), value) for name, value in facts.items()]
    return tuple((one.title.name(lang()).rstrip("？?"), spoken_answer(one, value)) for one, value in known if one is not None)


def file_of(case: CaseView, part: PartView, key: str, *, at: datetime) -> tuple[bytes, str, str]:
    """Bytes, type and name of a material of the part. Raises FileMissing."""
    given = next((one for one in part.state.given if str(one.key) == key), None)
    address = evidence_of(case, given, at=at).address if given else ""
    if given is None or not address:
        raise FileMissing(key)
    return read(address), content_type_of(address), document_name(given.key)
