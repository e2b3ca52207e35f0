"""What one change writes besides its events: the part's row and the rows of the desks that have something to do now. Computed from the states."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from onewindow.core.deadlines import Act, Facts, next_acts, wake_at
from onewindow.core.events import Happened
from onewindow.core.state import PartState, evolve
from onewindow.ledger import store
from onewindow.ledger.codec import encode
from onewindow.ledger.fields import to_micros
from onewindow.ledger.kernel import Statement

NEVER = 3_652_059
"""The ordinal of 9999-12-31: sorts after every due day."""

_PART_COLUMNS = "id, case_id, number, item, department, status, version, wake_at, region, snapshot"
_INSERT_PART = f"INSERT INTO cases_part ({_PART_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"  # noqa: S608
_UPDATE_PART = "UPDATE cases_part SET status = %s, version = %s, wake_at = %s, snapshot = %s WHERE id = %s AND version = %s"
_INSERT_WORK = "INSERT INTO cases_work (part_id, act, desk, holder, due_day) VALUES (%s, %s, %s, %s, %s)"
_UPDATE_WORK = "UPDATE cases_work SET desk = %s, holder = %s, due_day = %s WHERE part_id = %s AND act = %s"
_TAKE_WORK = "UPDATE cases_work SET holder = %s WHERE part_id = %s AND act = %s"
_DELETE_WORK = "DELETE FROM cases_work WHERE part_id = %s AND act = %s"


@dataclass(slots=True)
class Change:
    """One part on its way through one transaction: the stored version and state, and what happened since."""

    part_id: str
    version: int
    before: PartState
    facts: Facts
    state: PartState
    happened: list[tuple[Happened, str]] = field(default_factory=list)

    def apply(self, happened: Happened, actor: str) -> None:
        """Fold the event in with its moment as it will be read back, so that live and rebuilt states are the same bytes."""
        stored = Happened(happened.event, happened.at.astimezone(UTC))
        self.state = evolve(self.state, stored.event, stored.at)
        self.happened.append((stored, actor))

    @property
    def new_version(self) -> int:
        return self.version + len(self.happened)

    def statements(self, *, recorded_at: datetime, region: str) -> list[Statement]:
        """Everything this part writes; nothing when nothing happened."""
        if not self.happened:
            return []
        appended = store.append(self.part_id, self.version, self.happened, recorded_at=recorded_at, region=region)
        pending = store.outbox(self.part_id, self.new_version, recorded_at)
        return [appended, self._row(region), *self._work(), pending]

    def _row(self, region: str) -> Statement:
        wakes = wake_at(self.state, self.facts)
        wake = to_micros(wakes) if wakes is not None else None
        status, snapshot = self.state.status.value, encode(self.state)
        if self.version:
            return Statement(
                _UPDATE_PART, (status, self.new_version, wake, snapshot, self.part_id, self.version), must_change=True
            )
        state = self.state
        row = (
            self.part_id,
            state.case,
            state.number,
            state.item,
            state.department,
            status,
            self.new_version,
            wake,
            region,
            snapshot,
        )
        return Statement(_INSERT_PART, row)

    def _work(self) -> list[Statement]:
        before = work_of(self.before, self.facts) if self.version else {}
        after = work_of(self.state, self.facts)
        statements = [Statement(_DELETE_WORK, (self.part_id, name)) for name in before if name not in after]
        for name, act in after.items():
            row = (act.desk, act.holder, act.due_on.toordinal() if act.due_on else NEVER)
            if name not in before:
                statements.append(Statement(_INSERT_WORK, (self.part_id, name, *row)))
            elif before[name]._replace(holder=act.holder) == act != before[name]:
                statements.append(Statement(_TAKE_WORK, (act.holder, self.part_id, name)))  # no index is touched
            elif before[name] != act:
                statements.append(Statement(_UPDATE_WORK, (*row, self.part_id, name)))
        return statements


def work_of(state: PartState, facts: Facts) -> dict[str, Act]:
    """The open acts by their name in the worklist; a review is named with its department."""
    return {f"review:{act.desk}" if act.name == "review" else act.name: act for act in next_acts(state, facts)}
