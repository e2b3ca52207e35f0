"""My cases: what waits for me first, then what is under way, then what is done; and drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from onewindow.cases.selectors import CaseView, my_cases
from onewindow.catalog import versions
from onewindow.core.clock import law_day
from onewindow.core.commands import Actor
from onewindow.pages.cells import Strip, running_strip
from onewindow.pages.dates import spoken_moment
from onewindow.pages.names import lang
from onewindow.pages.status import Status
from onewindow.portal.case_page import Duty, duties_of, granted_count, title_of, when_done
from onewindow.portal.drafts import open_drafts
from onewindow.portal.models import Draft
from onewindow.portal.people import applicant_names


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in the list."""

    title: str
    href: str
    number: str
    applicant: str
    status: Status
    when: str
    note: str
    duties: tuple[Duty, ...]
    strip: Strip | None


@dataclass(frozen=True, slots=True)
class DraftLine:
    """Something begun and not sent."""

    title: str
    href: str
    saved: str
    applicant: str


@dataclass(frozen=True, slots=True)
class CasesList:
    """The page."""

    waiting: tuple[CaseLine, ...]
    running: tuple[CaseLine, ...]
    ended: tuple[CaseLine, ...]
    drafts: tuple[DraftLine, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.waiting or self.running or self.ended or self.drafts)


def build_cases_list(actor: Actor, *, at: datetime) -> CasesList:
    """The cases and drafts of everybody for whom he may act."""
    cases, drafts = my_cases(actor, at=at), open_drafts(actor)
    applicants = [(one.applicant, one.applicant_kind) for one in cases] + [(one.applicant, one.applicant_kind) for one in drafts]
    names = applicant_names(applicants)
    lines = [(one, case_line(one, at=at, applicant=names.get(one.applicant, ""))) for one in cases]
    return CasesList(
        waiting=tuple(line for one, line in lines if not one.is_ended and line.duties),
        running=tuple(line for one, line in lines if not one.is_ended and not line.duties),
        ended=tuple(line for one, line in lines if one.is_ended),
        drafts=draft_lines(drafts, names),
    )


def case_line(case: CaseView, *, at: datetime, applicant: str = "") -> CaseLine:
    """One case: done, left, by when, and the days of the part that ends last."""
    today = law_day(at)
    when, note = when_done(case, today=today)
    duties = duties_of(case, versions.current())
    return CaseLine(
        title=title_of(case),
        href=reverse("portal:case", args=[case.number]),
        number=case.number,
        applicant=applicant,
        status=_status(case, bool(duties)),
        when=when,
        note=_("%(all)s 件事已办成 %(done)s 件。") % {"all": len(case.parts), "done": granted_count(case)} + note
        if len(case.parts) > 1
        else note,
        duties=duties,
        strip=_strip(case, note, at),
    )


def _status(case: CaseView, has_duties: bool) -> Status:
    if case.is_ended:
        good = all(part.state.decision == "granted" for part in case.parts)
        return Status("done", _("已办成")) if good else Status("wait", _("已办完"))
    return Status("you", _("要您办")) if has_duties else Status("doing", _("正在办"))


def _strip(case: CaseView, words: str, at: datetime) -> Strip | None:
    """The days of the running part that is due last."""
    running = [
        part for part in case.parts if part.promised is not None and part.state.decided_on is None and not part.state.is_ended
    ]
    if not running:
        return None
    last = max(running, key=lambda part: part.decide_by or date.max)
    assert last.promised is not None
    return running_strip(last.promised.due(case.calendar), words, today=law_day(at), calendar=case.calendar)


def draft_lines(drafts: Sequence[Draft], names: dict[str, str]) -> tuple[DraftLine, ...]:
    catalogue = versions.current()
    found = []
    for draft in drafts:
        record = catalogue.bundles.get(draft.code) or catalogue.items.get(draft.code)
        if record is not None:
            found.append(
                DraftLine(
                    record.name(lang()),
                    reverse("portal:task", args=[draft.pk]),
                    _("%(at)s 保存") % {"at": spoken_moment(draft.saved_at)},
                    names.get(draft.applicant, ""),
                )
            )
    return tuple(found)
