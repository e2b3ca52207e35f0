"""`onewindow clock`: the last day of a period of law, explained day by day. Works without a database, by the packaged calendar."""

from __future__ import annotations

import argparse
import json
from datetime import date, timedelta

from onewindow.catalog import packaged
from onewindow.cli.installation import CommandFailed
from onewindow.cli.language import add_language, language
from onewindow.core.clock import CalendarHole, DaySpan, Due, InvalidPeriod, Pause, due
from onewindow.core.terms import Limit, Unit

_WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("clock", help="the last day of a period of law, explained day by day")
    parser.add_argument(
        "--start", required=True, type=_day, metavar="DATE", help="the day it begins (2026-02-09); it is not counted"
    )
    parser.add_argument("--days", required=True, type=_count, metavar="N", help="how many days; 0 is due the same day")
    parser.add_argument("--unit", choices=[str(unit) for unit in Unit], default=str(Unit.WORKDAY))
    parser.add_argument(
        "--pause",
        action="append",
        default=[],
        type=_pause,
        metavar="FROM:TO",
        help="days that do not count, both included; may be repeated",
    )
    parser.add_argument(
        "--extend", type=_count, default=0, metavar="N", help="an extension in the same unit; it adds to the days"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_language(parser)
    parser.set_defaults(needs_installation=False)


def run(arguments: argparse.Namespace) -> int:
    calendar = packaged.city_calendar()
    limit = Limit(arguments.days, Unit(arguments.unit))
    try:
        found = due(arguments.start, limit, calendar, arguments.pause, arguments.extend)
    except CalendarHole as hole:
        first, last = min(calendar.years), max(calendar.years)
        raise CommandFailed(
            f"{hole}; years {first} to {last} are announced, and ten more are counted by weekends alone"
        ) from hole
    except InvalidPeriod as wrong:
        raise CommandFailed(str(wrong)) from wrong
    except OverflowError as far:
        raise CommandFailed(f"{arguments.days} days from {arguments.start} lie beyond the calendar") from far
    lines = explain(found, language(arguments))
    if arguments.json:
        print(json.dumps(_as_json(found, lines), ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines))
    return 0


def explain(found: Due, lang: str) -> list[str]:
    """One line for each span of days from the start to the due day, then the answer."""
    lines = [line for span in found.spans for line in _lines(span, found, lang)]
    if found.on is None:
        return lines
    day = _said(found.on, lang)
    if lang == "en":
        note = " (provisional: that year's holidays are not announced yet)" if found.provisional else ""
        return [*lines, f"Due on {day}{note}"]
    note = "（暂定：那一年的放假安排还没公布）" if found.provisional else ""
    return [*lines, f"{day}到期{note}"]


def _lines(span: DaySpan, found: Due, lang: str) -> list[str]:
    total = found.days + found.extended_by
    if span.kind != "counted" or span.count <= total:
        return [f"{_range(span.since, span.until, lang)}{_reason(span, found, lang)}"]
    # A calendar-day period that ends on a rest day runs on to the next working day: these days are not of the N.
    moved = span.count - total
    edge = span.until - timedelta(days=moved)
    lines = []
    if edge >= span.since:
        within = DaySpan("counted", span.since, edge, total)
        lines.append(f"{_range(span.since, edge, lang)}{_reason(within, found, lang)}")
    why = (
        "rest day: moves to the next working day (Civil Code §203)"
        if lang == "en"
        else "最后一天是休息日，顺延（民法典第二百零三条）"
    )
    return [*lines, f"{_range(edge + timedelta(days=1), span.until, lang)}{why}"]


def _reason(span: DaySpan, found: Due, lang: str) -> str:
    length = (span.until - span.since).days + 1
    first, last = span.count - length + 1, span.count
    workday = found.unit is Unit.WORKDAY
    if lang == "en":
        unit = "working day" if workday else "day"
        counted = f"{unit} {last}" if first == last else f"{unit}s {first} to {last}"
        return {
            "start": "the first day is not counted (Civil Code §201)" if found.on != span.since else "due the same day",
            "counted": counted,
            "day_off": f"not counted, {_holiday(span.name)}",
            "paused": "not counted, the clock stands still (Administrative Licensing Law §45)",
        }[span.kind]
    unit = "个工作日" if workday else "天"
    counted = f"第 {last} {unit}" if first == last else f"第 {first} 至 {last} {unit}"
    return {
        "start": "开始的当天不算（民法典第二百零一条）" if found.on != span.since else "当天办结",
        "counted": counted,
        "day_off": f"{span.name}，不算",
        "paused": "时限停住，不算（行政许可法第四十五条）",
    }[span.kind]


def _holiday(name: str) -> str:
    if name == "周末":
        return "weekend"
    english = {
        holiday["name"]["zh"]: holiday["name"]["en"]
        for year in packaged.city_calendar_body()["years"].values()
        for holiday in year["holidays"]
    }
    return english.get(name, name)


def _range(since: date, until: date, lang: str) -> str:
    if since == until:
        return _said(since, lang) + (": " if lang == "en" else "：")
    joint, end = (" to ", ": ") if lang == "en" else ("至", "：")
    return f"{_said(since, lang)}{joint}{_said(until, lang)}{end}"


def _said(day: date, lang: str) -> str:
    if lang == "en":
        return f"{_WEEKDAYS['en'][day.weekday()]} {day.isoformat()}"
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS['zh'][day.weekday()]}）"


def _as_json(found: Due, lines: list[str]) -> dict[str, object]:
    return {
        "start": found.started_on.isoformat(),
        "days": found.days,
        "unit": str(found.unit),
        "extended_by": found.extended_by,
        "due_on": found.on.isoformat() if found.on else None,
        "provisional": found.provisional,
        "calendar": found.calendar_version,
        "spans": [
            {
                "kind": span.kind,
                "since": span.since.isoformat(),
                "until": span.until.isoformat(),
                "count": span.count,
                "name": span.name,
            }
            for span in found.spans
        ],
        "explanation": lines,
    }


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it as 2026-02-09") from error


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of days; write a whole number, 0 or more")
    return int(text)


def _pause(text: str) -> Pause:
    since, separator, until = text.partition(":")
    if not separator or not until:
        raise argparse.ArgumentTypeError(f"{text!r} is not a pause; write its first and last day as 2026-03-02:2026-03-05")
    return Pause(_day(since), _day(until))
