"""One application becomes one case with numbered parts, once."""

import pytest

from onewindow.cases import services
from onewindow.cases.change import KeyUsedForAnotherCommand, NoSuchKey
from onewindow.cases.models import Case, Counter, Form, Part
from onewindow.cases.submission import item_versions
from onewindow.catalog import demonstration
from onewindow.core import rules
from onewindow.ledger.models import Event
from tests.cases.bundle import AFTER_THE_LICENCE, CODES, MONDAY, application, apply, kinds, load, status
from tests.cast import LI_NA, WANG_QIANG, ZHOU_PING

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def catalogue():
    load()


def submit(found, *, actor=LI_NA, key="key"):
    return services.submit_application(found, actor=actor, at=MONDAY, key=key)


def test_a_bundle_is_one_case_with_a_part_for_each_item():
    parts = apply()
    assert set(parts) == set(CODES)
    assert Case.objects.get().bundle == "E05"
    assert {code for code, part in parts.items() if status(part) == "waiting"} == set(AFTER_THE_LICENCE)
    assert kinds(parts["R01"]) == ["ApplicationFiled", "ApplicationReceived"]
    assert kinds(parts["B01"]) == ["ApplicationFiled"]


def test_answers_leave_items_out():
    assert set(apply(answers={"has_signboard": False, "has_fume": False})) == set(CODES) - {"B05", "B07"}


def test_answers_that_leave_nothing_are_refused():
    with pytest.raises(rules.NothingToApplyFor):
        apply("B05", answers={"has_signboard": False})
    assert not Case.objects.exists()


def test_an_item_outside_the_catalogue_is_refused_by_name():
    demonstration.load(MONDAY)
    assert [one.terms.code for one in item_versions(["B01"], MONDAY)] == ["B01"]
    with pytest.raises(rules.UnknownItem) as refused:
        item_versions(["B01", "X99"], MONDAY)
    assert refused.value.facts == {"items": ("X99",)}


def test_the_same_key_is_the_same_case():
    first = submit(application())
    again = submit(application())
    assert (again.stream_id, again.seq) == (first.stream_id, first.seq)
    assert again.repeated
    assert Case.objects.count() == 1
    assert Event.objects.filter(kind="ApplicationSubmitted").count() == 1


def test_the_same_key_with_another_application_is_refused():
    submit(application())
    with pytest.raises(KeyUsedForAnotherCommand):
        submit(application("R01"))
    with pytest.raises(KeyUsedForAnotherCommand):
        submit(application(answers={"shop_name": "另一家"}))
    assert Case.objects.count() == 1


def test_another_person_s_key_is_not_found():
    submit(application())
    with pytest.raises(NoSuchKey):
        submit(application(applicant=ZHOU_PING), actor=ZHOU_PING)


def test_a_stranger_applies_for_nobody_else():
    with pytest.raises(rules.NotTheApplicant):
        submit(application(), actor=ZHOU_PING)
    assert not Case.objects.exists()
    assert not Form.objects.exists()


def test_the_clerk_applies_for_the_person_in_front_of_him():
    assert submit(application(), actor=WANG_QIANG)
    assert Case.objects.get().applicant == LI_NA.id


def test_a_part_is_numbered_by_item_day_and_serial():
    first, second = apply("R01"), apply("R01")
    numbers = [Part.objects.get(pk=part["R01"]).number for part in (first, second)]
    assert [number[-12:] for number in numbers] == ["202603020001", "202603020002"]
    assert {len(number) for number in numbers} == {43}
    assert sorted(Case.objects.values_list("number", flat=True)) == ["YL202603020001", "YL202603020002"]


def test_a_serial_grows_wider_after_9999_and_stays_unique():
    apply("R01")
    Counter.objects.update(last=9998)
    numbers = [Part.objects.get(pk=apply("R01")["R01"]).number for _ in range(3)]
    assert [number[39:] for number in numbers] == ["9999", "10000", "10001"]
    assert [len(number) for number in numbers] == [43, 44, 44]
    assert Case.objects.filter(number__in=["YL2026030210000", "YL202603029999"]).count() == 2


def test_each_item_and_day_counts_for_itself():
    apply("R01")
    found = apply("B21")
    assert Part.objects.get(pk=found["B21"]).number.endswith("0001")
    later = apply("R01", at=MONDAY.replace(day=3))
    assert Part.objects.get(pk=later["R01"]).number.endswith("202603030001")
