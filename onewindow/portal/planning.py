"""The plan lanes of a bundle before it is sent and of a case under way: rows for `pages.lanes`, computed from plan and state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from onewindow.cases.selectors import CaseView, PartView
from onewindow.catalog.catalogue import Catalogue
from onewindow.core import procedure
from onewindow.core.clock import Calendar, law_day
from onewindow.core.planner import Plan
from onewindow.core.state import Status as PartStatus
from onewindow.pages.courses import Course, courses_of, critical_of, needed_before, working_day
from onewindow.pages.dates import spoken_day, spoken_days
from onewindow.pages.lanes import LaneRow, Lanes, SoftNeed, build_lanes, opening_sentence
from onewindow.pages.names import document_name, lang, office_name
from onewindow.pages.status import Status
from onewindow.portal.parts import status_of


def plan_lanes(
    catalogue: Catalogue, planned: Plan, *, statuses: Mapping[str, Status], calendar: Calendar, today: date, today_word: str
) -> Lanes:
    """The work as it would go if the application were sent today."""
    rows = [
        _planned_row(catalogue, planned, slot.code, slot.starts, slot.ends, statuses[slot.code], calendar, today)
        for slot in planned.slots
    ]
    ends_on = max((row.ends_on for row in rows if row.ends_on), default=today)
    return build_lanes(
        rows, calendar=calendar, start=today, today=today, ends_on=ends_on, soft=_soft(catalogue, planned), today_word=today_word
    )


def ends_on(planned: Plan, *, calendar: Calendar, today: date) -> date:
    """The day by which everything is done if it is sent today."""
    return working_day(calendar, today, planned.critical_path_days)


def _planned_row(
    catalogue: Catalogue, planned: Plan, code: str, starts: int, ends: int, status: Status, calendar: Calendar, today: date
) -> LaneRow:
    item = catalogue.item(code)
    before = needed_before(planned, code)
    first = starts + 1 if ends > starts or before else starts
    limit = procedure.promised_limit(item.terms)
    return LaneRow(
        code=code,
        department=office_name(item.terms.department, catalogue),
        name=item.name(lang()),
        sub=_("承诺 %(days)s") % {"days": spoken_days(limit.days, limit.unit)} if limit.days else _("即办，当场办好"),
        status=status,
        starts_on=working_day(calendar, today, first),
        ends_on=working_day(calendar, today, max(first, ends)),
        hard_from=before,
        opens=_opens(catalogue, planned, code),
        critical=code in planned.critical_path,
    )


def _opens(catalogue: Catalogue, planned: Plan, code: str) -> str:
    """营业执照一出，五项同时开工."""
    opened = [edge for edge in planned.edges if edge.frm == code and edge.hard]
    if not opened:
        return ""
    return opening_sentence(document_name(opened[0].key, catalogue), len({edge.to for edge in opened}))


def _soft(catalogue: Catalogue, planned: Plan) -> tuple[SoftNeed, ...]:
    return tuple(
        SoftNeed(edge.frm, edge.to, _("%(document)s可以后补") % {"document": document_name(edge.key, catalogue)})
        for edge in planned.edges
        if not edge.hard
    )


def case_lanes(case: CaseView, catalogue: Catalogue, *, today: date, handlers: Mapping[str, str]) -> Lanes:
    """Who works on what, as far as it has come; `handlers` names who has each part in hand."""
    courses = courses_of(case, today=today)
    critical = critical_of(case.plan, courses)
    rows = [
        LaneRow(
            code=part.state.item,
            department=office_name(part.state.department, catalogue),
            name=part.name,
            sub=_sub(part, handlers.get(part.id, "")),
            status=status_of(part, today=today, name=lambda key: document_name(key, catalogue)),
            starts_on=courses[part.state.item].starts_on,
            ends_on=courses[part.state.item].ends_on,
            progress=courses[part.state.item].progress,
            due_on=_drawn_due(part, courses[part.state.item]),
            stopped=courses[part.state.item].stopped,
            hard_from=needed_before(case.plan, part.state.item),
            opens=_opens(catalogue, case.plan, part.state.item) if part.state.status is not PartStatus.CLOSED else "",
            critical=part.state.item in critical,
        )
        for part in case.parts
    ]
    last = max((row.ends_on for row in rows if row.ends_on), default=today)
    start = min([law_day(case.submitted_at), *(row.starts_on for row in rows if row.starts_on)])
    failed = any(part.state.is_ended and part.state.decision != "granted" for part in case.parts)
    rest = _("其余的%(day)s办成") % {"day": spoken_day(last)} if failed else ""
    flag = _("都办完了") if case.is_ended else rest
    return build_lanes(
        _after_their_sources(rows, case.calendar),
        calendar=case.calendar,
        start=start,
        today=today,
        ends_on=last,
        soft=_soft(catalogue, case.plan),
        flag=flag,
    )


def _drawn_due(part: PartView, course: Course) -> date | None:
    """A due day that falls on a day off has no column: it is drawn on the first day of the bar."""
    return max(part.decide_by, course.starts_on) if part.decide_by else None


def _after_their_sources(rows: Sequence[LaneRow], calendar: Calendar) -> list[LaneRow]:
    """A bar is drawn no earlier than the column after what it needed, so that the line that joins them can be seen."""
    ends = {row.code: row.ends_on for row in rows}
    shown = []
    for row in rows:
        sources = [end for code in row.hard_from if (end := ends.get(code)) is not None]
        if sources and row.starts_on and row.progress == "planned" and row.starts_on <= max(sources):
            first = calendar.add_working_days(max(sources), 1)
            row = replace(row, starts_on=first, ends_on=max(first, row.ends_on or first))
        shown.append(row)
    return shown


def _sub(part: PartView, handler: str) -> str:
    state = part.state
    if state.decided_on:
        word = _("%(day)s办成") if state.decision == "granted" else _("%(day)s决定不予办理")
        return word % {"day": spoken_day(state.decided_on, weekday=False)}
    if handler:
        return handler
    limit = procedure.promised_limit(part.facts.terms)
    return _("承诺 %(days)s") % {"days": spoken_days(limit.days, limit.unit)} if limit.days else _("即办")
