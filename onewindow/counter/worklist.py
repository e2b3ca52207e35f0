"""The counter's own worklist by time left, one page at a time, and who comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from onewindow.cases import selectors
from onewindow.cases.selectors import WorkRow
from onewindow.core.clock import law_day
from onewindow.counter.in_front import names_of
from onewindow.counter.words import ACT_WORDS
from onewindow.pages.dates import spoken_day
from onewindow.pages.names import lang
from onewindow.pages.status import Status

DESK = "clerk"
PAGE = 10


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One thing to do at the counter."""

    part_id: str
    act: str
    item: str
    whom: str
    due: Status
    is_current: bool


@dataclass(frozen=True, slots=True)
class Worklist:
    """A page of it. `after` is the cursor of the next page, empty on the last; `next_part` is where F2 leads."""

    lines: tuple[WorkLine, ...]
    count: int
    due_count: int
    after: str
    is_first: bool
    next_part: str


def build_worklist(*, at: datetime, after: str = "", current: str = "") -> Worklist:
    """The page after the cursor; a cursor that is none gives the first page."""
    today = law_day(at)
    rows = selectors.worklist(DESK, after=after[:120], limit=PAGE + 1)
    count, due_count = selectors.work_counts(DESK, today=today)
    shown = rows[:PAGE]
    names = names_of({row.applicant for row in shown})
    return Worklist(
        lines=tuple(_line(row, names, today, current) for row in shown),
        count=count,
        due_count=due_count,
        after=shown[-1].cursor if len(rows) > PAGE else "",
        is_first=not after,
        next_part=_next(rows, current, after),
    )


def _next(rows: list[WorkRow], current: str, after: str) -> str:
    """The row below the current one; from the end, and from anywhere else, the most urgent."""
    ids = [row.part_id for row in rows]
    if current in ids and ids.index(current) + 1 < len(ids):
        return ids[ids.index(current) + 1]
    first = selectors.worklist(DESK, limit=2) if after else rows
    return next((row.part_id for row in first if row.part_id != current), "")


def _line(row: WorkRow, names: dict[str, str], today: date, current: str) -> WorkLine:
    return WorkLine(
        part_id=row.part_id,
        act=str(ACT_WORDS.get(row.act, row.act)),
        item=selectors.name_of(row.item, lang()),
        whom=names.get(row.applicant) or _("（已删除）"),
        due=due_status(row.due_on, today),
        is_current=row.part_id == current,
    )


def due_status(due_on: date | None, today: date) -> Status:
    """By when, in words, with the shape that says how soon."""
    if due_on is None:
        return Status("wait", _("不限"))
    if due_on < today:
        return Status("bad", _("过了 %(days)s 天") % {"days": (today - due_on).days})
    if due_on == today:
        return Status("soon", _("今天"))
    return Status("wait", spoken_day(due_on, weekday=False))
