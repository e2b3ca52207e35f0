"""What a figure of plan lanes is made of: the rows that go in, and the places of everything that is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from onewindow.pages.cells import PlacedCell
from onewindow.pages.status import Status


@dataclass(frozen=True, slots=True)
class LaneRow:
    """One item of a plan or of a case under way.

    `progress` is planned, running or finished; without `starts_on` the row has words but no cells. `hard_from` lists codes
    of rows whose result this one needs before it starts; `opens` is the sentence beside the row that others wait for.
    """

    code: str
    department: str
    name: str
    sub: str
    status: Status
    starts_on: date | None = None
    ends_on: date | None = None
    progress: str = "planned"
    due_on: date | None = None
    stopped: frozenset[date] = frozenset()
    hard_from: tuple[str, ...] = ()
    opens: str = ""
    critical: bool = False


@dataclass(frozen=True, slots=True)
class SoftNeed:
    """One row may help another but does not hold it up; `words` says so (健康证明可以后补)."""

    source: str
    target: str
    words: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words at a place; `style` is a class of cells.css."""

    x: float
    y: float
    text: Any
    style: str = ""


@dataclass(frozen=True, slots=True)
class SeamPlace:
    """A seam and its name, one letter under the other; `letters_only` is empty when the name is turned (English)."""

    x: float
    width: float
    y: float
    height: float
    letters: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class TagPlace:
    """A status tag inside the figure."""

    x: float
    y: float
    width: float
    status: Status

    @property
    def shape_x(self) -> float:
        return self.x + 7

    @property
    def shape_y(self) -> float:
        return self.y + 5

    @property
    def word_x(self) -> float:
        return self.x + 27

    @property
    def word_y(self) -> float:
        return self.y + 17


@dataclass(frozen=True, slots=True)
class Arrow:
    """A soft need: dashed line, arrow head, words."""

    line: str
    head: str
    words: Words


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """One item on a phone: its words are HTML, `cells` share the columns of every other row."""

    row: LaneRow
    cells: tuple[PlacedCell, ...]
    critical: str
    words: str


@dataclass(frozen=True, slots=True)
class PhoneLanes:
    """The phone figure; each row is a small SVG of `width` × `height`."""

    width: float
    height: float
    head: tuple[Words, ...]
    ticks: str
    today: tuple[float, float] | None
    rows: tuple[PhoneRow, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """The same facts as words."""

    row: LaneRow
    days: int
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """A figure ready to be drawn; lengths in pixels of a `width` × `height` box."""

    width: float
    height: float
    is_long: bool
    title: str
    description: str
    head: tuple[Words, ...]
    head_y: float
    foot_y: float
    today: tuple[float, float, float] | None
    seams: tuple[SeamPlace, ...]
    rules: tuple[float, ...]
    words: tuple[Words, ...]
    cells: tuple[PlacedCell, ...]
    tags: tuple[TagPlace, ...]
    hard: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    soft: tuple[Arrow, ...]
    critical: str
    flag: Words | None
    critical_name: str
    tied_name: str
    kinds: frozenset[str]
    phone: PhoneLanes
    table: tuple[TableRow, ...]
