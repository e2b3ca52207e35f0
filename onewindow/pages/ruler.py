"""The clock ruler: how the time of one item is counted, day by day, with the sentence for every day until the due date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from onewindow.core.clock import Calendar, DaySpan, Due
from onewindow.core.terms import Unit
from onewindow.pages.cells import DayCell, DayKind, PlacedCell, days_of
from onewindow.pages.dates import is_english, short_day, spoken_day, spoken_days, spoken_span
from onewindow.pages.lanes import text_width

WIDE, NARROW = 1064.0, 358.0
HEAD, CELL, FOOT, LINE_GAP = 22.0, 34.0, 34.0, 10.0


@dataclass(frozen=True, slots=True)
class RulerWords:
    """A date above, a name in a gap, or the words of a bracket; `style` is a class of cells.css."""

    x: float
    y: float
    text: str
    style: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """A span named in words under its cells; `style` is stop or left."""

    path: str
    words: RulerWords
    style: str


@dataclass(frozen=True, slots=True)
class RulerFigure:
    """Cells 34 px high; long periods go on in a second line."""

    width: float
    height: float
    cells: tuple[PlacedCell, ...]
    words: tuple[RulerWords, ...]
    brackets: tuple[Bracket, ...]
    ticks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulerLine:
    """date: why."""

    when: str
    why: str
    is_stop: bool = False


@dataclass(frozen=True, slots=True)
class Ruler:
    """`wide` for desktop, `narrow` for phones; `lines` account for every day from the start to the due date."""

    description: str
    wide: RulerFigure
    narrow: RulerFigure
    lines: tuple[RulerLine, ...]
    facts: tuple[str, ...]
    days_left: int
    is_overdue: bool
    provisional: bool


@dataclass(frozen=True, slots=True)
class _Shape:
    """How wide a figure is, and what it has room for."""

    width: float
    gap: float
    rest: float
    narrowest: float
    widest: float
    all_dates: bool


WIDE_SHAPE = _Shape(WIDE, 3, 46, 34, 72, all_dates=True)
NARROW_SHAPE = _Shape(NARROW, 2, 13, 20, 34, all_dates=False)


def build_ruler(
    due: Due,
    *,
    calendar: Calendar,
    today: date,
    finished_on: date | None = None,
    reasons: Mapping[str, str] | None = None,
    law: tuple[int, date | None] | None = None,
    median: int | None = None,
    received: str = "",
) -> Ruler:
    """Explain `due` as of `today`.

    `reasons` maps a pause's procedure to its sentence (做水质检测，这 3 天不算。依据行政许可法第四十五条); `law` is the legal limit
    in the same unit and its day; `median` what others needed in the last 90 days, in working days.
    """
    days = days_of(due, today=today, calendar=calendar, finished_on=finished_on)
    left = sum(1 for cell in days if cell.kind is DayKind.PLANNED)
    return Ruler(
        description=_describe(due, left, finished_on, today),
        wide=_figure(days, due, today, left, WIDE_SHAPE, reasons or {}),
        narrow=_figure(days, due, today, left, NARROW_SHAPE, reasons or {}),
        lines=_lines(due, today, finished_on, reasons or {}, received),
        facts=_facts(due, law, median),
        days_left=left,
        is_overdue=finished_on is None and due.on is not None and today > due.on,
        provisional=due.provisional,
    )


def _describe(due: Due, left: int, finished_on: date | None, today: date) -> str:
    if finished_on:
        return _("%(day)s办成。") % {"day": spoken_day(finished_on)}
    if due.on is None:
        return _("时间停着，哪天接着算还没定。")
    if today > due.on:
        return _("应在 %(day)s前办成，已经超过。") % {"day": spoken_day(due.on)}
    return _("%(day)s前办成，还剩 %(left)s。") % {"day": spoken_day(due.on), "left": _left(left, due.unit)}


def _left(left: int, unit: Unit) -> str:
    return _("今天一天") if left == 0 else spoken_days(left, unit)


def _figure(days: Sequence[DayCell], due: Due, today: date, left: int, shape: _Shape, reasons: Mapping[str, str]) -> RulerFigure:
    rows = _rows(days, shape)
    count = max((sum(1 for cell in row if cell.kind is not DayKind.GAP) for row in rows), default=1)
    rests = max((sum(1 for cell in row if cell.kind is DayKind.GAP) for row in rows), default=0)
    width = min(max((shape.width - 2 - rests * (shape.rest + shape.gap)) / count - shape.gap, shape.narrowest), shape.widest)
    placed: list[tuple[DayCell, PlacedCell]] = []
    words: list[RulerWords] = []
    ticks: list[str] = []
    y = HEAD
    for row in rows:
        x = 1.0
        for cell in row:
            if cell.kind is DayKind.GAP:
                words += (
                    [RulerWords(round(x + shape.rest / 2, 1), y + 22, _gap_name(cell.name), "ruler-gap")]
                    if shape.all_dates
                    else []
                )
                ticks += [] if shape.all_dates else [f"M{x + shape.rest / 2} {y + 4}v{CELL - 8}"]
                x += shape.rest + shape.gap
                continue
            one = PlacedCell(cell.kind, round(x, 2), y, round(width, 2), CELL, cell.number)
            placed.append((cell, one))
            x += width + shape.gap
        y += HEAD + CELL + FOOT - 12 + LINE_GAP
    words += _dates(placed, today, shape)
    return RulerFigure(
        shape.width,
        y - LINE_GAP - 4 if placed else 1,
        tuple(one for _cell, one in placed),
        tuple(words),
        tuple(_brackets(placed, due, left, shape, reasons)),
        tuple(ticks),
    )


def _gap_name(name: str) -> str:
    if is_english():
        return "Weekend" if name == "周末" else "Holiday"
    return name


def _rows(days: Sequence[DayCell], shape: _Shape) -> list[list[DayCell]]:
    """Fold a period that is too long for one line, never inside a run of days off."""
    rows: list[list[DayCell]] = [[]]
    x = 0.0
    for cell in days:
        step = (shape.rest if cell.kind is DayKind.GAP else shape.narrowest) + shape.gap
        if x + step > shape.width and rows[-1]:
            rows.append([])
            x = 0.0
        if cell.kind is DayKind.GAP and not rows[-1]:
            continue
        rows[-1].append(cell)
        x += step
    return [row for row in rows if row]


def _dates(placed: Sequence[tuple[DayCell, PlacedCell]], today: date, shape: _Shape) -> list[RulerWords]:
    words = []
    last = len(placed) - 1
    for index, (cell, one) in enumerate(placed):
        if cell.day is None:
            continue
        starts_row = index == 0 or placed[index - 1][1].y != one.y
        ends_row = index == last or placed[index + 1][1].y != one.y
        middle = round(one.x + one.width / 2, 2)
        if cell.day == today:
            words.append(RulerWords(middle, one.y - 8, _("今天"), "ruler-today"))
        elif shape.all_dates:
            words.append(
                RulerWords(middle, one.y - 8, short_day(cell.day), "ruler-date ruler-due" if index == last else "ruler-date")
            )
        elif (starts_row or ends_row) and abs((cell.day - today).days) > 2:
            edge = one.x if starts_row else one.x + one.width
            words.append(
                RulerWords(
                    round(edge, 2),
                    one.y - 8,
                    short_day(cell.day),
                    "ruler-date phone-first" if starts_row else "ruler-date phone-last",
                )
            )
    return words


def _brackets(
    placed: Sequence[tuple[DayCell, PlacedCell]], due: Due, left: int, shape: _Shape, reasons: Mapping[str, str]
) -> list[Bracket]:
    found = []
    named_left = False
    for (kind, y, _name), group in groupby(placed, key=lambda pair: (pair[0].kind, pair[1].y, pair[0].name)):
        cells = list(group)
        if kind is DayKind.STOPPED:
            text = _("不算") if not shape.all_dates else _("依法不算在内")
            found.append(_bracket(cells, y, text, "stop", shape))
        elif kind is DayKind.PLANNED and not named_left:
            named_left = True
            found.append(_bracket(cells, y, _("还剩 %(left)s") % {"left": spoken_days(left, due.unit)}, "left", shape))
        elif kind is DayKind.OVERDUE:
            found.append(_bracket(cells, y, _("超过了"), "over", shape))
    return found


def _bracket(cells: Sequence[tuple[DayCell, PlacedCell]], y: float, text: str, style: str, shape: _Shape) -> Bracket:
    x1, x2 = cells[0][1].x, cells[-1][1].x + cells[-1][1].width
    top = y + CELL + 4
    half = text_width(text, 15) / 2
    middle = min(max((x1 + x2) / 2, half), shape.width - half)
    words = RulerWords(round(middle, 2), top + 24, text, f"ruler-{style}")
    return Bracket(f"M{x1} {top}v6H{x2}v-6", words, style)


def _lines(due: Due, today: date, finished_on: date | None, reasons: Mapping[str, str], received: str) -> tuple[RulerLine, ...]:
    first = received or _("受理。从第二天起算，承诺 %(days)s。") % {"days": spoken_days(due.days + due.extended_by, due.unit)}
    if due.on == due.started_on:
        return (RulerLine(spoken_day(due.started_on), received or _("受理，当天办成。")),)
    lines = [RulerLine(spoken_day(due.started_on), first)]
    for counted, group in groupby(_until_due(due), key=_is_counted):
        spans = list(group)
        if counted:
            lines.append(_counted_line(spans, due, today, finished_on))
        else:
            lines += [_uncounted_line(span, reasons, open_end=due.on is None and span is due.spans[-1]) for span in spans]
    if due.on is not None:
        lines.append(RulerLine(spoken_day(due.on), _due_words(due, today, finished_on)))
    return tuple(lines)


def _until_due(due: Due) -> list[DaySpan]:
    """The spans after the start, without the due day, which has a line of its own."""
    spans = list(due.spans[1:])
    if due.on is not None and spans:
        last = spans.pop()
        if last.since < last.until:
            until = date.fromordinal(last.until.toordinal() - 1)
            spans.append(
                DaySpan(last.kind, last.since, until, last.count - 1 if last.kind == "counted" else last.count, last.name)
            )
    return spans


def _is_counted(span: DaySpan) -> bool:
    """Weekends between counted days are told in the same line; holidays and stops have their own."""
    return span.kind == "counted" or (span.kind == "day_off" and span.name == "周末")


def _counted_line(spans: Sequence[DaySpan], due: Due, today: date, finished_on: date | None) -> RulerLine:
    since, until = spans[0].since, spans[-1].until
    counted = [span for span in spans if span.kind == "counted"]
    rests = len(counted) < len(spans)
    if not counted:
        return RulerLine(spoken_span(since, until), _("周末，不算。"))
    first = counted[0].count - (counted[0].until - counted[0].since).days
    why = _numbers(first, counted[-1].count, due.unit)
    if rests:
        why += _("其间周末不算。")
    if finished_on is None and since <= today <= until:
        number = next((span.count - (span.until - today).days for span in counted if span.since <= today <= span.until), 0)
        why += _("今天是第 %(number)s 个。") % {"number": number} if number else _("今天不算。")
    return RulerLine(spoken_span(since, until), why)


def _numbers(first: int, last: int, unit: Unit) -> str:
    numbers = {"first": first, "last": last}
    if unit is Unit.WORKDAY:
        return _("第 %(first)s 个工作日。") % numbers if first == last else _("第 %(first)s 至 %(last)s 个工作日。") % numbers
    return _("第 %(first)s 天。") % numbers if first == last else _("第 %(first)s 至 %(last)s 天。") % numbers


def _uncounted_line(span: DaySpan, reasons: Mapping[str, str], *, open_end: bool) -> RulerLine:
    if span.kind == "paused":
        why = reasons.get(span.name) or _("依法办别的手续，这几天不算（行政许可法第四十五条）。")
        when = _("%(day)s起") % {"day": spoken_day(span.since)} if open_end else spoken_span(span.since, span.until)
        return RulerLine(when, why, is_stop=True)
    name = _gap_name(span.name)
    return RulerLine(spoken_span(span.since, span.until), _("%(name)s放假，不算。") % {"name": name})


def _due_words(due: Due, today: date, finished_on: date | None) -> str:
    total = {"days": due.days + due.extended_by}
    words = _("第 %(days)s 个工作日，") % total if due.unit is Unit.WORKDAY else _("最后一天，")
    if finished_on:
        assert due.on is not None
        return words + (
            _("提前办成了。") if finished_on < due.on else _("办成了。") if finished_on == due.on else _("没有按时办成。")
        )
    return words + (_("在这天前办成。") if due.on is not None and today <= due.on else _("已经超过。"))


def _facts(due: Due, law: tuple[int, date | None] | None, median: int | None) -> tuple[Any, ...]:
    facts = [_fact(_("承诺"), spoken_days(due.days, due.unit), due.on)]
    if due.extended_by:
        facts.append(_("经批准延长 %(days)s") % {"days": spoken_days(due.extended_by, due.unit)})
    if law:
        facts.append(_fact(_("法律最多"), spoken_days(law[0], due.unit), law[1]))
    if median is not None:
        facts.append(_("最近 90 天别人一半在 %(days)s内办成") % {"days": spoken_days(median)})
    if due.provisional:
        facts.append(_("明年放假安排还没公布，日子可能要改，改了告诉您"))
    return tuple(facts)


def _fact(what: str, days: str, on: date | None) -> str:
    return f"{what} {days} · {spoken_day(on, weekday=False)}" if on else f"{what} {days}"
