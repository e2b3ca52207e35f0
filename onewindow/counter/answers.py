"""The questions of a filing on one page: what is known with its source, what was typed, what is still open. Not: how it looks."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from onewindow.catalog.questions import QuestionPage, fits, pages_now
from onewindow.catalog.records import Question
from onewindow.materials.wallet import Prefilled
from onewindow.pages.dates import spoken_date
from onewindow.pages.fields import Choice

LONGEST = 2000
NOTHING: Any = object()


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


def lang() -> str:
    return get_language() or "zh-hans"


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
    values = {page.id: value_of(page.question, typed[page.id]) for page in pages}
    fitting = {page.id: values[page.id] for page in pages if _is_fitting(page.question, values[page.id])}
    answers = _that_count(pages, fitting)
    asked = {page.id for page in pages_now(pages, answers)}
    lines = [
        _line(
            page.question,
            typed[page.id],
            fitting.get(page.id, NOTHING),
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


def value_of(question: Question, typed: Sequence[str]) -> Any:
    """What was typed as the value that the schema means; NOTHING where it cannot be one."""
    kind = kind_of(question)
    words = {form_value(value): value for value, _text in choices_of(question)}
    if kind == "choices":
        return [words[one] for one in typed if one in words]
    first = typed[0] if typed else ""
    if kind == "choice":
        return words.get(first, NOTHING)
    if kind == "number":
        return _number(first)
    return first if first or _is_fitting(question, "") else NOTHING


def choices_of(question: Question) -> Sequence[tuple[Any, str]]:
    """Values and words; a yes-or-no question without words of its own has 是 and 不是."""
    if question.choices:
        return [(value, text.name(lang())) for value, text in question.choices]
    return [(True, _("是")), (False, _("不是"))] if question.schema.get("type") == "boolean" else []


def form_value(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def spoken_answer(question: Question, value: Any) -> str:
    """The answer as it is read back: words of the choices, a number with its unit."""
    words = {form_value(one): text for one, text in choices_of(question)}
    if isinstance(value, list):
        return _("、").join(words.get(form_value(one), str(one)) for one in value)
    if words:
        return words.get(form_value(value), str(value))
    unit = f" {question.unit.name(lang())}" if question.unit else ""
    return f"{value}{unit}" if value not in ("", None) else "—"


def source_words(source: str, dated: date | None) -> str:
    """不动产登记，2023年5月22日."""
    name = _(source) if source else _("部门共享数据")
    return _("%(source)s，%(day)s") % {"source": name, "day": spoken_date(dated)} if dated else name


def _typed(question: Question, posted: QueryDict | None, known: Prefilled | None) -> tuple[str, ...]:
    if posted is None or f"has-{question.id}" not in posted:
        return _as_typed(known.value) if known is not None else ()
    found = [one.replace("\x00", "").strip()[:LONGEST] for one in posted.getlist(question.id)[:50]]
    return tuple(one for one in found if one)


def _as_typed(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(form_value(one) for one in value) if isinstance(value, list) else (form_value(value),)


def _is_fitting(question: Question, value: Any) -> bool:
    return value is not NOTHING and fits(question, value)


def _number(typed: str) -> Any:
    """A number as people type it: full-width digits and signs, thousands with commas."""
    plain = unicodedata.normalize("NFKC", typed).replace(",", "").replace("。", ".").replace(" ", "")
    if not plain or len(plain) > 30 or any(letter not in "0123456789.-+" for letter in plain):
        return NOTHING
    try:
        number = float(plain)
    except ValueError:
        return NOTHING
    if not math.isfinite(number):
        return NOTHING
    return int(number) if number.is_integer() else number


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
    kind = kind_of(question)
    is_filled = value is not NOTHING
    is_known = is_filled and known is not None and value == known.value
    wrong = is_asked and not is_filled and (bool(typed) or complain)
    return Line(
        id=question.id,
        label=question.title.name(lang()),
        hint=question.hint.name(lang()),
        kind=kind,
        unit=question.unit.name(lang()) if question.unit else "",
        typed=typed,
        spoken=spoken_answer(question, value) if is_filled else "",
        source=source_words(known.source, None) if is_known and known else "",
        dated=known.dated if is_known and known else None,
        choices=tuple(Choice(form_value(one), text, chosen=form_value(one) in typed) for one, text in choices_of(question)),
        error=_error(question, kind, typed) if wrong else "",
        is_asked=is_asked,
        is_filled=is_filled,
        is_folded=is_known and not unfold,
    )


def _error(question: Question, kind: str, typed: tuple[str, ...]) -> str:
    if kind == "choice":
        return _("请选一项")
    if kind == "choices":
        return _("请至少选一项")
    if not typed:
        return _("请填这一栏，不能空着")
    if kind == "number":
        return _number_error(question, typed[0])
    low, high = _limit(question, "minLength", 0), _limit(question, "maxLength", LONGEST)
    if len(typed[0]) < low:
        return _("太短了，至少写 %(low)s 个字") % {"low": low}
    return _("太长了，最多写 %(high)s 个字") % {"high": high} if len(typed[0]) > high else _("写法不对，请照提示再看一下")


def _number_error(question: Question, typed: str) -> str:
    unit = question.unit.name(lang()) if question.unit else ""
    value = _number(typed)
    if value is NOTHING:
        return _("请填数字，单位是%(unit)s") % {"unit": unit} if unit else _("请填数字")
    if question.schema.get("type") == "integer" and not isinstance(value, int):
        return _("请填整数")
    low, high = question.schema.get("minimum"), question.schema.get("maximum")
    return (
        _("请填 %(low)s 到 %(high)s 之间的数") % {"low": low, "high": high}
        if low is not None and high is not None
        else _("这个数不对")
    )


def _limit(question: Question, name: str, default: int) -> int:
    found = question.schema.get(name)
    return found if isinstance(found, int) else default
