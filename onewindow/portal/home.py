"""The home page: what is to be done, what is under way, and which day the tenth working day from now is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from onewindow.catalog import calendars
from onewindow.core.clock import Calendar, law_day
from onewindow.core.commands import Actor
from onewindow.pages.columns import seam_name
from onewindow.pages.dates import is_english, short_weekday
from onewindow.portal.cases_list import CaseLine, DraftLine, build_cases_list
from onewindow.portal.directory import BundleRow, OfficeGroup, bundle_rows, offices_with_items, themes
from onewindow.portal.who import Applicant

SHOWN = 6
TENTH = 10
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarCell:
    """A working day of the strip, or a run of days off folded into one (`name` is then what they are called)."""

    number: str
    weekday: str
    mark: str = ""
    name: str = ""
    is_today: bool = False
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class CalendarStrip:
    """Today until the tenth working day."""

    today: date
    cells: tuple[CalendarCell, ...]
    tenth: date
    is_working: bool


@dataclass(frozen=True, slots=True)
class Home:
    """The page."""

    applicants: tuple[Applicant, ...]
    kind: str
    going_on: CaseLine | None
    draft: DraftLine | None
    calendar: CalendarStrip
    bundles: tuple[BundleRow, ...]
    bundle_count: int
    themes: tuple[tuple[str, tuple[BundleRow, ...]], ...]
    offices: tuple[OfficeGroup, ...]


def build_home(*, actor: Actor | None, applicants: tuple[Applicant, ...], kind: str, at: datetime) -> Home:
    """`kind` is person or firm: who I am decides which bundles come first."""
    rows = bundle_rows(kind)
    mine = build_cases_list(actor, at=at) if actor else None
    going = (*mine.waiting, *mine.running) if mine else ()
    return Home(
        applicants=applicants,
        kind=kind,
        going_on=going[0] if going else None,
        draft=mine.drafts[0] if mine and mine.drafts else None,
        calendar=calendar_strip(calendars.current(), law_day(at)),
        bundles=rows[:SHOWN],
        bundle_count=len(bundle_rows()),
        themes=themes(rows),
        offices=offices_with_items(kind)[:8],
    )


def calendar_strip(calendar: Calendar, today: date) -> CalendarStrip:
    """Each working day a cell with its date and weekday; days off between them are folded and named."""
    tenth = calendar.add_working_days(today, TENTH)
    cells: list[CalendarCell] = []
    off: list[date] = []
    day = today
    while day <= tenth:
        if calendar.is_working_day(day) or day == today:
            if off:
                cells.append(_folded(calendar, off))
                off = []
            cells.append(_cell(calendar, day, today, tenth))
        else:
            off.append(day)
        day += ONE_DAY
    return CalendarStrip(today, tuple(cells), tenth, calendar.is_working_day(today))


def _cell(calendar: Calendar, day: date, today: date, tenth: date) -> CalendarCell:
    mark = _("今天") if day == today else _("第 10 个") if day == tenth else ""
    return CalendarCell(str(day.day), short_weekday(day), mark, is_today=day == today, is_last=day == tenth)


def _folded(calendar: Calendar, days: list[date]) -> CalendarCell:
    name = seam_name(calendar, days)
    span = str(days[0].day) if len(days) == 1 else f"{days[0].day}–{days[-1].day}"
    return CalendarCell(span, "", name=_("放假") if is_english() or len(name) >= 8 else name)
