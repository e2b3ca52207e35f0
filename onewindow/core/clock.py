"""Periods of law: working days, pauses, extensions, the due date and its explanation day by day. Not: when a clock starts or stops."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from onewindow.core.terms import Limit, Unit

LAW_ZONE = timezone(timedelta(hours=8), "CST")
"""Days of law are days of China Standard Time; there is no daylight saving time."""
ONE_DAY = timedelta(days=1)
YEARS_AHEAD = 10
"""How far beyond the last announced year days are counted, provisionally."""
FURTHEST_REST = 3
"""The last counted year may end with a weekend; further on the calendar says nothing."""


class CalendarHole(ValueError):
    """A loaded year lacks its listed days, or a date lies before the first loaded year."""

    def __init__(self, day: date) -> None:
        super().__init__(f"the working-day calendar says nothing about {day}")
        self.day = day


class InvalidPeriod(ValueError):
    """A period that cannot be counted: negative days, a pause that ends before it begins, or pauses that overlap."""


def law_day(moment: datetime) -> date:
    """The day of law on which a moment falls."""
    return moment.astimezone(LAW_ZONE).date()


def end_of_day(day: date) -> datetime:
    """The first moment after a day of law; what lapses on that day has lapsed then."""
    return datetime(day.year, day.month, day.day, tzinfo=LAW_ZONE) + ONE_DAY


@dataclass(frozen=True)
class Calendar:
    """Working days by the State Council's notices.

    `years` maps each announced year to its listed days (date → True for a day off, False for a make-up workday); unlisted
    days are off on Saturday and Sunday (行政许可法 §82; 国务院办公厅节假日通知). After the last announced year weekends
    alone are off and every date is provisional. A hole between announced years is refused.
    """

    version: str
    years: Mapping[int, Mapping[date, bool]]
    names: Mapping[date, str] = field(default_factory=dict)
    _ordinals: list[int] = field(init=False, repr=False, compare=False)
    _first_year: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        announced = sorted(self.years)
        if not announced:
            raise CalendarHole(date.min)
        for year in range(announced[0], announced[-1]):
            if year not in self.years:
                raise CalendarHole(date(year, 1, 1))
        first = date(announced[0], 1, 1)
        last = date(announced[-1] + YEARS_AHEAD, 12, 31)
        ordinals = [day for day in range(first.toordinal(), last.toordinal() + 1) if self._works(date.fromordinal(day))]
        object.__setattr__(self, "_ordinals", ordinals)
        object.__setattr__(self, "_first_year", announced[0])

    def _works(self, day: date) -> bool:
        off = self.years.get(day.year, {}).get(day)
        return day.weekday() < 5 if off is None else not off

    @property
    def last_announced(self) -> date:
        return date(max(self.years), 12, 31)

    def is_provisional(self, day: date) -> bool:
        """Whether the day lies beyond the last announced year."""
        return day > self.last_announced

    def is_working_day(self, day: date) -> bool:
        self._check(day)
        position = bisect_left(self._ordinals, day.toordinal())
        return position < len(self._ordinals) and self._ordinals[position] == day.toordinal()

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (`day` itself is not counted)."""
        self._check(day)
        position = bisect_right(self._ordinals, day.toordinal()) + count - 1
        if position >= len(self._ordinals):
            raise CalendarHole(self.last_announced)
        return date.fromordinal(self._ordinals[position])

    def next_working_day(self, day: date) -> date:
        """`day` itself if it is a working day, else the next one (民法典 §203)."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def working_days_between(self, after: date, until: date) -> int:
        """Working days after `after` up to and including `until`; negative when `until` lies before `after`."""
        self._check(min(after, until))
        return bisect_right(self._ordinals, until.toordinal()) - bisect_right(self._ordinals, after.toordinal())

    def day_off_name(self, day: date) -> str:
        """The holiday's name, or `周末`; empty for a working day."""
        if self.is_working_day(day):
            return ""
        return self.names.get(day, "周末")

    def _check(self, day: date) -> None:
        if day.year < self._first_year or day.toordinal() > self._ordinals[-1] + FURTHEST_REST:
            raise CalendarHole(day)


class Pause(NamedTuple):
    """Days that do not count, both ends included; `until` None is still running."""

    since: date
    until: date | None
    procedure: str = ""


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Consecutive days that are explained by one line. `kind` is start, counted, day_off, paused or due."""

    kind: str
    since: date
    until: date
    count: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a period. `on` is None while a pause has no end; every day from start to `on` is in exactly one span."""

    started_on: date
    on: date | None
    provisional: bool
    days: int
    unit: Unit
    extended_by: int
    spans: tuple[DaySpan, ...]
    calendar_version: str


def due_on(start: date, limit: Limit, calendar: Calendar, pauses: Sequence[Pause] = (), extended_by: int = 0) -> date | None:
    """The last day of a period that began on `start`: the same answer as `due`, without the explanation.

    The start day is not counted (民法典 §201); days of a pause are not counted, both ends included (行政许可法 §45); an
    extension adds to the days (§42); N = 0 is due the same day; a calendar-day period that ends on a rest day moves to the
    next working day (民法典 §203). Returns None while a pause is open. Raises InvalidPeriod and CalendarHole.
    """
    total = limit.days + extended_by
    if total < 0:
        raise InvalidPeriod(f"a period of {total} days cannot be counted")
    if not pauses and total and limit.unit is Unit.WORKDAY:
        return calendar.add_working_days(start, total)
    ordered = _ordered(pauses)
    if total == 0:
        return start
    if ordered and ordered[-1].until is None:
        return None
    if limit.unit is Unit.WORKDAY:
        return _past_pauses(
            start, calendar.add_working_days(start, total), ordered, calendar.is_working_day, calendar.add_working_days
        )
    end = _past_pauses(
        start, start + timedelta(days=total), ordered, lambda day: True, lambda day, days: day + timedelta(days=days)
    )
    while not calendar.is_working_day(end) or any(pause.since <= end <= pause.until for pause in ordered if pause.until):
        end += ONE_DAY
    return end


def _ordered(pauses: Iterable[Pause]) -> list[Pause]:
    ordered = sorted(pauses, key=lambda pause: pause.since)
    for pause in ordered:
        if pause.until is not None and pause.until < pause.since:
            raise InvalidPeriod(f"a pause from {pause.since} cannot end on {pause.until}")
    for earlier, later in zip(ordered, ordered[1:], strict=False):
        if earlier.until is None or later.since <= earlier.until:
            raise InvalidPeriod(f"the pauses of {earlier.since} and {later.since} overlap")
    return ordered


def _past_pauses(
    start: date, end: date, pauses: Sequence[Pause], counts: Callable[[date], bool], push: Callable[[date, int], date]
) -> date:
    """Move `end` on by the counted days that each closed pause takes out of the period; `push` counts on from a day."""
    for pause in pauses:
        if pause.since > end or pause.until is None:
            break
        first = max(pause.since, start + ONE_DAY)
        lost = sum(counts(first + timedelta(days=n)) for n in range((pause.until - first).days + 1))
        end = push(end, lost) if lost else end
    return end


def due(start: date, limit: Limit, calendar: Calendar, pauses: Sequence[Pause] = (), extended_by: int = 0) -> Due:
    """The due date with every day from `start` on accounted for by exactly one span; raises as `due_on` does."""
    on = due_on(start, limit, calendar, pauses, extended_by)
    last = on or max([start, *(pause.since for pause in pauses)])
    spans: list[DaySpan] = [DaySpan("start", start, start)]
    counted = 0
    day = start + ONE_DAY
    while day <= last:
        kind, name = _kind_of(day, limit, calendar, pauses)
        if kind == "counted":
            counted += 1
        if spans[-1].kind == kind and spans[-1].name == name:
            spans[-1] = DaySpan(kind, spans[-1].since, day, counted, name)
        else:
            spans.append(DaySpan(kind, day, day, counted, name))
        day += ONE_DAY
    provisional = on is not None and calendar.is_provisional(on)
    return Due(start, on, provisional, limit.days, limit.unit, extended_by, tuple(spans), calendar.version)


def _kind_of(day: date, limit: Limit, calendar: Calendar, pauses: Sequence[Pause]) -> tuple[str, str]:
    for pause in pauses:
        if pause.since <= day and (pause.until is None or day <= pause.until):
            return "paused", pause.procedure
    if limit.unit is Unit.WORKDAY and not calendar.is_working_day(day):
        return "day_off", calendar.day_off_name(day)
    return "counted", ""
