"""What people type as an answer, the same at every door."""

import pytest
from django.utils import translation

from onewindow.catalog.records import Question, Text
from onewindow.pages import answers


def question(schema: dict[str, object], **more: object) -> Question:
    return Question("asked", Text("问什么？", "What?"), Text("什么", "What"), Text("", ""), schema, **more)  # type: ignore[arg-type]


AREA = question({"type": "number", "minimum": 1, "maximum": 5000}, unit=Text("平方米", "square metres"))
SEATS = question({"type": "integer"})
OPEN = question({"type": "boolean"})
FOODS = question(
    {"type": "array", "items": {"enum": ["hot", "cold"]}, "minItems": 1},
    choices=(("hot", Text("热食", "Hot food")), ("cold", Text("冷食", "Cold food"))),
)
NAME = question({"type": "string", "minLength": 2, "maxLength": 30})


@pytest.mark.parametrize("typed", ["1,200", "1，200", "１２００", " 1200 ", "\u30001200", "1200。0"])
def test_a_number_is_read_as_people_type_it(typed: str) -> None:
    assert answers.number_of(typed) == 1200


@pytest.mark.parametrize("typed", ["", "十", "10²", "1e9", "①", "1" * 31, "--1"])
def test_what_is_no_number_is_not_made_one(typed: str) -> None:
    assert answers.number_of(typed) is answers.MISSING


@pytest.mark.parametrize(
    ("asked", "typed", "error"),
    [
        (AREA, (), "请填这一栏，不能空着"),
        (AREA, ("大",), "请填数字，单位是平方米"),
        (AREA, ("9999",), "请填 1 到 5000 之间的数"),
        (AREA, ("60",), ""),
        (SEATS, ("2.5",), "请填整数"),
        (OPEN, (), "请选一项"),
        (OPEN, ("maybe",), "请从列出的里面选"),
        (OPEN, ("no",), ""),
        (FOODS, (), "请至少选一项"),
        (FOODS, ("hot", "raw"), "请从列出的里面选"),
        (FOODS, ("hot", "cold"), ""),
        (NAME, ("禾",), "太短了，至少写 2 个字"),
        (NAME, ("禾" * 31,), "太长了，最多写 30 个字"),
        (NAME, ("禾味小馆",), ""),
    ],
)
def test_what_was_typed_wrongly_is_said_in_a_sentence(asked: Question, typed: tuple[str, ...], error: str) -> None:
    assert answers.error_of(asked, typed, wrong_number="不对") == error


@pytest.mark.parametrize(
    ("asked", "value", "spoken"),
    [(AREA, 60, "60 平方米"), (OPEN, False, "不是"), (FOODS, ["hot", "cold"], "热食、冷食"), (NAME, "", "—"), (AREA, None, "—")],
)
def test_an_answer_is_read_back_in_words(asked: Question, value: object, spoken: str) -> None:
    assert answers.spoken_answer(asked, value) == spoken


def test_an_answer_is_read_back_in_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert answers.spoken_answer(FOODS, ["hot"]) == "Hot food"


@pytest.mark.parametrize(("asked", "value"), [(AREA, 60), (OPEN, True), (FOODS, ["cold"]), (NAME, "禾味小馆")])
def test_a_known_value_comes_back_as_it_went(asked: Question, value: object) -> None:
    assert answers.value_of(asked, answers.typed_of(value)) == value
