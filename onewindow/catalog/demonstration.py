"""The demonstration city's catalogue and calendar, published once and never overwritten."""

from __future__ import annotations

from datetime import UTC, date, datetime

from onewindow.catalog import calendars, packaged, versions
from onewindow.catalog.models import CalendarVersion, Publication

FOUNDED_ON = date(2024, 1, 1)
"""The demonstration city's catalogue applies from this day; earlier cases do not exist."""


def load(at: datetime | None = None) -> None:
    """Publish the shipped catalogue and calendar if nothing is published yet; otherwise change nothing."""
    moment = at or datetime(FOUNDED_ON.year, FOUNDED_ON.month, FOUNDED_ON.day, tzinfo=UTC)
    if not CalendarVersion.objects.exists():
        calendars.load_all(packaged.city_calendar_body(), actor_id="", at=moment)
    if not Publication.objects.exists():
        records = packaged.read(packaged.CITY)
        versions.publish(records, actor_id="", at=moment, effective_on=min(moment.date(), FOUNDED_ON), notes="示范城市首次发布")
