"""What was typed as an answer to a question of the catalogue: its kind of field, its value, what is wrong with it, and how it is read back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from onewindow.catalog.questions import fits
from onewindow.catalog.records import Question
from onewindow.pages.dates import spoken_date
from onewindow.pages.fields import Choice
from onewindow.pages.names import lang

MISSING: Any = object()
"""Stands for no answer, where None could be one."""
LONGEST = 2000
MOST = 50


def kind_of(question: Question) -> str:
    """The kind of field that the schema asks for: choices, choice, number, date, long or text."""
    schema = question.schema
    if schema.get("type") == "array":
        return "choices"
    if question.choices or schema.get("type") == "boolean":
        return "choice"
    if schema.get("type") in ("number", "integer"):
        return "number"
    if schema.get("format") == "date":
        return "date"
    return "long" if _limit(question, "maxLength", 0) > 200 else "text"


def clean(typed: Sequence[str]) -> tuple[str, ...]:
    """What a form sent for one question, without what no answer can contain."""
    return tuple(one.replace("\x00", "").strip()[:LONGEST] for one in typed[:MOST])


def value_of(question: Question, typed: Sequence[str]) -> Any:
    """What was typed as the value that the schema means; MISSING where it cannot be one."""
    kind = kind_of(question)
    words = {form_value(value): value for value, _text in choices_of(question)}
    if kind == "choices":
        return [words.get(one, one) for one in typed]
    first = typed[0] if typed else ""
    if kind == "choice":
        return words.get(first, MISSING)
    return number_of(first) if kind == "number" else first


def number_of(typed: str) -> Any:
    """A number as people type it: full-width digits and signs, thousands with commas; MISSING where it is none."""
    plain = "".join(chr(ord(letter) - 0xFEE0) if 0xFF01 <= ord(letter) <= 0xFF5E else letter for letter in typed)
    plain = plain.replace(",", "").replace("。", ".").replace(" ", "").replace("\u3000", "")
    if not plain or len(plain) > 30 or any(letter not in "0123456789.-+" for letter in plain):
        return MISSING
    try:
        number = float(plain)
    except ValueError:
        return MISSING
    if not math.isfinite(number):
        return MISSING
    return int(number) if number.is_integer() else number


def error_of(question: Question, typed: Sequence[str], *, wrong_number: str) -> str:
    """What is wrong with what was typed, empty when it fits; `wrong_number` is said where no more can be told of a number."""
    kind, value = kind_of(question), value_of(question, typed)
    if value is not MISSING and any(typed) and fits(question, value):
        return ""
    if kind in ("choice", "choices"):
        if any(typed):
            return _("请从列出的里面选")
        return _("请选一项") if kind == "choice" else _("请至少选一项")
    if not any(typed):
        return "" if kind == "text" and fits(question, "") else _("请填这一栏，不能空着")
    return _number_error(question, value) or wrong_number if kind == "number" else _text_error(question, typed[0])


def _number_error(question: Question, value: Any) -> str:
    unit = unit_of(question)
    if value is MISSING:
        return _("请填数字，单位是%(unit)s") % {"unit": unit} if unit else _("请填数字")
    low, high = question.schema.get("minimum"), question.schema.get("maximum")
    if question.schema.get("type") == "integer" and not isinstance(value, int):
        return _("请填整数")
    if low is not None and high is not None:
        return _("请填 %(low)s 到 %(high)s 之间的数") % {"low": low, "high": high}
    return ""


def _text_error(question: Question, typed: str) -> str:
    low, high = _limit(question, "minLength", 0), _limit(question, "maxLength", LONGEST)
    if len(typed) < low:
        return _("太短了，至少写 %(low)s 个字") % {"low": low}
    if len(typed) > high:
        return _("太长了，最多写 %(high)s 个字") % {"high": high}
    return _("写法不对，请照提示再看一下")


def _limit(question: Question, name: str, default: int) -> int:
    found = question.schema.get(name)
    return found if isinstance(found, int) else default


def choices_of(question: Question) -> Sequence[tuple[Any, str]]:
    """Values and words; a yes-or-no question without words of its own has 是 and 不是."""
    if question.choices:
        return [(value, text.name(lang())) for value, text in question.choices]
    return [(True, _("是")), (False, _("不是"))] if question.schema.get("type") == "boolean" else []


def choices_shown(question: Question, typed: Sequence[str]) -> tuple[Choice, ...]:
    """The choices of its field, with those chosen that were `typed`."""
    return tuple(Choice(form_value(one), text, chosen=form_value(one) in typed) for one, text in choices_of(question))


def form_value(value: Any) -> str:
    """A value as a form sends it."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def typed_of(value: Any) -> tuple[str, ...]:
    """A known value as a form would send it."""
    if value is MISSING or value is None:
        return ()
    return tuple(form_value(one) for one in value) if isinstance(value, list) else (form_value(value),)


def unit_of(question: Question) -> str:
    """The unit of its number in words; empty where it has none."""
    return question.unit.name(lang()) if question.unit else ""


def spoken_answer(question: Question, value: Any, *, empty: str = "—") -> str:
    """The answer as it is read back: words of the choices, a number with its unit; `empty` where nothing was typed."""
    words = {form_value(one): text for one, text in choices_of(question)}
    if isinstance(value, list):
        return _("、").join(words.get(form_value(one), str(one)) for one in value)
    if words:
        return words.get(form_value(value), str(value))
    if value in ("", None):
        return empty
    return f"{value} {unit_of(question)}" if question.unit else str(value)


def source_name(source: str) -> str:
    """不动产登记; a source without a name is the departments' shared data."""
    return _(source) if source else _("部门共享数据")


def source_words(source: str, dated: date | None) -> str:
    """不动产登记，2023年5月22日."""
    name = source_name(source)
    return _("%(source)s，%(day)s") % {"source": name, "day": spoken_date(dated)} if dated else name
