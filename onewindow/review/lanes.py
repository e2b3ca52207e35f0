"""The plan lanes above the joint screen: who has each open part, from when to when, and which of them decides the last day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from onewindow.cases.selectors import CaseView, PartView, name_of
from onewindow.core import procedure
from onewindow.core.clock import law_day
from onewindow.core.state import Status as PartStatus
from onewindow.pages.dates import spoken_day, spoken_days
from onewindow.pages.lanes import LaneRow, Lanes, build_lanes
from onewindow.review.desks import lang, office_name
from onewindow.review.status import status_of

WIDTH = 1400.0
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Course:
    """When a part was or will be worked on; `progress` is planned, running or finished."""

    starts_on: date
    ends_on: date
    progress: str
    stopped: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """The figure of the open parts, how many they are, and in words what is finished already. `lanes` is None when nothing is open."""

    lanes: Lanes | None
    finished: tuple[str, ...]
    open_count: int = 0


def build_plan(case: CaseView, part: PartView, *, today: date, names: Mapping[str, str]) -> Plan:
    """Open parts are drawn, this part first of those that begin on one day; finished ones are told, so that the rows fit above the panes."""
    courses = courses_of(case, today=today)
    critical = _critical(case, courses)
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


def courses_of(case: CaseView, *, today: date) -> dict[str, Course]:
    """The course of each part by item: what happened, what is due, and for what waits the days its promise would need."""
    parts = {part.state.item: part for part in case.parts}
    courses: dict[str, Course] = {}
    for code in [code for wave in case.plan.waves for code in wave if code in parts]:
        ready = max([today, *(courses[one].ends_on for one in _before(case, code) if one in courses)])
        courses[code] = _course(parts[code], case, ready, today)
    for code, part in parts.items():
        courses.setdefault(code, _course(part, case, today, today))
    return courses


def _course(part: PartView, case: CaseView, ready_on: date, today: date) -> Course:
    state, calendar = part.state, case.calendar
    last = law_day(state.last_at) if state.last_at else today
    if state.is_ended or state.decided_on:
        ended = state.decided_on or last
        return Course(min(state.accepted_on or ended, ended), ended, "finished", _stopped(part, ended))
    promise = procedure.promised_limit(part.facts.terms).days
    if state.accepted_on is None:
        submitted_on = law_day(case.submitted_at)
        begins = max(ready_on, state.received_on or submitted_on)
        first = calendar.add_working_days(begins, 1) if promise or begins > submitted_on else calendar.next_working_day(begins)
        return Course(first, max(first, calendar.add_working_days(begins, promise) if promise else first), "planned")
    first = calendar.add_working_days(state.accepted_on, 1) if promise else calendar.next_working_day(state.accepted_on)
    ends_on = part.decide_by or calendar.add_working_days(today, max(1, promise))
    return Course(first, max(first, ends_on), "running", _stopped(part, today))


def _stopped(part: PartView, until: date) -> frozenset[date]:
    days = set()
    for pause in part.state.pauses:
        day = pause.since
        while day <= (pause.until or until):
            days.add(day)
            day += ONE_DAY
    return frozenset(days)


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
        hard_from=tuple(code for code in _before(case, part.state.item) if code in drawn),
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


def _before(case: CaseView, code: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(edge.frm for edge in case.plan.edges if edge.to == code and edge.hard))


def _critical(case: CaseView, courses: Mapping[str, Course]) -> frozenset[str]:
    """The part that ends last, and the chain of parts it had to wait for."""
    open_ones = {code: course for code, course in courses.items() if course.progress != "finished"}
    if not open_ones:
        return frozenset()
    chain = [max(open_ones, key=lambda code: (open_ones[code].ends_on, code in case.plan.critical_path))]
    while before := [code for code in _before(case, chain[-1]) if code in open_ones and code not in chain]:
        chain.append(max(before, key=lambda code: open_ones[code].ends_on))
    return frozenset(chain)
