"""Free text beside the events: sealed rows that can be erased, referred to by a salted commitment. Core and events only see the reference."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from onewindow.cases.models import Words
from onewindow.core.commands import Command, RequestCorrection
from onewindow.files.fields import SealedJSONField, SealedTextField
from onewindow.ledger.kernel import Statement

_TEXT_FIELDS = ("text", "promise", "receiver")
_seal_text = SealedTextField().get_prep_value
_seal_json = SealedJSONField().get_prep_value
_WORDS = "INSERT INTO cases_words (reference, part_id, salt, text, erased_at) VALUES (%s, %s, %s, %s, NULL)"
_FORM = "INSERT INTO cases_form (case_id, reference, salt, answers, erased_at) VALUES (%s, %s, %s, %s, NULL)"


@dataclass(frozen=True, slots=True)
class Commitment:
    """A reference that proves the text while its salt exists, and tells nothing once the salt is erased."""

    reference: str
    salt: str


def commit(text: str) -> Commitment:
    """32 hexadecimal digits of SHA-256 over a random salt and the text."""
    salt = os.urandom(16).hex()
    return Commitment(hashlib.sha256(f"{salt}{text}".encode()).hexdigest()[:32], salt)


def put_aside(command: Command, part_id: str) -> tuple[Command, list[Statement]]:
    """The command with references in place of its words, and the rows that keep the words."""
    statements: list[Statement] = []
    kind: Any = type(command)
    names = _text_fields(kind)
    if not names and not isinstance(command, RequestCorrection):
        return command, statements

    def keep(text: str) -> str:
        commitment = commit(text)
        statements.append(Statement(_WORDS, (commitment.reference, part_id, commitment.salt, _seal_text(text))))
        return commitment.reference

    changed: dict[str, Any] = {name: keep(getattr(command, name)) for name in names if getattr(command, name)}
    if isinstance(command, RequestCorrection):
        changed["defects"] = tuple(defect._replace(text=keep(defect.text) if defect.text else "") for defect in command.defects)
    return (replace(command, **changed) if changed else command), statements


@cache
def _text_fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name in _TEXT_FIELDS)


def keep_form(case_id: str, answers: Mapping[str, Any], commitment: Commitment) -> Statement:
    return Statement(_FORM, (case_id, commitment.reference, commitment.salt, _seal_json(dict(answers))))


def read_words(references: list[str]) -> dict[str, str]:
    """The texts that still exist, by reference."""
    rows = Words.objects.filter(reference__in=[reference for reference in references if reference]).values_list(
        "reference", "text"
    )
    return {reference: text for reference, text in rows if text is not None}
