"""Who listens to events, and the worker's call of each: at least once, per stream in order, each listener from where it stands."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from onewindow.ledger.models import Outbox, Position
from onewindow.ledger.store import Recorded, events_of

log = logging.getLogger(__name__)
RETRY_AFTER = timedelta(seconds=2)
LONGEST_RETRY = timedelta(minutes=10)
GIVE_UP_ORDER = 12


@dataclass(frozen=True, slots=True)
class Listener:
    """`hears` is called with one recorded event at a moment; doing it twice must be harmless.

    It runs outside a transaction, because rendering and sealing would hold the database's one writer; what it writes, it
    writes in short transactions of its own.
    """

    name: str
    purpose: str
    hears: Callable[[Recorded, datetime], None]


_LISTENERS: dict[str, Listener] = {}


def register(name: str, purpose: str, hears: Callable[[Recorded, datetime], None]) -> None:
    """Add a listener at start-up; `onewindow listeners` prints them all."""
    _LISTENERS[name] = Listener(name, purpose, hears)


def listeners() -> tuple[Listener, ...]:
    return tuple(_LISTENERS.values())


def deliver(at: datetime, limit: int = 100, streams: Collection[str] | None = None) -> int:
    """Call the listeners for streams that have grown (with `streams` for those only); returns how many rows were worked off.

    A row is taken by a conditional update that moves its due time, so two workers never work one row at once, and a worker
    killed in the middle leaves a row that becomes due again.
    """
    done = 0
    rows = Outbox.objects.filter(due_at__lte=at)
    if streams is not None:
        rows = rows.filter(stream_id__in=streams)
    for row in rows.order_by("due_at", "id")[:limit]:
        wait = min(RETRY_AFTER * 2 ** min(row.attempts, GIVE_UP_ORDER), LONGEST_RETRY)
        taken = Outbox.objects.filter(pk=row.pk, attempts=row.attempts).update(attempts=row.attempts + 1, due_at=at + wait)
        if not taken:
            continue
        heard = [_hear(listener, row.stream_id, row.seq, at) for listener in listeners()]
        if all(heard):
            done += 1
            removed, _ = Outbox.objects.filter(pk=row.pk, seq=row.seq).delete()
            if not removed:  # the stream grew meanwhile: what is new is due now, not after the wait of a failure
                Outbox.objects.filter(pk=row.pk, attempts=row.attempts + 1).update(attempts=0, due_at=at)
    return done


def _hear(listener: Listener, stream_id: str, until: int, at: datetime) -> bool:
    position = Position.objects.filter(listener=listener.name, stream_id=stream_id).first()
    after = position.seq if position else 0
    for recorded in events_of(stream_id, after=after, until=until):
        try:
            listener.hears(recorded, at)
            Position.objects.update_or_create(listener=listener.name, stream_id=stream_id, defaults={"seq": recorded.seq})
        except Exception:  # one listener must not stop the others; the row stays and is tried again
            log.exception("listener %s failed at %s/%s", listener.name, stream_id, recorded.seq)
            return False
    return True
