"""The columns of a plan: working days of equal width, days off folded into seams with their name written downwards."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onewindow.core.clock import Calendar

ONE_DAY = timedelta(days=1)
GAP = 3.0
SEAM = 23.0
NARROWEST, WIDEST = 22.0, 60.0


@dataclass(frozen=True, slots=True)
class Column:
    """One working day."""

    day: date
    x: float
    width: float
    is_makeup: bool = False

    @property
    def centre(self) -> float:
        return round(self.x + self.width / 2, 2)

    @property
    def end(self) -> float:
        return round(self.x + self.width, 2)

    @property
    def gap_after(self) -> float:
        """The middle of the gap right of the column, where lines run."""
        return round(self.x + self.width + GAP / 2, 2)


@dataclass(frozen=True, slots=True)
class Seam:
    """A run of days off between two columns. `name` is 周末 or the holiday's, with its length."""

    since: date
    until: date
    x: float
    width: float
    name: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns and seams from left to right; `right` is where the last one ends."""

    columns: tuple[Column, ...]
    seams: tuple[Seam, ...]
    right: float

    def between(self, since: date, until: date) -> tuple[Column, ...]:
        """The columns of the working days from `since` to `until`, both included."""
        days = [column.day for column in self.columns]
        return self.columns[bisect_left(days, since) : bisect_left(days, until + ONE_DAY)]

    def at(self, day: date) -> Column | None:
        """The column of this day; None on a day off or outside the figure."""
        found = self.between(day, day)
        return found[0] if found else None


def build_grid(
    calendar: Calendar,
    since: date,
    until: date,
    *,
    left: float,
    room: float,
    seam: float = SEAM,
    gap: float = GAP,
    narrowest: float = NARROWEST,
) -> Grid:
    """Columns for each working day from `since` to `until`, as wide as `room` allows (22 to 60 px), the same width for all."""
    runs = _runs(calendar, since, until)
    days = sum(len(run) for works, run in runs if works)
    seams = len(runs) - sum(1 for works, _run in runs if works)
    width = (room - seams * (seam + gap)) / max(days, 1) - gap
    width = round(min(max(width, narrowest), WIDEST), 1)
    columns: list[Column] = []
    folded: list[Seam] = []
    x = left
    for works, run in runs:
        if works:
            for day in run:
                columns.append(Column(day, round(x, 2), width, day.weekday() >= 5))
                x += width + gap
        else:
            folded.append(Seam(run[0], run[-1], round(x, 2), seam, seam_name(calendar, run)))
            x += seam + gap
    return Grid(tuple(columns), tuple(folded), round(x - gap, 2))


def _runs(calendar: Calendar, since: date, until: date) -> list[tuple[bool, list[date]]]:
    runs: list[tuple[bool, list[date]]] = []
    day = calendar.next_working_day(since)
    while day <= until:
        works = calendar.is_working_day(day)
        if runs and runs[-1][0] == works:
            runs[-1][1].append(day)
        else:
            runs.append((works, [day]))
        day += ONE_DAY
    return [run for index, run in enumerate(runs) if run[0] or index < len(runs) - 1]


def seam_name(calendar: Calendar, days: Sequence[date]) -> str:
    """周末, or the holidays among the days off with how long they last (清明三天)."""
    from onewindow.pages.dates import is_english, spoken_count

    names = [name for name in dict.fromkeys(calendar.day_off_name(day) for day in days) if name != "周末"]
    if not names:
        return "Weekend" if is_english() else "周末"
    if is_english():
        return f"Holiday, {len(days)} days"
    return f"{'、'.join(names)}{spoken_count(len(days))}天"
