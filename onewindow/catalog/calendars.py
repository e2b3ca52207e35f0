"""Versions of the working-day calendar in the database: loading a year makes a new version, and older ones can still be asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from onewindow.catalog.calendar_facts import build, version_of
from onewindow.catalog.models import CalendarVersion
from onewindow.core.clock import Calendar


class NoCalendar(LookupError):
    """No calendar is loaded yet, or not at that moment, or no version has this name."""


def current(at: datetime | None = None) -> Calendar:
    """The calendar known at a moment; without one, the latest loaded. Raises NoCalendar."""
    rows = CalendarVersion.objects.all()
    if at is not None:
        rows = rows.filter(loaded_at__lte=at)
    version = rows.values_list("version", flat=True).last()
    if version is None:
        raise NoCalendar("no working-day calendar is loaded")
    return load_version(version)


def known_at(moment: datetime) -> Calendar:
    """The calendar as it was known at that moment, for figures about the past."""
    return current(moment)


@lru_cache(maxsize=64)
def load_version(version: str) -> Calendar:
    """The calendar of this version. Raises NoCalendar."""
    row = CalendarVersion.objects.filter(version=version).values_list("body", flat=True).first()
    if row is None:
        raise NoCalendar(f"no calendar has the version {version}")
    return build(version, json.loads(bytes(row)))


def load_all(body: Mapping[str, Any], *, actor_id: str, at: datetime) -> Calendar:
    """Load a whole calendar (`{"years": {"2026": {"holidays": […]}}}`); the same content is the same version."""
    version = version_of(body)
    found = build(version, body)
    written = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    CalendarVersion.objects.get_or_create(version=version, defaults={"loaded_at": at, "loaded_by": actor_id, "body": written})
    return found


def load_year(data: Mapping[str, Any], *, actor_id: str, at: datetime) -> Calendar:
    """Add one announced year (`{"year": 2027, "notice": …, "holidays": […]}`), or replace it; the other years stay as they are.

    Raises UnreadableYear when the days contradict themselves and CalendarHole when a year between is missing.
    """
    known = CalendarVersion.objects.values_list("body", flat=True).last()
    body = json.loads(bytes(known)) if known is not None else {"years": {}}
    year = {name: part for name, part in data.items() if name != "year"}
    return load_all({**body, "years": {**body["years"], str(data["year"]): year}}, actor_id=actor_id, at=at)
