"""Append to streams, read them back, and remember what keys were answered with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onewindow.core.events import Event, Happened
from onewindow.ledger import kernel
from onewindow.ledger.codec import decode_event, encode
from onewindow.ledger.fields import from_micros, to_micros
from onewindow.ledger.kernel import Statement

_EVENT_COLUMNS = "stream_id, seq, kind, at, recorded_at, actor, region, body"
_ONE_EVENT = "(%s, %s, %s, %s, %s, %s, %s, %s)"
_ANSWER = "INSERT INTO ledger_answer (key, actor, verb, digest, stream_id, seq, recorded_at) VALUES (%s, %s, %s, %s, %s, %s, %s)"
_OUTBOX = (
    "INSERT INTO ledger_outbox (stream_id, seq, due_at, attempts) VALUES (%s, %s, %s, 0) "
    "ON CONFLICT (stream_id) DO UPDATE SET seq = excluded.seq"
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A stored event with its envelope."""

    stream_id: str
    seq: int
    event: Event
    at: datetime
    recorded_at: datetime
    actor: str


def append(
    stream_id: str, after: int, happened: Sequence[tuple[Happened, str]], *, recorded_at: datetime, region: str
) -> Statement:
    """The statement that appends `(event, actor)` pairs after sequence number `after`; UNIQUE(stream, seq) decides conflicts."""
    recorded = to_micros(recorded_at)
    values: list[Any] = []
    for offset, (one, actor) in enumerate(happened, start=1):
        kind = type(one.event).__name__
        values += (stream_id, after + offset, kind, to_micros(one.at), recorded, actor, region, encode(one.event))
    rows = ", ".join([_ONE_EVENT] * len(happened))
    return Statement(f"INSERT INTO ledger_event ({_EVENT_COLUMNS}) VALUES {rows}", tuple(values))  # noqa: S608 our own columns


def answer(key: str, actor: str, verb: str, digest: bytes, stream_id: str, seq: int, recorded_at: datetime) -> Statement:
    return Statement(_ANSWER, (key, actor, verb, digest, stream_id, seq, to_micros(recorded_at)))


def outbox(stream_id: str, seq: int, due_at: datetime) -> Statement:
    """Tell the worker that the stream has grown to `seq`; a row that waits already, or that a worker has taken, keeps its due time."""
    return Statement(_OUTBOX, (stream_id, seq, to_micros(due_at)))


def answered(key: str) -> tuple[str, str, bytes, str, int] | None:
    """(actor, verb, digest, stream, seq) of a key, or None."""
    rows = kernel.read("SELECT actor, verb, digest, stream_id, seq FROM ledger_answer WHERE key = %s", (key,))
    if not rows:
        return None
    actor, verb, digest, stream_id, seq = rows[0]
    return actor, verb, bytes(digest), stream_id, seq


def events_of(stream_id: str, *, after: int = 0, until: int | None = None, known_at: datetime | None = None) -> list[Recorded]:
    """The stream's events in order; `known_at` leaves out what the system recorded later."""
    rows = kernel.read(
        f"SELECT {_EVENT_COLUMNS} FROM ledger_event WHERE stream_id = %s AND seq > %s AND seq <= %s ORDER BY seq",  # noqa: S608
        (stream_id, after, 2_000_000_000 if until is None else until),
    )
    recorded = (_recorded(row) for row in rows)
    return [one for one in recorded if known_at is None or one.recorded_at <= known_at]


def _recorded(row: Sequence[Any]) -> Recorded:
    stream_id, seq, kind, at, recorded_at, actor, _, body = row
    return Recorded(stream_id, seq, decode_event(kind, bytes(body)), from_micros(at), from_micros(recorded_at), actor)


def happened(recorded: Iterable[Recorded]) -> list[Happened]:
    return [Happened(one.event, one.at) for one in recorded]
