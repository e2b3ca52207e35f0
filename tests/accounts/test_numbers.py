"""ID numbers and credit codes: one spelling, and plain words about what is wrong."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.accounts.demonstration import invented_id_number
from onewindow.accounts.masking import mask_name, mask_number, mask_phone
from onewindow.accounts.numbers import NumberFault, NumberRefused, born_on, check_credit_code, check_id_number, hash_id_number

LI_NA = invented_id_number(date(1992, 3, 15), 284)


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",
        "11010519491231002x",
        " 110105 19491231 002X ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105-19491231-002X",
    ],
)
def test_every_spelling_of_an_id_number_is_one_number(number):
    assert check_id_number(number) == "11010519491231002X"
    assert hash_id_number(number) == hash_id_number("11010519491231002X")


@pytest.mark.parametrize(
    ("number", "fault", "words"),
    [
        ("", NumberFault.MISSING, "请填身份证号码"),
        ("1101051949123100", NumberFault.LENGTH, "16 位"),
        ("1101051949123100XX", NumberFault.CHARACTERS, "前 17 位"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", NumberFault.CHARACTERS, "前 17 位"),
        ("11010519491331002X", NumberFault.BIRTH_DATE, "出生日期"),
        ("11010520230229002X", NumberFault.BIRTH_DATE, "出生日期"),
        ("000105194912310028", NumberFault.REGION, "地区"),
        ("110105194912310021", NumberFault.CHECK_CHARACTER, "有一位不对"),
    ],
)
def test_wrong_digits_are_told_plainly_and_not_repeated(number, fault, words):
    with pytest.raises(NumberRefused) as refused:
        check_id_number(number)
    assert refused.value.fault is fault
    assert words in refused.value.text
    if number:
        assert number not in repr(refused.value) + refused.value.text


def test_nobody_is_born_tomorrow():
    number = invented_id_number(date(2026, 4, 2), 1)
    with pytest.raises(NumberRefused):
        check_id_number(number, on=date(2026, 4, 1))
    assert check_id_number(number, on=date(2026, 4, 2)) == number


def test_invented_people_live_in_the_invented_region_and_residents_of_the_special_regions_are_known():
    assert check_id_number(LI_NA) == LI_NA
    assert LI_NA.startswith("990100")
    assert born_on(LI_NA) == date(1992, 3, 15)
    with pytest.raises(NumberRefused) as refused:
        check_id_number("810000199001010010")
    assert refused.value.fault is NumberFault.CHECK_CHARACTER


@given(st.integers(0, 17), st.integers(0, 9))
def test_one_wrong_digit_is_always_found(position, digit):
    changed = LI_NA[:position] + str(digit) + LI_NA[position + 1 :]
    if changed != LI_NA:
        with pytest.raises(NumberRefused):
            check_id_number(changed)


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_is_refused(text):
    for check in (check_id_number, check_credit_code):
        with suppress(NumberRefused):
            assert len(check(text)) == 18


@pytest.mark.parametrize(
    "code", ["91110000600037341L", "11100000000013338W", "11370800004234373R", "12441500196720244T", "91110000 600037341l"]
)
def test_a_true_credit_code_is_taken(code):
    assert check_credit_code(code).startswith(code[:8])


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("", NumberFault.MISSING),
        ("9111", NumberFault.LENGTH),
        ("9111000060003734IL", NumberFault.CHARACTERS),
        ("91110000600037341M", NumberFault.CHECK_CHARACTER),
    ],
)
def test_a_false_credit_code_is_told_plainly(code, fault):
    with pytest.raises(NumberRefused) as refused:
        check_credit_code(code)
    assert refused.value.fault is fault
    assert refused.value.text


@pytest.mark.parametrize(
    ("name", "masked"),
    [("李娜", "李*"), ("欧阳小红", "欧阳**"), ("欧阳", "欧*"), ("李", "李*"), ("古丽巴哈尔", "古****"), ("", "")],
)
def test_a_masked_name_keeps_the_surname_only(name, masked):
    assert mask_name(name) == masked


def test_a_masked_number_keeps_six_and_four_and_a_short_one_nothing():
    assert mask_number("990100199203152844") == "990100********2844"
    assert mask_number("1234567890") == "**********"
    assert mask_phone("13800000012") == "138****0012"
    assert mask_number("") == mask_phone("") == ""
