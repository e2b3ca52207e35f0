"""When each part of a live case was or will be worked on, and which parts decide the last day. Not: how it is drawn, see `pages.lanes`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from onewindow.cases.selectors import CaseView, PartView
from onewindow.core import procedure
from onewindow.core.clock import Calendar, law_day
from onewindow.core.planner import Plan

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Course:
    """When a part was or will be worked on; `progress` is planned, running or finished, `stopped` are days that do not count."""

    starts_on: date
    ends_on: date
    progress: str
    stopped: frozenset[date] = frozenset()


def working_day(calendar: Calendar, day: date, count: int) -> date:
    """The working day `count` days after `day`; what is sent on a day off is looked at on the next working day."""
    first = calendar.next_working_day(day)
    return calendar.add_working_days(first, count) if count else first


def needed_before(planned: Plan, code: str) -> tuple[str, ...]:
    """The items whose results this one cannot do without."""
    return tuple(dict.fromkeys(edge.frm for edge in planned.edges if edge.to == code and edge.hard))


def courses_of(case: CaseView, *, today: date) -> dict[str, Course]:
    """The course of each part by item: what happened, what is due, and for what waits the days its promise would need."""
    parts = {part.state.item: part for part in case.parts}
    courses: dict[str, Course] = {}
    for code in [code for wave in case.plan.waves for code in wave if code in parts]:
        before = [courses[one].ends_on for one in needed_before(case.plan, code) if one in courses]
        courses[code] = _course(parts[code], case, max([today, *before]), today)
    return courses | {code: _course(part, case, today, today) for code, part in parts.items() if code not in courses}


def _course(part: PartView, case: CaseView, ready_on: date, today: date) -> Course:
    state, calendar = part.state, case.calendar
    promise = procedure.promised_limit(part.facts.terms).days
    if state.decided_on or state.is_ended:
        last = state.decided_on or (law_day(state.last_at) if state.last_at else today)
        first = working_day(calendar, state.accepted_on, 1 if promise else 0) if state.accepted_on else last
        return Course(min(first, last), last, "finished", _stopped(part, last))
    if state.accepted_on is None:
        submitted_on = law_day(case.submitted_at)
        begins = max(ready_on, state.received_on or submitted_on)
        first = working_day(calendar, begins, 1 if promise or begins > submitted_on else 0)
        return Course(first, max(first, working_day(calendar, begins, promise)), "planned")
    # The day of acceptance does not count, unless it is done on the spot.
    first = working_day(calendar, state.accepted_on, 1 if promise else 0)
    due = part.decide_by or working_day(calendar, today, promise)
    return Course(first, max(first, due), "running", _stopped(part, today))


def _stopped(part: PartView, until: date) -> frozenset[date]:
    found = set()
    for pause in part.state.pauses:
        day = pause.since
        while day <= (pause.until or until):
            found.add(day)
            day += ONE_DAY
    return frozenset(found)


def critical_of(planned: Plan, courses: Mapping[str, Course]) -> frozenset[str]:
    """Of these courses the one that ends last, and the chain of those it had to wait for."""
    if not courses:
        return frozenset()
    chain = [max(courses, key=lambda code: (courses[code].ends_on, code in planned.critical_path))]
    while before := [code for code in needed_before(planned, chain[-1]) if code in courses and code not in chain]:
        chain.append(max(before, key=lambda code: courses[code].ends_on))
    return frozenset(chain)
