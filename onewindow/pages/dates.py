"""Dates and durations as people say them, in the language of the page."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from onewindow.core.clock import LAW_ZONE
from onewindow.core.terms import Unit

WEEKDAYS = "一二三四五六日"
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
NUMERALS = "零一二三四五六七八九十"


def is_english() -> bool:
    """Whether the page is shown in English."""
    return (get_language() or "").startswith("en")


def spoken_day(day: date, *, weekday: bool = True, year: bool = False) -> str:
    """4月17日（周五）, 2026年4月17日; Friday 17 April, 17 April 2026. A year leaves no room for the weekday."""
    if is_english():
        words = f"{day.day} {MONTHS_EN[day.month - 1]}"
        return f"{words} {day.year}" if year else f"{WEEKDAYS_EN[day.weekday()]} {words}" if weekday else words
    words = f"{day.month}月{day.day}日"
    return f"{day.year}年{words}" if year else f"{words}（周{WEEKDAYS[day.weekday()]}）" if weekday else words


def spoken_date(day: date) -> str:
    """2026年3月1日; 1 March 2026."""
    return spoken_day(day, year=True)


def spoken_span(since: date, until: date) -> str:
    """4月1日至3日, 4月30日至5月2日; 1 to 3 April. One day is said with its weekday."""
    if since == until:
        return spoken_day(since)
    same_month = (since.year, since.month) == (until.year, until.month)
    if is_english():
        first = str(since.day) if same_month else spoken_day(since, weekday=False)
        return f"{first} to {spoken_day(until, weekday=False)}"
    last = f"{until.day}日" if same_month else spoken_day(until, weekday=False)
    return f"{spoken_day(since, weekday=False)}至{last}"


def spoken_moment(at: datetime) -> str:
    """4月8日 16:50; 8 April, 16:50. In law's time zone."""
    local = at.astimezone(LAW_ZONE)
    comma = "," if is_english() else ""
    return f"{spoken_day(local.date(), weekday=False)}{comma} {local:%H:%M}"


def spoken_today(at: datetime) -> str:
    """4月8日 周三 10:42, for the bar of a staff screen."""
    local = at.astimezone(LAW_ZONE)
    if is_english():
        return f"{WEEKDAYS_EN[local.weekday()][:3]} {local.day} {MONTHS_EN[local.month - 1]}, {local:%H:%M}"
    return f"{local.month}月{local.day}日 周{WEEKDAYS[local.weekday()]} {local:%H:%M}"


def short_day(day: date) -> str:
    """4/17; 17/4 in English: the head of a column."""
    return f"{day.day}/{day.month}" if is_english() else f"{day.month}/{day.day}"


def short_weekday(day: date) -> str:
    """五; Fri."""
    return WEEKDAYS_EN[day.weekday()][:3] if is_english() else WEEKDAYS[day.weekday()]


def spoken_count(count: int) -> str:
    """五 up to ten, figures above; English always in figures."""
    return NUMERALS[count] if 0 <= count <= 10 and not is_english() else str(count)


def spoken_days(count: int, unit: Unit = Unit.WORKDAY) -> str:
    """10 个工作日; 60 天; 10 working days. Zero days is done at once."""
    if count == 0:
        return _("即办")
    if is_english():
        noun = "working day" if unit is Unit.WORKDAY else "day"
        return f"{count} {noun}{'' if count == 1 else 's'}"
    return f"{count} 个工作日" if unit is Unit.WORKDAY else f"{count} 天"
