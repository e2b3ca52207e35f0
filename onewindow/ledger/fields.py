"""A moment as microseconds since 1970 in a BIGINT: the same bytes and the same order on every database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(moment: datetime) -> int:
    """Microseconds since 1970 UTC; a moment without a zone is refused."""
    return (moment - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micros)


if TYPE_CHECKING:
    _Base = models.Field[Any, Any]
else:
    _Base = models.BigIntegerField


class MomentField(_Base):
    """An aware datetime in Python, a BIGINT in the database."""

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> datetime | None:
        return None if value is None else from_micros(value)

    def to_python(self, value: Any) -> Any:
        return from_micros(value) if isinstance(value, int) else value

    def get_prep_value(self, value: Any) -> int | None:
        return to_micros(value) if isinstance(value, datetime) else value
