"""The questions of a filing on one page: what is known with its source, what was typed, what is still open. Not: how it looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from onewindow.catalog.questions import QuestionPage, fits, pages_now
from onewindow.catalog.records import Question
from onewindow.materials.wallet import Prefilled
from onewindow.pages.answers import (
    MISSING,
    choices_of,
    choices_shown,
    clean,
    error_of,
    form_value,
    kind_of,
    source_name,
    spoken_answer,
    typed_of,
    unit_of,
    value_of,
)
from onewindow.pages.fields import Choice
from onewindow.pages.names import lang


@dataclass(frozen=True, slots=True)
class Line:
    """One question on the counter's page.

    `is_asked`: its condition holds now. `is_filled`: the answer has its shape. `is_folded`: known from elsewhere and shown as text,
    so that Tab passes it by. `error` says what is wrong with what was typed.
    """

    id: str
    label: str
    hint: str
    kind: str
    unit: str
    typed: tuple[str, ...]
    spoken: str
    source: str
    dated: date | None
    choices: tuple[Choice, ...]
    error: str
    is_asked: bool
    is_filled: bool
    is_folded: bool

    @property
    def field(self) -> str:
        return f"field-{self.id}"

    @property
    def focus_name(self) -> str:
        """What the screen calls this field when the hand goes there first."""
        return f"question:{self.id}"

    @property
    def value(self) -> str:
        return self.typed[0] if self.typed else ""

    @property
    def described_by(self) -> str:
        """The ids of hint, unit and error that stand beside the field."""
        parts = (("hint", self.hint), ("unit", self.unit), ("error", self.error))
        return " ".join(f"{self.field}-{part}" for part, there in parts if there)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Every question that may be asked, and the answers that count: of questions asked now, of the right shape."""

    lines: tuple[Line, ...]
    answers: Mapping[str, Any]

    @property
    def asked(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_asked)

    @property
    def open(self) -> tuple[Line, ...]:
        """What must still be asked, or was typed wrongly."""
        return tuple(line for line in self.asked if not line.is_filled)

    @property
    def has_folded(self) -> bool:
        return any(line.is_folded for line in self.lines)


def read_sheet(
    pages: Sequence[QuestionPage],
    posted: QueryDict | None,
    known: Mapping[str, Prefilled],
    *,
    unfold: bool = False,
    complain: bool = False,
) -> Sheet:
    """The page's questions with what was posted, else with what is `known` by question id.

    `unfold` opens the known ones for change; `complain` says an error also beside what is empty.
    """
    typed = {page.id: _typed(page.question, posted, known.get(page.id)) for page in pages}
    values = {page.id: value_of(page.question, _listed(page.question, typed[page.id])) for page in pages}
    fitting = {page.id: values[page.id] for page in pages if _is_fitting(page.question, values[page.id])}
    answers = _that_count(pages, fitting)
    asked = {page.id for page in pages_now(pages, answers)}
    lines = [
        _line(
            page.question,
            typed[page.id],
            fitting.get(page.id, MISSING),
            known.get(page.id),
            is_asked=page.id in asked,
            unfold=unfold,
            complain=complain,
        )
        for page in pages
    ]
    return Sheet(tuple(lines), answers)


def _that_count(pages: Sequence[QuestionPage], fitting: Mapping[str, Any]) -> dict[str, Any]:
    """An answer to a question that is not asked does not count, nor does what hangs on it."""
    answers = dict(fitting)
    for _round in pages:
        asked = {page.id for page in pages_now(pages, answers)}
        kept = {id: value for id, value in fitting.items() if id in asked}
        if kept == answers:
            break
        answers = kept
    return answers


def _typed(question: Question, posted: QueryDict | None, known: Prefilled | None) -> tuple[str, ...]:
    if posted is None or f"has-{question.id}" not in posted:
        return typed_of(known.value) if known is not None else ()
    return tuple(one for one in clean(posted.getlist(question.id)) if one)


def _listed(question: Question, typed: tuple[str, ...]) -> tuple[str, ...]:
    """Of what was chosen, or a register knows, what the question lists: the rest is not on the clerk's page."""
    if kind_of(question) not in ("choice", "choices"):
        return typed
    listed = {form_value(value) for value, _text in choices_of(question)}
    return tuple(one for one in typed if one in listed)


def _is_fitting(question: Question, value: Any) -> bool:
    return value is not MISSING and fits(question, value)


def _line(
    question: Question,
    typed: tuple[str, ...],
    value: Any,
    known: Prefilled | None,
    *,
    is_asked: bool,
    unfold: bool,
    complain: bool,
) -> Line:
    is_filled = value is not MISSING
    is_known = is_filled and known is not None and value == known.value
    wrong = is_asked and not is_filled and (bool(typed) or complain)
    return Line(
        id=question.id,
        label=question.title.name(lang()),
        hint=question.hint.name(lang()),
        kind=kind_of(question),
        unit=unit_of(question),
        typed=typed,
        spoken=spoken_answer(question, value) if is_filled else "",
        source=source_name(known.source) if is_known and known else "",
        dated=known.dated if is_known and known else None,
        choices=choices_shown(question, typed),
        error=error_of(question, _listed(question, typed), wrong_number=_("这个数不对")) if wrong else "",
        is_asked=is_asked,
        is_filled=is_filled,
        is_folded=is_known and not unfold,
    )
