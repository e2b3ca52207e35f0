"""When a part issues its results: each gets an identifier, a number, and a life of its own in the same transaction (行政许可法 §39)."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from onewindow.cases.projection import Change
from onewindow.certs.identifiers import make_identifier
from onewindow.core.clock import law_day
from onewindow.core.commands import Command, Issue
from onewindow.core.events import Happened, PermitIssued
from onewindow.core.terms import Yield
from onewindow.ledger import store
from onewindow.ledger.fields import to_micros
from onewindow.ledger.ids import new_id
from onewindow.ledger.kernel import Statement

_PERMIT = (
    "INSERT INTO certs_permit (id, part_id, document_type, holder_kind, holder_id, certificate_number, identifier, version, item_code, "
    "department_code, valid_from, valid_until, state, issued_at) VALUES (%s, %s, %s, %s, %s, %s, %s, 1, %s, %s, %s, %s, 'valid', %s)"
)
USCC_LENGTH = 18


def give_permits(part: Change, command: Command, at: datetime) -> tuple[Command, list[Statement]]:
    """The Issue command with one new permit for each result, and the rows and first events of their lives."""
    permits = [new_id() for _ in part.facts.terms.results]
    statements: list[Statement] = []
    for permit, result in zip(permits, part.facts.terms.results, strict=True):
        statements += _life(part, permit, result, at)
    return Issue(tuple(permits)), statements


def _life(part: Change, permit: str, result: Yield, at: datetime) -> list[Statement]:
    state = part.state
    valid_from = law_day(at)
    valid_until = _years_later(valid_from, result.years) if result.years else None
    number = f"{result.key.type}{state.number[USCC_LENGTH + 1 :]}"
    issuer = part.facts.terms.number_code[:USCC_LENGTH]
    identifier = make_identifier(
        type_code=issuer + type_serial(result.key.type), issuer=issuer, serial=permit.upper(), as_registered=True
    )
    issued = PermitIssued(part.part_id, result.key, number, identifier, valid_from, valid_until)
    row = (
        permit,
        part.part_id,
        result.key.type,
        state.applicant_kind,
        state.applicant,
        number,
        identifier,
        state.item,
        state.department,
        valid_from.isoformat(),
        valid_until.isoformat() if valid_until else None,
        to_micros(at),
    )
    return [
        Statement(_PERMIT, row),
        store.append(permit, 0, [(Happened(issued, at), "system")], recorded_at=at, region=settings.ONEWINDOW_REGION),
        store.outbox(permit, 1, at),
    ]


def type_serial(document_type: str) -> str:
    """The three characters that tell this body's types of document apart (GB/T 36904-2018): base 36 over the code's letters."""
    number = 0
    for character in document_type:
        number = (number * 37 + ord(character)) % 46_656
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return alphabet[number // 1296] + alphabet[number // 36 % 36] + alphabet[number % 36]


def _years_later(day: date, years: int) -> date:
    """The last day of a validity of `years`: the day before the same date (2026-04-09 → 2031-04-08)."""
    try:
        same = day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
    return date.fromordinal(same.toordinal() - 1)
