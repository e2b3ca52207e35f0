"""Who is found at the counter, who may sit there, and that nonsense is answered in words."""

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.accounts.models import Person
from onewindow.ledger.ids import new_id
from tests.counter.conftest import LI_NA_NUMBER, Counter


def test_a_wrong_number_is_told_plainly_and_kept(counter: Counter) -> None:
    answer = counter.client.post(reverse("counter:look_up"), {"number": LI_NA_NUMBER[:-1] + "0"})
    assert answer.status_code == 422
    assert "最后一位对不上" in answer.content.decode()
    assert LI_NA_NUMBER[:-1] + "0" in answer.content.decode()


def test_a_firm_is_found_by_its_credit_code(counter: Counter) -> None:
    answer = counter.client.post(reverse("counter:look_up"), {"number": "91990100MA00YL0180"})
    assert "firm=" in answer.url


def test_somebody_new_is_registered_and_stands_in_front(counter: Counter) -> None:
    number = "990100200001010017"
    asked = counter.client.post(reverse("counter:look_up"), {"number": _true(number)})
    assert "第一次来" in asked.content.decode()
    assert counter.client.post(reverse("counter:register"), {"number": _true(number), "name": ""}).status_code == 422
    done = counter.client.post(reverse("counter:register"), {"number": _true(number), "name": "钱多", "phone": "13800000099"})
    assert done.status_code == 302
    assert Person.by_id_number(_true(number)).name == "钱多"


def _true(number: str) -> str:
    from stdnum.cn import ric

    return number[:-1] + ric.calc_check_digit(number[:-1] + "0")


def test_names_and_numbers_are_masked_on_the_counters_screen(counter: Counter) -> None:
    page = counter.desk(person=counter.lina).content.decode()
    assert "李*" in page
    assert "李娜" not in page
    assert LI_NA_NUMBER not in page


@pytest.mark.parametrize("username", ["lina", "zhouping", "chentao", "hejing", "sunli", "wuhao", "zhengjie"])
def test_nobody_but_a_clerk_sits_at_the_counter(counter: Counter, log_in: object, username: str) -> None:
    part = counter.file()
    client: Client = log_in(username)  # type: ignore[operator]
    for name, arguments in (
        ("desk", []),
        ("hits", []),
        ("part", [part.pk]),
        ("papers", [part.case_id]),
        ("paper", [1]),
        ("scan", ["x"]),
    ):
        assert client.get(reverse(f"counter:{name}", args=arguments)).status_code == 403
    for name, arguments in (("filing", []), ("look_up", []), ("register", []), ("act", [part.pk])):
        assert client.post(reverse(f"counter:{name}", args=arguments)).status_code == 403


NONSENSE = ["", "x" * 5000, "\x00", "<script>alert(1)</script>", "'; DROP TABLE--", "９" * 40, "🙂", "../../etc/passwd", "-1"]


@pytest.mark.parametrize("junk", NONSENSE)
def test_nonsense_is_answered_and_never_an_error_of_ours(counter: Counter, junk: str) -> None:
    part = counter.file()
    names = (
        "number",
        "name",
        "phone",
        "person",
        "firm",
        "item",
        "key",
        "act",
        "panel",
        "defect",
        "kept",
        "why:x",
        "ground",
        "reason",
    )
    names += (
        "competent",
        "promise",
        "agreed",
        "way",
        "receiver",
        "shown_in",
        "shop_area",
        "has-shop_area",
        "food_forms",
        "unfold",
        "refused_item",
    )
    junk_form = dict.fromkeys(names, junk)
    acts = ("accept", "tolerate", "correct", "refuse", "deliver", "withdraw", "supply", "check", junk)
    posts = [
        (reverse("counter:look_up"), junk_form),
        (reverse("counter:register"), junk_form),
        (reverse("counter:filing"), junk_form),
    ]
    for act in acts:
        posts.append(
            (
                reverse("counter:filing"),
                {**junk_form, "person": counter.lina, "firm": "", "item": "B01", "act": act, "panel": act},
            )
        )
        posts.append((reverse("counter:act", args=[part.pk]), {**junk_form, "act": act}))
        posts.append((reverse("counter:act", args=[part.pk]), {**junk_form, "act": act, "panel": act, "key": new_id()}))
    for url, form in posts:
        assert counter.client.post(url, form).status_code in (200, 302, 422), (url, form["act"])
    for url in (reverse("counter:desk"), reverse("counter:hits"), reverse("counter:part", args=[part.pk])):
        query = dict.fromkeys(("q", "person", "firm", "item", "after", "panel", "look"), junk)
        assert counter.client.get(url, query).status_code == 200


def test_a_file_under_a_nonsense_key_is_left_out(counter: Counter) -> None:
    answer = counter.press("check", scans=("no-such-document", "a:b:c:d:e", ""))
    assert answer.status_code == 200


def test_an_unknown_part_case_paper_or_scan_is_not_found(counter: Counter) -> None:
    for name, arguments in (("part", ["x"]), ("papers", ["x"]), ("paper", [99]), ("scan", ["x"]), ("material", ["x", "y"])):
        assert counter.client.get(reverse(f"counter:{name}", args=arguments)).status_code == 404
    assert counter.desk(done="nothing").status_code == 404
