"""The State Council's notices as data, and the working-day calendar that they make. No database.

A year is a list of holidays: name, first and last day off, and the weekend days on which people work instead.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from onewindow.core.clock import Calendar

Body = Mapping[str, Any]


class UnreadableYear(ValueError):
    """The listed days of a year contradict themselves or lie outside it; the message says which."""


def days_of(year: int, holidays: list[Body]) -> tuple[dict[date, bool], dict[date, str]]:
    """The listed days (True: off, False: make-up workday) of one year and the holidays' names. Raises UnreadableYear.

    A day off on which people would rest anyway is listed too, so that every day of a holiday carries its name. A make-up
    workday or a day off may lie in the neighbouring year only by being listed there.
    """
    listed: dict[date, bool] = {}
    names: dict[date, str] = {}
    for holiday in holidays:
        first, last = date.fromisoformat(holiday["first_day_off"]), date.fromisoformat(holiday["last_day_off"])
        off = [first + timedelta(days=count) for count in range((last - first).days + 1)]
        for day, is_off in [
            *((day, True) for day in off),
            *((date.fromisoformat(day), False) for day in holiday["work_instead_on"]),
        ]:
            if day.year != year:
                raise UnreadableYear(f"{day} is listed under {year}")
            if listed.get(day, is_off) != is_off:
                raise UnreadableYear(f"{day} is listed both as a day off and as a workday")
            listed[day] = is_off
            names[day] = holiday["name"]["zh"]
        if not off:
            raise UnreadableYear(f"{holiday['name']['zh']} of {year} ends before it begins")
    return listed, names


def build(version: str, body: Body) -> Calendar:
    """The calendar of all announced years. Raises UnreadableYear, and CalendarHole when a year between is missing."""
    years, names = {}, {}
    for year, notice in body["years"].items():
        years[int(year)], found = days_of(int(year), notice["holidays"])
        names.update(found)
    return Calendar(version, years, names)


def version_of(body: Body) -> str:
    """The last announced year and the content, short enough to print: `2026-3f9a1c20`."""
    written = json.dumps(body["years"], ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return f"{max(body['years'])}-{hashlib.sha256(written).hexdigest()[:8]}"
