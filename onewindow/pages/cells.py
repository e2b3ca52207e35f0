"""The day cell: one cell is one working day. Strips of cells for the home list, the card of a case under way, and a promise at the counter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onewindow.core.clock import Calendar, DaySpan, Due

ONE_DAY = timedelta(days=1)
HATCH_STEP = 5.0


class DayKind(StrEnum):
    """What a cell says about its day. `GAP` is no day at all: the space that days off take."""

    DONE = "done"
    DOING = "doing"
    PLANNED = "plan"
    STOPPED = "stop"
    SAVED = "saved"
    OVERDUE = "over"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day; `number` is its place in the period, `name` what a gap or a stop is called."""

    kind: DayKind
    day: date | None = None
    number: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with its place in a figure; all lengths in pixels of the figure."""

    kind: DayKind
    x: float
    y: float
    width: float
    height: float
    number: int = 0

    @property
    def half(self) -> float:
        """Width of the solid left half of the day that is under way."""
        return round(self.width / 2, 2)

    @property
    def number_x(self) -> float:
        """Where the counted day's number stands: in the light half of today, else in the middle."""
        return round(self.x + self.width * (0.75 if self.kind is DayKind.DOING else 0.5), 2)

    @property
    def number_y(self) -> float:
        """The base line of the number."""
        return round(self.y + self.height / 2 + 5.5, 2)

    @property
    def hatch(self) -> str:
        """The 45 degree lines of a day that does not count, cut to the cell."""
        lines = []
        reach = HATCH_STEP
        while reach < self.width + self.height:
            x1, y1 = min(reach, self.width), max(0.0, reach - self.width)
            x2, y2 = max(0.0, reach - self.height), min(reach, self.height)
            lines.append(f"M{_px(self.x + x1)} {_px(self.y + y1)}L{_px(self.x + x2)} {_px(self.y + y2)}")
            reach += HATCH_STEP
        return "".join(lines)


def _px(length: float) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of cells and the words that say the same."""

    cells: tuple[PlacedCell, ...]
    width: float
    height: float
    words: str


def build_strip(
    days: Sequence[DayCell], words: str, *, width: float = 13, height: float = 16, gap: float = 3, rest: float = 8
) -> Strip:
    """Place cells in a row: each `width` × `height`, `gap` between two days, `rest` where days off lie between."""
    placed = []
    x = 1.0
    for cell in days:
        if cell.kind is DayKind.GAP:
            x += rest - gap
            continue
        placed.append(PlacedCell(cell.kind, x, 1, width, height))
        x += width + gap
    return Strip(tuple(placed), max(x - gap + 1, 1), height + 2, words)


def plan_strip(days: int, serial_days: int, words: str) -> Strip:
    """The home list: what it takes when departments work together, then the days that one after another would cost more."""
    cells = [DayCell(DayKind.DONE)] * days + [DayCell(DayKind.SAVED)] * max(serial_days - days, 0)
    return build_strip(cells, words)


def running_strip(due: Due, words: str, *, today: date, calendar: Calendar, finished_on: date | None = None) -> Strip:
    """The card of a case under way: used, not counted, today and left, parted at days off."""
    return build_strip(days_of(due, today=today, calendar=calendar, finished_on=finished_on), words, width=17, height=20)


def promise_strip(start: date, ends_on: date, words: str, *, calendar: Calendar) -> Strip:
    """The counter's promise: one planned cell for each working day after `start` until `ends_on`, a gap for each weekend or holiday."""
    cells: list[DayCell] = []
    day = start + ONE_DAY if ends_on > start else start
    while day <= ends_on:
        if calendar.is_working_day(day) or day == ends_on:
            cells.append(DayCell(DayKind.PLANNED, day))
        elif cells and cells[-1].kind is not DayKind.GAP:
            cells.append(DayCell(DayKind.GAP, day))
        day += ONE_DAY
    return build_strip(cells, words, width=29, height=20, gap=4, rest=12)


def days_of(due: Due, *, today: date, calendar: Calendar, finished_on: date | None = None) -> tuple[DayCell, ...]:
    """Every day of a period as cells: counted days with their number, stops, one gap for each run of days off, and days overdue.

    `finished_on` is the day it was done; later days are saved. While a pause has no end the stop runs to `today`.
    """
    return (*_days_of_period(due, today, calendar, finished_on), *_days_beyond(due, today, calendar, finished_on))


def _days_of_period(due: Due, today: date, calendar: Calendar, finished_on: date | None) -> Iterator[DayCell]:
    if due.on == due.started_on:
        yield DayCell(_kind_of(due.started_on, today, finished_on), due.started_on)
        return
    for span in due.spans:
        if span.kind == "day_off":
            yield DayCell(DayKind.GAP, span.since, name=span.name)
        elif span.kind == "counted":
            length = (span.until - span.since).days + 1
            for index in range(length):
                day = span.since + timedelta(days=index)
                yield DayCell(_kind_of(day, today, finished_on), day, span.count - length + 1 + index)
        elif span.kind == "paused":
            yield from _stopped(span, span.until, calendar)


def _stopped(span: DaySpan, until: date, calendar: Calendar) -> Iterator[DayCell]:
    """Working days of a stop; days off inside it part the cells."""
    day = span.since
    rests = False
    while day <= until:
        if calendar.is_working_day(day):
            yield DayCell(DayKind.STOPPED, day, name=span.name)
            rests = False
        elif not rests:
            yield DayCell(DayKind.GAP, day, name=calendar.day_off_name(day))
            rests = True
        day += ONE_DAY


def _days_beyond(due: Due, today: date, calendar: Calendar, finished_on: date | None) -> Iterator[DayCell]:
    """Days after the last span: overdue ones, or the rest of a stop that has no end yet."""
    until = min(today, finished_on) if finished_on else today
    last = due.spans[-1]
    if due.on is None:
        yield from _stopped(DaySpan("paused", last.until + ONE_DAY, until, 0, last.name), until, calendar)
        return
    day = last.until + ONE_DAY
    while day <= until:
        if calendar.is_working_day(day):
            yield DayCell(DayKind.OVERDUE, day)
        day += ONE_DAY


def _kind_of(day: date, today: date, finished_on: date | None) -> DayKind:
    if finished_on is not None:
        return DayKind.DONE if day <= finished_on else DayKind.SAVED
    if day == today:
        return DayKind.DOING
    return DayKind.DONE if day < today else DayKind.PLANNED
