"""What the worker does in one turn: let time act on parts that are due, then let the listeners hear what happened."""

from __future__ import annotations

from datetime import datetime, timedelta

from onewindow.cases import notices, services
from onewindow.cases.change import NoSuchPart, settle_part, state_of
from onewindow.cases.documents import is_sealed
from onewindow.cases.models import Part
from onewindow.certs.models import Permit
from onewindow.core import events as e
from onewindow.core.commands import SYSTEM
from onewindow.core.rules import BrokenRule
from onewindow.core.state import Status
from onewindow.ledger import listeners
from onewindow.ledger.models import Answer
from onewindow.ledger.store import Recorded, events_of

KEYS_LIVE = timedelta(days=30)
BATCH = 100


def run_once(at: datetime) -> int:
    """One turn; how much was done. Safe to run in several processes and to be killed anywhere."""
    return wake(at) + listeners.deliver(at, BATCH)


def run_until_idle(at: datetime) -> int:
    """Turns until nothing is left to do at this moment; how much was done."""
    total = 0
    while done := run_once(at):
        total += done
    return total


def run_case(case_id: str, at: datetime) -> None:
    """Turns for one case alone, until nothing of it is left to do at this moment."""
    while True:
        parts = Part.objects.filter(case_id=case_id)
        settled = sum(settle_part(part, at=at) for part in parts.filter(wake_at__lte=at).values_list("pk", flat=True))
        ids = list(parts.values_list("pk", flat=True))
        permits = Permit.objects.filter(part_id__in=ids).values_list("pk", flat=True)
        if not settled + listeners.deliver(at, BATCH, [case_id, *ids, *permits]):
            return


def wake(at: datetime) -> int:
    """Settle the parts whose time has come, through the same path as every command."""
    due = list(Part.objects.filter(wake_at__lte=at).order_by("wake_at").values_list("pk", flat=True)[:BATCH])
    return sum(settle_part(part, at=at) for part in due)


def seal_certificates(part_id: str, at: datetime) -> None:
    """Seal a part's certificates now instead of in the next turn; the listener finds them done."""
    for _, permit in state_of(part_id).documents:
        for recorded in events_of(permit):
            notices.hear(recorded, at)


def forget_keys(at: datetime) -> int:
    """Delete answers to keys older than 30 days."""
    deleted, _ = Answer.objects.filter(recorded_at__lt=at - KEYS_LIVE).delete()
    return deleted


def deliver_when_sealed(recorded: Recorded, at: datetime) -> None:
    """Listener: an application that came online gets its certificate in the account as soon as it is sealed (国令716 §9)."""
    if not isinstance(recorded.event, e.PermitIssued):
        return
    part = Part.objects.filter(pk=recorded.event.part, status=Status.ISSUED).first()
    if part is None or not is_sealed(part.pk):
        return
    if state_of(part.pk).channel != "online":
        return
    try:
        services.deliver(part=part.pk, way="electronic", receiver="申请人账户", actor=SYSTEM, at=at, key=f"deliver:{part.pk}")
    except (BrokenRule, NoSuchPart):
        return
