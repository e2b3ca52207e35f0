"""One question as a field of the citizen's page, and what he typed: checked against the question's JSON Schema, shown again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from onewindow.catalog.questions import fits
from onewindow.catalog.records import Question
from onewindow.materials.wallet import Prefilled
from onewindow.pages.answers import MISSING, choices_shown, clean, error_of, kind_of, source_name, typed_of, unit_of, value_of
from onewindow.pages.dates import spoken_date
from onewindow.pages.fields import ScreenField
from onewindow.pages.names import lang


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed: `value` fits the question, or `error` says what is wrong and `typed` is shown again."""

    value: Any
    typed: tuple[str, ...]
    error: str = ""


def read_answer(question: Question, posted: QueryDict) -> Given:
    """The answer to one question from a form."""
    sent = posted.getlist(question.id)
    typed = clean(sent if kind_of(question) == "choices" else sent[-1:])
    error = error_of(question, typed, wrong_number=_("这个数不对，请再看一下"))
    return Given(None if error else value_of(question, typed), typed, error)


def field_of(
    question: Question,
    *,
    value: Any = MISSING,
    typed: tuple[str, ...] | None = None,
    error: str = "",
    known: Prefilled | None = None,
) -> ScreenField:
    """The question as a field: what was typed, else the saved answer, else what a register knows with its source."""
    kind = kind_of(question)
    source = ""
    if typed is None and value is MISSING and known is not None and fits(question, known.value):
        value, source = known.value, source_sentence(known.source, known.dated)
    elif typed is None and known is not None and value == known.value:
        source = source_sentence(known.source, known.dated)
    shown = typed if typed is not None else typed_of(value)
    return ScreenField(
        name=question.id,
        label=question.title.name(lang()),
        kind=kind,
        value="" if kind in ("choice", "choices") else "".join(shown),
        hint=question.hint.name(lang()),
        unit=unit_of(question),
        source=source,
        error=error,
        width="short" if kind == "number" else "medium" if _is_short(question) else "",
        choices=choices_shown(question, shown),
    )


def _is_short(question: Question) -> bool:
    high = question.schema.get("maxLength")
    return isinstance(high, int) and high <= 60


def source_sentence(source: str, dated: date | None) -> str:
    """来自不动产登记，2026年3月1日."""
    name = source_name(source)
    if dated is None:
        return _("来自%(source)s") % {"source": name}
    return _("来自%(source)s，%(day)s") % {"source": name, "day": spoken_date(dated)}


def read_decisions(questions: Sequence[Question], asked: QueryDict) -> Mapping[str, Any]:
    """The answers that a link carries; what does not fit is left out."""
    given = {question.id: read_answer(question, asked) for question in questions if question.id in asked}
    return {id: one.value for id, one in given.items() if not one.error}
