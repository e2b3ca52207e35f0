"""The plan lanes above the joint screen: who has each open part, from when to when, and which of them decides the last day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from onewindow.cases.selectors import CaseView, PartView, name_of
from onewindow.core import procedure
from onewindow.core.state import Status as PartStatus
from onewindow.pages.courses import Course, courses_of, critical_of, needed_before
from onewindow.pages.dates import spoken_day, spoken_days
from onewindow.pages.lanes import LaneRow, Lanes, build_lanes
from onewindow.pages.names import lang, office_name
from onewindow.review.status import status_of

WIDTH = 1400.0


@dataclass(frozen=True, slots=True)
class Plan:
    """The figure of the open parts, how many they are, and in words what is finished already. `lanes` is None when nothing is open."""

    lanes: Lanes | None
    finished: tuple[str, ...]
    open_count: int = 0


def build_plan(case: CaseView, part: PartView, *, today: date, names: Mapping[str, str]) -> Plan:
    """Open parts are drawn, this part first of those that begin on one day; finished ones are told, so that the rows fit above the panes."""
    courses = courses_of(case, today=today)
    critical = critical_of(case.plan, {code: one for code, one in courses.items() if one.progress != "finished"})
    finished = [one for one in case.parts if courses[one.state.item].progress == "finished"]
    still_open = [one for one in case.parts if one not in finished]
    if not still_open:
        return Plan(None, tuple(_finished(one) for one in finished))
    still_open.sort(key=lambda one: (one.id != part.id, one.state.item not in critical))
    drawn = {one.state.item for one in still_open}
    rows = [_row(one, case, courses[one.state.item], one.state.item in critical, drawn, today, names) for one in still_open]
    start = min(today, *(row.starts_on for row in rows if row.starts_on))
    ends_on = max(row.ends_on for row in rows if row.ends_on)
    lanes = build_lanes(rows, calendar=case.calendar, start=start, today=today, ends_on=ends_on, with_flag=False, width=WIDTH)
    return Plan(lanes, tuple(_finished(one) for one in finished), len(rows))


def _row(
    part: PartView, case: CaseView, course: Course, critical: bool, drawn: set[str], today: date, names: Mapping[str, str]
) -> LaneRow:
    return LaneRow(
        code=part.state.item,
        department=office_name(part.state.department),
        name=name_of(part.state.item, lang()),
        sub=_sub(part, names),
        status=status_of(part, today=today),
        starts_on=course.starts_on,
        ends_on=course.ends_on,
        progress=course.progress,
        due_on=part.decide_by,
        stopped=course.stopped,
        hard_from=tuple(code for code in needed_before(case.plan, part.state.item) if code in drawn),
        critical=critical,
    )


def _sub(part: PartView, names: Mapping[str, str]) -> str:
    state = part.state
    if state.status is PartStatus.WAITING:
        promise = procedure.promised_limit(part.facts.terms)
        return _("承诺 %(days)s") % {"days": spoken_days(promise.days, promise.unit)} if promise.days else _("即办")
    if state.status in (PartStatus.RECEIVED, PartStatus.CORRECTING):
        return _("综合窗口")
    open_reviews = [office_name(review.department) for review in state.open_reviews]
    who = _("%(name)s · 承办") % {"name": names.get(state.claimed_by, "")} if state.claimed_by else _("还没人接手")
    return _("%(who)s，等%(offices)s") % {"who": who, "offices": _("、").join(open_reviews)} if open_reviews else who


def _finished(part: PartView) -> str:
    state = part.state
    day = spoken_day(state.decided_on, weekday=False) if state.decided_on else ""
    if state.decision == "granted":
        return _("%(item)s %(day)s准予") % {"item": name_of(part.state.item, lang()), "day": day}
    if state.decision == "refused":
        return _("%(item)s %(day)s不予办理") % {"item": name_of(part.state.item, lang()), "day": day}
    return _("%(item)s没有办成") % {"item": name_of(part.state.item, lang())}
