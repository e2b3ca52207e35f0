"""Events and states as bytes and back: one canonical form, so that the same fact is always the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

import msgspec

from onewindow.core.events import EVENTS, Event
from onewindow.core.state import PartState

_encoder = msgspec.json.Encoder()


class UnknownEvent(ValueError):
    """A stored kind that this version of the product does not know."""


def encode(fact: Event | PartState) -> bytes:
    """Canonical bytes of an event: a JSON object of its fields in their declared order, those that equal their default left out.

    A default therefore never changes its meaning: a new meaning is a new event. What stands inside (materials, defects) are arrays
    without names, and so is a state: there a new field has a default and comes last.
    """
    if isinstance(fact, PartState):
        return _encoder.encode(fact)
    kind: type = type(fact)
    defaults, values_of = _shape(kind)
    return _encoder.encode(
        {name: value for (name, default), value in zip(defaults, values_of(fact), strict=True) if value != default}
    )


@cache
def _shape(kind: type) -> tuple[tuple[tuple[str, Any], ...], Callable[[Event], tuple[Any, ...]]]:
    """The fields with their defaults, and what reads all of them at once."""
    defaults = tuple((field.name, field.default) for field in fields(kind))
    names = [name for name, _ in defaults]
    if len(names) > 1:
        return defaults, attrgetter(*names)
    return defaults, lambda event: tuple(getattr(event, name) for name in names)


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
