"""Events and states as bytes and back: one canonical form, so that the same fact is always the same bytes."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any

import msgspec

from onewindow.core.events import EVENTS, Event
from onewindow.core.state import PartState

_encoder = msgspec.json.Encoder()


class UnknownEvent(ValueError):
    """A stored kind that this version of the product does not know."""


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(kind))


def encode(fact: Event | PartState) -> bytes:
    """Canonical bytes: JSON of the fields in their declared order, those that equal their default left out.

    A default therefore never changes its meaning: a new meaning is a new event.
    """
    found = {}
    for name, default in _defaults(type(fact)):
        value = getattr(fact, name)
        if value != default:
            found[name] = value
    return _encoder.encode(found)


@cache
def _decoder(kind: type) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def decode_event(kind: str, body: bytes) -> Event:
    """The event of that kind; raises UnknownEvent."""
    found = EVENTS.get(kind)
    if found is None:
        raise UnknownEvent(kind)
    event: Event = _decoder(found).decode(body)
    return event


def decode_state(body: bytes) -> PartState:
    """The state a snapshot holds; moments get the zone of law back."""
    state: PartState = _decoder(PartState).decode(body)
    return state
