"""The write path: load, settle what lapsed, let core decide, append and project, all in one transaction. Every change of a part goes through here."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from django.conf import settings
from django.db import IntegrityError

from onewindow.cases.projection import Change
from onewindow.cases.words import put_aside
from onewindow.catalog.calendars import load_version
from onewindow.catalog.versions import terms_of_version
from onewindow.core import rules
from onewindow.core.case import consequences, opens_or_closes
from onewindow.core.clock import Calendar
from onewindow.core.commands import SYSTEM, Actor, Command
from onewindow.core.deadlines import Facts
from onewindow.core.events import Happened
from onewindow.core.part import decide, settle
from onewindow.core.state import PartState
from onewindow.ledger import kernel, store
from onewindow.ledger.codec import decode_state
from onewindow.ledger.ids import new_id
from onewindow.ledger.kernel import Conflict, Statement
from onewindow.ledger.models import RefusedCommand

ATTEMPTS = 8
SEEN_BY_SUPERVISION = (rules.SecondCorrectionList, rules.BeyondTheCatalogue, rules.MustAccept)
"""Refused attempts that a supervisor must see (行政许可法 §72)."""

_CALENDAR = "SELECT version FROM catalog_calendarversion ORDER BY loaded_at DESC, version DESC LIMIT 1"
_LOAD = f"SELECT version, snapshot, ({_CALENDAR}) FROM cases_part WHERE id = %s"  # noqa: S608 our own words
_OTHERS = (
    f"SELECT id, version, snapshot, ({_CALENDAR}) FROM cases_part "  # noqa: S608
    "WHERE case_id = %s AND id <> %s AND status IN ('waiting', 'received', 'accepted')"
)
_digest = msgspec.json.Encoder()


class NoSuchPart(LookupError):
    """There is no part with this id."""


class KeyUsedForAnotherCommand(ValueError):
    """The key was used with another payload: send the new command under a new key."""


class NoSuchKey(LookupError):
    """The key belongs to another actor; to this one it does not exist."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command led to: the stream and its last sequence number; `repeated` when the key had been answered before."""

    stream_id: str
    seq: int
    repeated: bool = False


Complete = Callable[[Change, Command, datetime], tuple[Command, list[Statement]]]
"""Fills in what only exists inside the transaction (ids of permits), and the rows that go with it."""


def digest_of(verb: str, *parts: Any) -> bytes:
    """16 bytes of a keyed hash over the command as it was given; salts and new ids are not in it."""
    body = _digest.encode((verb, parts))
    return hmac.digest(settings.ONEWINDOW_KEY, body, "sha256")[:16]


def change(
    part_id: str,
    command: Command,
    *,
    actor: Actor,
    at: datetime,
    key: str,
    complete: Complete | None = None,
    sealed: bool = False,
) -> Outcome:
    """Do one command on one part, and what follows for the other parts of its case.

    Raises the broken rule of core, NoSuchPart, KeyUsedForAnotherCommand, NoSuchKey. What lapsed before `at` stays settled even
    when the command is refused. The same key with the same command gives the same answer again.
    """
    digest = digest_of(type(command).__name__, part_id, command)
    for _ in range(ATTEMPTS):
        try:
            refusal = _once(part_id, command, digest, actor, at, key, complete, sealed)
        except (Conflict, IntegrityError):
            found = _answered(key, actor, digest)
            if found is not None:
                return found
            continue
        if isinstance(refusal, Outcome):
            return refusal
        found = _answered(key, actor, digest)
        if found is not None:
            return found
        _record_attempt(part_id, command, refusal, actor, at)
        raise refusal
    raise Conflict(f"part {part_id} changed {ATTEMPTS} times while this command was decided")


def settle_part(part_id: str, *, at: datetime) -> bool:
    """Record what lapsed by itself up to `at`; whether anything did."""
    for _ in range(ATTEMPTS):
        try:
            with kernel.one_transaction(one_write=True):
                found = load(part_id)
                statements = _write(_settled(found, at), at)
            return bool(statements)
        except (Conflict, IntegrityError):
            continue
    return False


def calendar_now() -> Calendar:
    """The working-day calendar loaded last. Raises NoCalendar."""
    rows = kernel.read(_CALENDAR, ())
    return load_version(rows[0][0] if rows else "")


def load(part_id: str, *, sealed: bool = False) -> Change:
    """The part as stored, ready to be changed. Raises NoSuchPart."""
    rows = kernel.read(_LOAD, (part_id,))
    if not rows:
        raise NoSuchPart(part_id)
    version, snapshot, calendar = rows[0]
    return loaded(part_id, version, snapshot, calendar, sealed=sealed)


def loaded(part_id: str, version: int, snapshot: bytes, calendar: str, *, sealed: bool = False) -> Change:
    state = decode_state(bytes(snapshot))
    facts = Facts(terms_of_version(state.item_version), load_version(calendar), sealed)
    return Change(part_id, version, state, facts, state)


def _once(
    part_id: str, command: Command, digest: bytes, actor: Actor, at: datetime, key: str, complete: Complete | None, sealed: bool
) -> Outcome | rules.BrokenRule:
    with kernel.one_transaction(one_write=True):
        part = load(part_id, sealed=sealed)
        changes = _settled(part, at)
        try:
            full, rows = put_aside(command, part_id)
            if complete is not None:
                full, more = complete(part, full, at)
                rows += more
            events = decide(part.state, full, actor=actor, at=at, facts=part.facts)
        except rules.BrokenRule as broken:
            _write(changes, at)
            return broken
        for event in events:
            part.apply(Happened(event, at), actor.id)
        changes = _follow(part, changes, at)
        rows.append(store.answer(key, actor.id, type(command).__name__, digest, part_id, part.new_version, at))
        _write(changes, at, rows)
        return Outcome(part_id, part.new_version)


def _settled(part: Change, at: datetime) -> list[Change]:
    _lapsed(part, at)
    return _follow(part, [part], at)


def _follow(part: Change, changes: list[Change], at: datetime) -> list[Change]:
    """Open, complete or close the other parts of the same case (core.case) in this transaction; what that causes follows in turn.

    What follows from a lapse has effect when the lapse had.
    """
    queue = [(part, one) for one, _ in part.happened if opens_or_closes(one.event)]
    if not queue:
        return changes
    known = {change.part_id: change for change in changes}
    for part_id, version, snapshot, calendar in kernel.read(_OTHERS, (part.state.case, part.part_id)):
        if part_id not in known:
            known[part_id] = loaded(part_id, version, snapshot, calendar)
            queue += [(known[part_id], one) for one in _lapsed(known[part_id], at) if opens_or_closes(one.event)]
    while queue:
        source, news = queue.pop(0)
        yields = tuple(result.key for result in source.facts.terms.results)
        others = {name: change.state for name, change in known.items() if change is not source}
        for name, follow_up in consequences(news.event, yields, others):
            follower = known[name]
            for following in _decided(follower, follow_up, news.at):
                follower.apply(following, SYSTEM.id)
                queue.append((follower, following))
    return list(known.values())


def _lapsed(part: Change, at: datetime) -> list[Happened]:
    found = settle(part.state, at, part.facts)
    for lapse in found:
        part.apply(lapse, SYSTEM.id)
    return found


def _decided(follower: Change, command: Command, at: datetime) -> list[Happened]:
    """What a follow-up does to another part; nothing when an earlier one has done it already."""
    try:
        return [Happened(event, at) for event in decide(follower.state, command, actor=SYSTEM, at=at, facts=follower.facts)]
    except (rules.NotPossibleNow, rules.AlreadyEnded):
        return []


def _write(changes: Sequence[Change], at: datetime, rows: Sequence[Statement] = ()) -> list[Statement]:
    region = settings.ONEWINDOW_REGION
    statements = [statement for change in changes for statement in change.statements(recorded_at=at, region=region)]
    statements += rows
    if statements:
        kernel.write(statements)
    return statements


def _answered(key: str, actor: Actor, digest: bytes) -> Outcome | None:
    found = store.answered(key)
    if found is None:
        return None
    owner, _, stored, stream_id, seq = found
    if owner != actor.id:
        raise NoSuchKey
    if stored != digest:
        raise KeyUsedForAnotherCommand
    return Outcome(stream_id, seq, repeated=True)


def _record_attempt(part_id: str, command: Command, broken: rules.BrokenRule, actor: Actor, at: datetime) -> None:
    if isinstance(broken, SEEN_BY_SUPERVISION):
        RefusedCommand.objects.create(
            id=new_id(),
            stream_id=part_id,
            verb=type(command).__name__,
            rule=type(broken).__name__,
            actor=actor.id,
            at=at,
            region=settings.ONEWINDOW_REGION,
        )


def state_of(part_id: str) -> PartState:
    """The part's state as stored, without settling."""
    return load(part_id).state
