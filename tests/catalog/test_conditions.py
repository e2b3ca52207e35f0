"""Conditions: what is unknown does not hold, one known part of an `or` is enough, and nothing that a person answers raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.catalog import conditions, packaged
from onewindow.catalog.checking import _expressions


@pytest.mark.parametrize(
    ("expression", "answers", "holds"),
    [
        ("by_agent == true", {}, False),
        ("by_agent == true", {"by_agent": True}, True),
        ("has_signboard != false", {}, True),
        ("has_signboard != false", {"has_signboard": False}, False),
        ("seats > 3", {}, False),
        ("seats > 3", {"seats": None}, False),
        ("seats > 3", {"seats": "many"}, False),
        ("seats > 3", {"seats": 4}, True),
        ("seats >= 50 or smoke == true", {"smoke": True}, True),
        ("(seats >= 50) or (area > 200 and smoke == true)", {"area": 300, "smoke": True}, True),
        ("seats >= 50 and smoke == true", {"smoke": True}, False),
        ("'cold' in food_forms", {}, False),
        ("'cold' in food_forms", {"food_forms": ["hot", "cold"]}, True),
        ("(seats ?? 1) > 0", {}, True),
        ("name == 'a or b' or seats > 3", {"name": "a or b"}, True),
        ("((seats > 3))", {}, False),
    ],
)
def test_missing_and_strange_answers_make_a_condition_false_where_they_matter(expression, answers, holds):
    assert conditions.evaluate(expression, answers) is holds


def test_a_condition_that_is_written_wrong_is_found_before_it_is_published():
    assert conditions.check("area >") is not None
    assert conditions.check("") is not None
    assert conditions.check("area > 3 and not (staff in [1, 2])") is None


def test_the_names_of_a_condition_are_the_answers_that_it_reads():
    assert conditions.names("not('cold' in (food_forms ?? [])) or has_cold_room != false") == {"food_forms", "has_cold_room"}
    assert conditions.names("len(items) > 2 and address.city == 'name'") == {"items", "address"}


_ANSWER = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.lists(st.text(max_size=4), max_size=3)
)
_EXPRESSIONS = sorted({expression for _, expression in _expressions(packaged.city())})


@given(st.sampled_from(_EXPRESSIONS), st.data())
def test_no_condition_of_the_city_raises_whatever_is_answered(expression, data):
    answers = data.draw(st.dictionaries(st.sampled_from(sorted(conditions.names(expression))), _ANSWER))
    assert conditions.evaluate(expression, answers) in (True, False)


@given(st.text(max_size=40))
def test_even_nonsense_is_false_and_never_raises(expression):
    assert conditions.evaluate(expression, {"a": 1}) in (True, False)
