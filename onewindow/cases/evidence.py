"""Which stored files the events of cases refer to, so that only real orphans are swept."""

from __future__ import annotations

from collections.abc import Iterator

from onewindow.core import events as e
from onewindow.ledger.codec import decode_event
from onewindow.ledger.models import Event

_WITH_MATERIALS = (e.ApplicationFiled, e.CorrectionSupplied, e.SupplementSupplied)


def referenced_files() -> set[str]:
    """The addresses of every material ever given with a part, replaced ones too: they stay for the trail."""
    return {address for address in _addresses() if address}


def _addresses() -> Iterator[str]:
    kinds = [kind.__name__ for kind in (*_WITH_MATERIALS, e.DocumentArrived)]
    for kind, body in Event.objects.filter(kind__in=kinds).values_list("kind", "body").iterator():
        event = decode_event(kind, bytes(body))
        if isinstance(event, _WITH_MATERIALS):
            yield from (given.evidence for given in event.given)
        elif isinstance(event, e.DocumentArrived) and event.how != "yielded":
            yield event.permit
