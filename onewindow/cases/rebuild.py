"""Everything about parts again from their events alone: proves that live equals rebuilt, and repairs what a restore left behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from onewindow.cases.change import loaded
from onewindow.cases.models import Part, Work
from onewindow.cases.projection import NEVER, work_of
from onewindow.catalog.calendars import current as current_calendar
from onewindow.catalog.versions import terms_of_version
from onewindow.core.deadlines import Facts, wake_at
from onewindow.core.state import PartState, fold
from onewindow.ledger.codec import encode
from onewindow.ledger.store import events_of, happened


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A part as its events say it is: the columns of its row and the rows of the worklists."""

    part_id: str
    columns: dict[str, Any]
    work: frozenset[tuple[str, str, str, int]]


def rebuilt(part_id: str) -> Rebuilt:
    """The part from its events; nothing stored beside them is read but the calendar and the item version."""
    recorded = events_of(part_id)
    state: PartState = fold(happened(recorded))
    facts = Facts(terms_of_version(state.item_version), current_calendar())
    columns = {
        "case_id": state.case,
        "number": state.number,
        "item": state.item,
        "department": state.department,
        "status": state.status.value,
        "version": recorded[-1].seq,
        "wake_at": wake_at(state, facts),
        "snapshot": encode(state),
    }
    acts = work_of(state, facts)
    work = frozenset((name, act.desk, act.holder, act.due_on.toordinal() if act.due_on else NEVER) for name, act in acts.items())
    return Rebuilt(part_id, columns, work)


def differences(part_id: str) -> list[str]:
    """Where the live part differs from its events: names of columns, and `work`. Empty is what the product promises."""
    again = rebuilt(part_id)
    row = Part.objects.filter(pk=part_id).first()
    if row is None:
        return ["the part's row is missing"]
    live = {name: getattr(row, name) for name in again.columns}
    live["snapshot"] = encode(loaded(part_id, row.version, bytes(row.snapshot), current_calendar().version).state)
    found = [name for name, value in again.columns.items() if live[name] != value]
    work = frozenset(Work.objects.filter(part_id=part_id).values_list("act", "desk", "holder", "due_day"))
    return found + (["work"] if work != again.work else [])


def repair(part_id: str) -> bool:
    """Write the part as its events say; whether anything changed."""
    if not differences(part_id):
        return False
    again = rebuilt(part_id)
    with transaction.atomic():
        Part.objects.update_or_create(pk=part_id, defaults=again.columns)
        Work.objects.filter(part_id=part_id).delete()
        Work.objects.bulk_create(
            Work(part_id=part_id, act=act, desk=desk, holder=holder, due_day=day) for act, desk, holder, day in again.work
        )
    return True


def all_parts() -> Iterator[str]:
    """Every part's id, in order."""
    yield from Part.objects.order_by("pk").values_list("pk", flat=True).iterator()
