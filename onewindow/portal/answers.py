"""One question as a field, and what was typed as an answer: read, checked against the question's JSON Schema, shown again."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from onewindow.catalog.questions import fits
from onewindow.catalog.records import Question
from onewindow.materials.wallet import Prefilled
from onewindow.pages.dates import spoken_date
from onewindow.pages.fields import Choice, ScreenField

MISSING: Any = object()
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed: `value` fits the question, or `error` says what is wrong and `typed` is shown again."""

    value: Any
    typed: str | tuple[str, ...]
    error: str = ""


def lang() -> str:
    return get_language() or "zh-hans"


def read_answer(question: Question, posted: QueryDict) -> Given:
    """The answer to one question from a form."""
    kind = kind_of(question)
    name = question.id
    typed: str | tuple[str, ...] = (
        tuple(posted.getlist(name)[:50]) if kind == "choices" else posted.get(name, "").strip()[:LONGEST].replace("\x00", "")
    )
    value = _value(question, kind, typed)
    error = _error(question, kind, typed, value)
    return Given(None if error else value, typed, error)


def kind_of(question: Question) -> str:
    """The kind of field that the schema asks for."""
    schema = question.schema
    if schema.get("type") == "array":
        return "choices"
    if question.choices or schema.get("type") == "boolean":
        return "choice"
    if schema.get("type") in ("number", "integer"):
        return "number"
    if schema.get("format") == "date":
        return "date"
    return "long" if isinstance(schema.get("maxLength"), int) and int(str(schema["maxLength"])) > 200 else "text"


def _value(question: Question, kind: str, typed: str | tuple[str, ...]) -> Any:
    if kind == "choices":
        known = {_form_value(value): value for value, _text in question.choices}
        return [known.get(one, one) for one in typed]
    assert isinstance(typed, str)
    if kind == "choice":
        return {_form_value(value): value for value, _text in choices_of(question)}.get(typed, MISSING)
    if kind == "number":
        return _number(typed)
    return typed


def _number(typed: str) -> int | float | None:
    """A number as people type it: full-width digits and signs, thousands with commas."""
    plain = "".join(chr(ord(letter) - 0xFEE0) if 0xFF01 <= ord(letter) <= 0xFF5E else letter for letter in typed)
    plain = plain.replace(",", "").replace("，", "").replace("。", ".").replace(" ", "")
    if not plain or len(plain) > 30 or any(letter not in "0123456789.-+" for letter in plain):
        return None
    try:
        number = float(plain)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() else number


def _error(question: Question, kind: str, typed: str | tuple[str, ...], value: Any) -> str:
    if kind in ("choice", "choices"):
        if not typed:
            return _("请选一项") if kind == "choice" else _("请至少选一项")
        return "" if value is not MISSING and fits(question, value) else _("请从列出的里面选")
    if not typed:
        return "" if kind == "text" and fits(question, "") else _("请填这一栏，不能空着")
    if kind == "number":
        return _number_error(question, value)
    return "" if fits(question, value) else _text_error(question, str(typed))


def _number_error(question: Question, value: Any) -> str:
    unit = question.unit.name(lang()) if question.unit else ""
    if value is None:
        return _("请填数字，单位是%(unit)s") % {"unit": unit} if unit else _("请填数字")
    if fits(question, value):
        return ""
    low, high = question.schema.get("minimum"), question.schema.get("maximum")
    if question.schema.get("type") == "integer" and not isinstance(value, int):
        return _("请填整数")
    if low is not None and high is not None:
        return _("请填 %(low)s 到 %(high)s 之间的数") % {"low": low, "high": high}
    return _("这个数不对，请再看一下")


def _text_error(question: Question, typed: str) -> str:
    low, high = question.schema.get("minLength"), question.schema.get("maxLength")
    if isinstance(low, int) and len(typed) < low:
        return _("太短了，至少写 %(low)s 个字") % {"low": low}
    if isinstance(high, int) and len(typed) > high:
        return _("太长了，最多写 %(high)s 个字") % {"high": high}
    return _("写法不对，请照提示再看一下")


def field_of(
    question: Question, *, value: Any = MISSING, typed: Any = None, error: str = "", known: Prefilled | None = None
) -> ScreenField:
    """The question as a field: what was typed, else the saved answer, else what a register knows with its source."""
    kind = kind_of(question)
    source = ""
    if typed is None and value is MISSING and known is not None and fits(question, known.value):
        value, source = known.value, source_words(known)
    elif typed is None and known is not None and value == known.value:
        source = source_words(known)
    shown = typed if typed is not None else _as_typed(kind, value)
    chosen = set(shown) if isinstance(shown, tuple) else {shown}
    return ScreenField(
        name=question.id,
        label=question.title.name(lang()),
        kind=kind,
        value="" if kind in ("choice", "choices") else shown,
        hint=question.hint.name(lang()),
        unit=question.unit.name(lang()) if question.unit else "",
        source=source,
        error=error,
        width="short" if kind == "number" else "medium" if _is_short(question) else "",
        choices=tuple(Choice(_form_value(one), text, chosen=_form_value(one) in chosen) for one, text in choices_of(question)),
    )


def _is_short(question: Question) -> bool:
    high = question.schema.get("maxLength")
    return isinstance(high, int) and high <= 60


def choices_of(question: Question) -> Sequence[tuple[Any, str]]:
    """Values and words; a yes-or-no question without words of its own has 是 and 不是."""
    if question.choices:
        return [(value, text.name(lang())) for value, text in question.choices]
    if question.schema.get("type") == "boolean":
        return [(True, _("是")), (False, _("不是"))]
    return []


def _form_value(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _as_typed(kind: str, value: Any) -> str | tuple[str, ...]:
    if value is MISSING or value is None:
        return () if kind == "choices" else ""
    if kind == "choices":
        return tuple(_form_value(one) for one in value) if isinstance(value, list) else ()
    return _form_value(value)


def spoken_answer(question: Question, value: Any) -> str:
    """The answer as it is read back: words of the choices, number with unit."""
    words = {_form_value(one): text for one, text in choices_of(question)}
    if isinstance(value, list):
        return _("、").join(words.get(_form_value(one), str(one)) for one in value)
    if words:
        return words.get(_form_value(value), str(value))
    if question.unit and value not in ("", None):
        return f"{value} {question.unit.name(lang())}"
    return str(value) if value not in ("", None) else _("没有填")


def source_words(known: Prefilled) -> str:
    """来自不动产登记，2026年3月1日."""
    return source_sentence(known.source, known.dated)


def source_sentence(source: str, dated: Any) -> str:
    name = _(source) if source else _("部门共享数据")
    if dated is None:
        return _("来自%(source)s") % {"source": name}
    return _("来自%(source)s，%(day)s") % {"source": name, "day": spoken_date(dated)}


def read_decisions(questions: Sequence[Question], asked: QueryDict) -> Mapping[str, Any]:
    """The answers that a link carries; what does not fit is left out."""
    found = {}
    for question in questions:
        if question.id in asked:
            given = read_answer(question, asked)
            if not given.error:
                found[question.id] = given.value
    return found
