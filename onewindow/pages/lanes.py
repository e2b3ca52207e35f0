"""The plan lanes: who works on what, in parallel, day by day. Rows in, one figure with computed places out; also a phone figure and a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from onewindow.core.clock import Calendar
from onewindow.pages.cells import DayKind, PlacedCell
from onewindow.pages.columns import Column, Grid, build_grid
from onewindow.pages.dates import is_english, short_day, short_weekday, spoken_count, spoken_day
from onewindow.pages.lane_figures import (
    Arrow,
    LaneRow,
    Lanes,
    PhoneLanes,
    PhoneRow,
    SeamPlace,
    SoftNeed,
    TableRow,
    TagPlace,
    Words,
)

__all__ = ["LaneRow", "Lanes", "SoftNeed", "build_lanes", "opening_sentence", "text_width"]

LEFT, NAMES, WIDTH, STATUS_ROOM = 319.0, 112.0, 1064.0, 132.0
HEAD, ROW, LANE_PAD, CELL = 44.0, 46.0, 4.0, 18.0
ROW_IN_ENGLISH = 54.0
"""English names more often take two lines."""
CRITICAL_BELOW = 5.0
PHONE_WIDTH, PHONE_CELL = 358.0, 16.0


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row on its line, with the columns it fills."""

    row: LaneRow
    centre: float
    columns: tuple[Column, ...]

    @property
    def below(self) -> float:
        return self.centre + CELL / 2 + CRITICAL_BELOW


@dataclass
class _Sheet:
    """What is being laid out: rows on their lines, from top to bottom."""

    grid: Grid
    bottom: float = HEAD
    placed: dict[str, _Placed] = field(default_factory=dict)
    rules: list[float] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


def opening_sentence(document: str, count: int) -> str:
    """What stands beside the row that others wait for: 营业执照一出，五项同时开工."""
    if count == 1:
        return _("%(document)s一出，下一项开工") % {"document": document}
    return _("%(document)s一出，%(count)s项同时开工") % {"document": document, "count": spoken_count(count)}


def build_lanes(
    rows: Sequence[LaneRow],
    *,
    calendar: Calendar,
    start: date,
    today: date,
    ends_on: date,
    soft: Sequence[SoftNeed] = (),
    today_word: str = "",
    tied_with: str = "",
    flag: str = "",
    with_flag: bool = True,
    width: float = WIDTH,
) -> Lanes:
    """The figure of `rows` from `start` to `ends_on` (visual rules 1–7 of the plan lanes).

    `today_word` heads today's column (今天交 before anything is sent); `tied_with` names the other longest path of a tie;
    `flag` replaces the sentence at the end, and a staff screen draws none (`with_flag` False). Columns narrower than 22 px
    are never drawn: the figure grows wider instead.
    """
    last = max([ends_on, *(day for row in rows if (day := _last_day(row, today)))])
    status_room = max([STATUS_ROOM, *(_tag_width(str(row.status.word)) + 14 for row in rows)])
    grid = build_grid(calendar, start, last, left=LEFT, room=width - LEFT - status_room)
    sheet = _Sheet(grid)
    for lane in _lanes_of(rows):
        _place_lane(sheet, lane, today)
    placed = list(sheet.placed.values())
    right = max(grid.right + 12, width - status_room + 12)
    path, end = _critical_path(placed, sheet.bottom, falls=with_flag)
    words = flag or _("%(day)s全部办成") % {"day": spoken_day(ends_on)}
    cells = tuple(cell for one in placed for cell in _cells(one.row, one.columns, one.centre - CELL / 2, CELL, today))
    return Lanes(
        width=max(width, round(right + status_room - 12, 1)),
        is_long=right + status_room - 12 > width,
        height=sheet.bottom + (34 if with_flag else 8),
        title=_("谁在办，并行到哪一步"),
        description=_description(rows, words),
        head=_head(grid, today, today_word or _("今天")),
        head_y=HEAD,
        foot_y=sheet.bottom,
        today=_today_band(grid, today, sheet.bottom),
        seams=tuple(_seam(seam.x, seam.width, seam.name, sheet.bottom) for seam in grid.seams),
        rules=tuple(sheet.rules),
        words=tuple(sheet.words + _sentences(placed)),
        cells=cells,
        tags=tuple(TagPlace(right, one.centre - 12, _tag_width(str(one.row.status.word)), one.row.status) for one in placed),
        **_needs(sheet.placed, soft),
        critical=path,
        flag=_flag(end, sheet.bottom, words) if with_flag else None,
        critical_name=next((row.name for row in reversed(rows) if row.critical), ""),
        tied_name=tied_with,
        kinds=frozenset(str(cell.kind) for cell in cells),
        phone=_phone(rows, calendar, start, last, today, today_word or _("今天")),
        table=_table(rows, calendar),
    )


def _last_day(row: LaneRow, today: date) -> date | None:
    if row.progress == "running" and row.ends_on:
        return max(row.ends_on, today)
    return row.ends_on


def _lanes_of(rows: Sequence[LaneRow]) -> list[list[LaneRow]]:
    """One lane for each department in order of first start; rows without a start come last."""
    lanes: dict[str, list[LaneRow]] = {}
    for row in sorted(rows, key=lambda row: (row.starts_on is None, row.starts_on or date.max)):
        lanes.setdefault(row.department, []).append(row)
    return list(lanes.values())


def _place_lane(sheet: _Sheet, lane: Sequence[LaneRow], today: date) -> None:
    top, height = sheet.bottom + LANE_PAD, ROW_IN_ENGLISH if is_english() else ROW
    for line, part in enumerate(_wrap(lane[0].department, NAMES - 12, 15)[:2]):
        sheet.words.append(Words(0, top + 20 + line * 18, part, "lane-department"))
    for index, row in enumerate(lane):
        centre = top + index * height + height / 2
        columns = sheet.grid.between(row.starts_on, _last_day(row, today) or row.starts_on) if row.starts_on else ()
        sheet.placed[row.code] = _Placed(row, centre, columns)
        lines = _wrap(row.name, LEFT - NAMES - 16, 15)[:2]
        y = centre - (3 if len(lines) == 1 else 9)
        for line, part in enumerate(lines):
            sheet.words.append(Words(NAMES, y + line * 16, part, "lane-name"))
        sheet.words.append(Words(NAMES, y + (len(lines) - 1) * 16 + 17, row.sub, "lane-sub"))
    sheet.bottom = top + len(lane) * height + LANE_PAD
    sheet.rules.append(sheet.bottom)


def text_width(text: str, size: float) -> float:
    """Roughly how wide a text is set: a Chinese character is one em, other letters a little over half."""
    return sum(size if ord(letter) > 0x2E7F else size * 0.56 for letter in text)


def _wrap(text: str, room: float, size: float) -> list[str]:
    lines = [""]
    for word in text.split(" ") if is_english() else list(text):
        joined = f"{lines[-1]} {word}".strip() if is_english() else lines[-1] + word
        if lines[-1] and text_width(joined, size) > room:
            lines.append(word)
        else:
            lines[-1] = joined
    if len(lines) > 2:
        lines[1] += "…"
    return lines


def _head(grid: Grid, today: date, today_word: str) -> tuple[Words, ...]:
    every = 1 if not grid.columns or grid.columns[0].width >= 28 else 2
    words = []
    for index, column in enumerate(grid.columns):
        if column.day == today:
            words += [Words(column.centre, 19, today_word, "head-today"), Words(column.centre, 35, short_day(today), "head-day")]
        elif index % every == 0:
            weekday = _("调休") if column.is_makeup else short_weekday(column.day)
            words += [Words(column.centre, 19, short_day(column.day), "head-date"), Words(column.centre, 35, weekday, "head-day")]
    return tuple(words)


def _today_band(grid: Grid, today: date, bottom: float) -> tuple[float, float, float] | None:
    """x, width and height of the band; on a day off it covers the seam."""
    column = grid.at(today)
    if column:
        return column.x - 1.5, column.width + 3, bottom + 8
    seam = next((seam for seam in grid.seams if seam.since <= today <= seam.until), None)
    return (seam.x, seam.width, bottom + 8) if seam else None


def _seam(x: float, width: float, name: str, bottom: float) -> SeamPlace:
    if name.isascii():
        letters: tuple[Words, ...] = (Words(x + width / 2 - 4, HEAD + 10, name, "seam-turned"),)
    else:
        letters = tuple(Words(x + width / 2, HEAD + 18 + 16 * index, letter, "seam-letter") for index, letter in enumerate(name))
    return SeamPlace(x, width, HEAD + 1, bottom - HEAD + 5, letters)


def _cells(row: LaneRow, columns: Sequence[Column], y: float, height: float, today: date) -> list[PlacedCell]:
    return [PlacedCell(_kind(row, column.day, today), column.x, round(y, 2), column.width, height) for column in columns]


def _kind(row: LaneRow, day: date, today: date) -> DayKind:
    if day in row.stopped:
        return DayKind.STOPPED
    if row.progress != "planned" and row.due_on and row.due_on < day <= today:
        return DayKind.OVERDUE
    if row.progress == "finished":
        return DayKind.DONE
    if row.progress == "planned" or day > today:
        return DayKind.PLANNED
    return DayKind.DOING if day == today else DayKind.DONE


def _sentences(placed: Sequence[_Placed]) -> list[Words]:
    return [
        Words(one.columns[-1].gap_after + 9, one.centre + 5, one.row.opens, "lane-opens")
        for one in placed
        if one.row.opens and one.columns
    ]


def _needs(placed: dict[str, _Placed], soft: Sequence[SoftNeed]) -> dict[str, Any]:
    """Hard needs: a vertical in the gap after the source, a dot at each bar it opens. Soft needs: dashed arrows."""
    hard: dict[str, None] = {}
    dots: dict[tuple[float, float], None] = {}
    for target in placed.values():
        for code in target.row.hard_from:
            source = placed.get(code)
            if source is None or not source.columns or not target.columns:
                continue
            x = source.columns[-1].gap_after
            opens_at = max(x, target.columns[0].x - 1.5)
            hard[f"M{x} {source.centre}V{target.centre}H{opens_at}"] = None
            dots[(opens_at, target.centre)] = None
    arrows = [
        _arrow(placed[need.source], placed[need.target], need.words)
        for need in soft
        if need.source in placed and need.target in placed
    ]
    return {"hard": tuple(hard), "dots": tuple(dots), "soft": tuple(arrow for arrow in arrows if arrow)}


def _arrow(source: _Placed, target: _Placed, words: str) -> Arrow | None:
    if not source.columns or not target.columns:
        return None
    x = source.columns[-1].end - 5
    upwards = target.centre < source.centre
    tip = target.centre + (CELL / 2 + 2 if upwards else -CELL / 2 - 2)
    tail = source.centre + (-CELL / 2 if upwards else CELL / 2)
    back = 6 if upwards else -6
    return Arrow(
        line=f"M{x} {tail}V{tip}",
        head=f"M{x - 4} {tip + back}L{x} {tip}L{x + 4} {tip + back}",
        words=Words(source.columns[-1].end + 9, source.centre + 5, words, "lane-soft"),
    )


def _critical_path(placed: Sequence[_Placed], bottom: float, *, falls: bool) -> tuple[str, float | None]:
    """One unbroken line 5 px below its bars, stepping in the gaps, falling at the end to the flag; and where it falls."""
    steps = sorted((one for one in placed if one.row.critical and one.columns), key=lambda one: one.columns[0].x)
    if not steps:
        return "", None
    path = f"M{steps[0].columns[0].x - 1}"
    for index, one in enumerate(steps):
        path += f" {one.below}" if index == 0 else f"V{one.below}"
        path += f"H{one.columns[-1].gap_after if index < len(steps) - 1 else one.columns[-1].end}"
    return f"{path}V{bottom + 12}" if falls else path, steps[-1].columns[-1].end


def _flag(end: float | None, bottom: float, words: str) -> Words | None:
    if end is None:
        return None
    fits_left = end - text_width(words, 16) > 0
    return Words(end + (2 if fits_left else -2), bottom + 29, words, "lane-flag" if fits_left else "lane-flag lane-flag-start")


def _tag_width(word: str) -> float:
    return round(text_width(word, 14) + 38, 1)


def _description(rows: Sequence[LaneRow], words: str) -> str:
    departments = len({row.department for row in rows})
    first = _("%(departments)s 个部门办 %(items)s 件事，每一格是一个工作日。") % {"departments": departments, "items": len(rows)}
    return first + words + _("。")


def _phone(rows: Sequence[LaneRow], calendar: Calendar, start: date, last: date, today: date, today_word: str) -> PhoneLanes:
    grid = build_grid(calendar, start, last, left=0.75, room=PHONE_WIDTH, seam=7, gap=2, narrowest=4)
    here = grid.at(today)
    height = PHONE_CELL + 14
    phone_rows = []
    for lane in _lanes_of(rows):
        for row in lane:
            columns = grid.between(row.starts_on, _last_day(row, today) or row.starts_on) if row.starts_on else ()
            line = f"M{grid.columns[0].x} {height - 4}H{columns[-1].end}" if row.critical and columns else ""
            words = _("%(name)s，%(department)s，%(status)s") % {
                "name": row.name,
                "department": row.department,
                "status": row.status.word,
            }
            phone_rows.append(PhoneRow(row, tuple(_cells(row, columns, 4, PHONE_CELL, today)), line, words))
    ticks = "".join(f"M{column.x} {PHONE_CELL + 5}H{column.end}" for column in grid.columns)
    return PhoneLanes(
        max(PHONE_WIDTH, grid.right),
        height,
        _phone_head(grid, today_word, here),
        ticks,
        (here.x - 1, here.width + 2) if here else None,
        tuple(phone_rows),
    )


def _phone_head(grid: Grid, today_word: str, here: Column | None) -> tuple[Words, ...]:
    words = []
    room = 44.0
    if here is None or here.centre > room:
        words.append(Words(0, 14, short_day(grid.columns[0].day), "phone-first"))
    if here is None or here.centre < grid.right - room:
        words.append(Words(grid.right, 14, short_day(grid.columns[-1].day), "phone-last"))
    if here:
        at_left, at_right = here.centre <= room, here.centre >= grid.right - room
        style = "phone-today phone-first" if at_left else "phone-today phone-last" if at_right else "phone-today"
        words.append(Words(0 if at_left else grid.right if at_right else here.centre, 14, today_word, style))
    return tuple(words)


def _table(rows: Sequence[LaneRow], calendar: Calendar) -> tuple[TableRow, ...]:
    names = {row.code: row.name for row in rows}
    table = []
    for lane in _lanes_of(rows):
        for row in lane:
            days = len([1 for _day in _working_days(row, calendar)])
            table.append(TableRow(row, days, tuple(names[code] for code in row.hard_from if code in names)))
    return tuple(table)


def _working_days(row: LaneRow, calendar: Calendar) -> list[date]:
    if row.starts_on is None or row.ends_on is None:
        return []
    span = range(row.starts_on.toordinal(), row.ends_on.toordinal() + 1)
    return [day for day in map(date.fromordinal, span) if calendar.is_working_day(day) and day not in row.stopped]
