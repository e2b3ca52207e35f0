"""Template tags of every screen: dates as people say them, shapes and status tags."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template

from onewindow.pages import dates
from onewindow.pages.status import Status

register = template.Library()


@register.filter
def spoken_day(day: date | None) -> str:
    """4月17日（周五）, or a dash."""
    return dates.spoken_day(day) if day else "—"


@register.filter
def spoken_date(day: date | None) -> str:
    """2026年3月1日, or a dash."""
    return dates.spoken_date(day) if day else "—"


@register.filter
def spoken_moment(at: datetime | None) -> str:
    """4月8日 16:50, or a dash."""
    return dates.spoken_moment(at) if at else "—"


@register.filter
def spoken_today(at: datetime) -> str:
    """4月8日 周三 10:42."""
    return dates.spoken_today(at)


@register.filter
def working_days(count: int | None) -> str:
    """10 个工作日, or a dash."""
    return dates.spoken_days(count) if count is not None else "—"


@register.inclusion_tag("pages/_status.html")
def status_tag(kind: str, word: Any) -> dict[str, Any]:
    """{% status_tag "done" "已办成" %}"""
    return {"status": Status(kind, word)}


@register.inclusion_tag("pages/_shape.html")
def shape(kind: str) -> dict[str, Any]:
    """The bare shape of a status; the words must stand beside it."""
    return {"kind": Status(kind, "").kind}
