"""The one source of time for doors, worker and command line. The demonstration site may move it ahead, visibly; elsewhere that is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings

from onewindow.cases.models import AdvancedTime


class TimeCannotBeMoved(PermissionError):
    """Only the demonstration site's clock may be moved, and only ahead."""


def now() -> datetime:
    """The moment at which a command is given."""
    moment = datetime.now(UTC)
    return moment + ahead_by() if settings.ONEWINDOW_DEMONSTRATION else moment


def ahead_by() -> timedelta:
    """How far the demonstration's clock is ahead."""
    row = AdvancedTime.objects.filter(pk=1).first()
    return timedelta(seconds=row.seconds) if row else timedelta()


def advance(by: timedelta) -> datetime:
    """Move the demonstration's clock ahead by `by`; raises TimeCannotBeMoved elsewhere and for going back."""
    if not settings.ONEWINDOW_DEMONSTRATION or by < timedelta():
        raise TimeCannotBeMoved
    total = ahead_by() + by
    AdvancedTime.objects.update_or_create(pk=1, defaults={"seconds": int(total.total_seconds())})
    return now()
