"""One application for several items: how a document of one part opens the others, and how a part that ends without it closes them."""

from __future__ import annotations

from collections.abc import Mapping

from onewindow.core import commands as c
from onewindow.core import events as e
from onewindow.core.state import PartState, Status
from onewindow.core.terms import DocumentKey

ENDS_WITHOUT_DOCUMENT = (
    e.AcceptanceRefused,
    e.ApplicationRefused,
    e.ApplicationWithdrawn,
    e.CorrectionLapsed,
    e.SupplementLapsed,
    e.NotReceived,
)


def opens_or_closes(event: e.Event) -> bool:
    """Whether other parts of the case must look at this event."""
    return isinstance(event, (e.ResultIssued, *ENDS_WITHOUT_DOCUMENT))


def consequences(event: e.Event, yields: tuple[DocumentKey, ...], others: Mapping[str, PartState]) -> list[tuple[str, c.Command]]:
    """Commands to the other open parts of the same case, by part id.

    `yields` are the documents that the event's part yields; `others` the states of the case's other open parts.
    """
    if isinstance(event, e.ResultIssued):
        return [
            (part, c.ReceiveDocument(key, permit))
            for part, state in others.items()
            for key, permit in event.documents
            if state.wants(key)
        ]
    if isinstance(event, ENDS_WITHOUT_DOCUMENT):
        return [
            (part, c.CloseAsNotReceived(next(key for key in state.waits_for if key in yields)))
            for part, state in others.items()
            if state.status is Status.WAITING and any(key in yields for key in state.waits_for)
        ]
    return []
