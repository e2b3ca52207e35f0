"""`onewindow plan` and `onewindow clock` answer without a database, and say clearly what is wrong with bad input."""

import json

import pytest

from onewindow.cli.main import main

WORKDAY_CLOCK = [
    ("2025-09-26", 5, "2025-10-10"),
    ("2026-02-09", 5, "2026-02-14"),
    ("2026-02-09", 20, "2026-03-13"),
    ("2026-09-23", 20, "2026-10-28"),
    ("2026-04-30", 10, "2026-05-18"),
]


def answer(capsys, *arguments):
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def told(capsys, *arguments):
    """What goes wrong: the exit code and what is printed about it."""
    try:
        code = main(list(arguments))
    except SystemExit as stop:
        code = stop.code
    return code, capsys.readouterr().err


def clock(capsys, start, days, *more):
    return answer(capsys, "clock", "--start", start, "--days", str(days), *more)


@pytest.mark.parametrize(("start", "days", "due"), WORKDAY_CLOCK)
def test_working_days_end_where_the_vectors_say(capsys, start, days, due):
    assert clock(capsys, start, days, "--unit", "workday")["due_on"] == due


def test_no_days_is_due_the_same_day(capsys):
    assert clock(capsys, "2026-02-21", 0)["due_on"] == "2026-02-21"


def test_both_ends_of_a_pause_are_not_counted_and_an_extension_adds(capsys):
    assert clock(capsys, "2026-03-02", 5)["due_on"] == "2026-03-09"
    assert clock(capsys, "2026-03-02", 5, "--pause", "2026-03-04:2026-03-05")["due_on"] == "2026-03-11"
    assert clock(capsys, "2026-03-02", 5, "--extend", "3")["due_on"] == "2026-03-12"


def test_calendar_days_that_end_on_a_rest_day_move_to_the_next_working_day(capsys):
    found = clock(capsys, "2026-04-01", 30, "--unit", "calendar_day")
    assert found["due_on"] == "2026-05-06"
    assert any("第二百零三条" in line for line in found["explanation"])


def test_beyond_the_announced_years_the_day_is_provisional(capsys):
    assert clock(capsys, "2026-12-28", 20)["provisional"]
    assert not clock(capsys, "2026-03-02", 20)["provisional"]


def test_every_day_is_explained_by_exactly_one_span(capsys):
    found = clock(capsys, "2026-02-09", 20, "--pause", "2026-02-25:2026-02-27")
    for earlier, later in zip(found["spans"], found["spans"][1:], strict=False):
        assert earlier["until"] < later["since"]
    assert found["spans"][0]["since"] == "2026-02-09"
    assert found["spans"][-1]["until"] == found["due_on"]


def test_the_explanation_is_chinese_and_english_when_asked(capsys, monkeypatch):
    monkeypatch.delenv("LANG", raising=False)
    monkeypatch.delenv("LC_ALL", raising=False)
    assert clock(capsys, "2026-02-09", 5)["explanation"][-1] == "2026年2月14日（周六）到期"
    assert clock(capsys, "2026-02-09", 5, "--english")["explanation"][-1] == "Due on Sat 2026-02-14"


@pytest.mark.parametrize(
    "wrong",
    [
        ["--start", "9 February", "--days", "5"],
        ["--start", "2026-02-09", "--days", "-1"],
        ["--start", "2026-02-09", "--days", "five"],
        ["--start", "2026-02-09", "--days", "5", "--unit", "week"],
        ["--start", "2026-02-09", "--days", "5", "--pause", "2026-02-10"],
        ["--start", "2026-02-09", "--days", "5", "--pause", "2026-02-12:2026-02-10"],
        ["--start", "2026-02-09", "--days", "9", "--pause", "2026-02-10:2026-02-12", "--pause", "2026-02-12:2026-02-13"],
        ["--start", "2019-02-09", "--days", "5"],
        ["--start", "2026-02-09", "--days", "99999999999"],
        ["--start", "2026-02-09", "--days", "99999999999", "--unit", "calendar_day"],
        ["--days", "5"],
    ],
)
def test_what_cannot_be_counted_is_refused_with_a_message(capsys, wrong):
    code, message = told(capsys, "clock", *wrong)
    assert code != 0
    assert message.strip()
    assert "Traceback" not in message


def test_a_bundle_is_planned_for_somebody_who_holds_only_an_identity_card(capsys):
    found = answer(capsys, "plan", "E02")
    assert (found["serial_days"], found["critical_path_days"]) == (129, 51)
    found = answer(capsys, "plan", "E05")
    assert (found["serial_days"], found["critical_path_days"], len(found["waves"])) == (21, 10, 2)
    asked, spared = {want["document"] for want in found["asked"]}, {want["document"]: want for want in found["spared"]}
    assert "LAYOUT:firm:new" in asked
    assert spared["ID:applicant:new"]["how"] == "held"
    assert (spared["BL:firm:new"]["how"], spared["BL:firm:new"]["by"]) == ("yielded", "R01")
    assert all(want["why"] and want["name"] and want["items"] for want in [*found["asked"], *found["spared"]])


def test_one_item_is_planned_too(capsys):
    found = answer(capsys, "plan", "B01")
    assert (found["serial_days"], found["waves"]) == (7, [["B01"]])


def test_answers_decide_what_applies(capsys, tmp_path):
    answers = tmp_path / "answers.json"
    answers.write_text('{"by_agent": true, "has_signboard": false}')
    found = answer(capsys, "plan", "E05", "--answers", str(answers))
    assert found["not_needed"] == ["B05"]
    assert "POA:applicant:new" in {want["document"] for want in found["asked"]}


@pytest.mark.parametrize("content", ["{", "[1]", '{"nobody_asks": 1}'])
def test_answers_that_are_none_are_refused_with_a_message(capsys, tmp_path, content):
    answers = tmp_path / "answers.json"
    answers.write_text(content)
    assert told(capsys, "plan", "E05", "--answers", str(answers))[0] == 1


def test_an_unknown_code_names_what_there_is(capsys):
    code, message = told(capsys, "plan", "E55")
    assert code == 1
    assert "E05" in message
    assert told(capsys, "plan", "E05", "--answers", "nowhere.json")[0] == 1
