"""The demonstration city's items and bundles: what they need, in which order, how long it takes."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.catalog import conditions, packaged, questions
from onewindow.catalog.checking import uses
from onewindow.core.planner import plan
from onewindow.core.terms import DocumentKey, Need

SERIAL_DAYS = {
    "E01": 3, "E02": 129, "E03": 108, "E04": 23, "E05": 21, "E06": 8, "E07": 24, "E08": 6, "E09": 20,
    "C01": 11, "C02": 29, "C03": 2, "C04": 21, "C05": 16, "C06": 45, "C07": 45, "C08": 20,
}  # fmt: skip
ID = DocumentKey("ID")
ACCEPTANCE = Path(__file__).parents[3] / "shared" / "domain"


@pytest.fixture(scope="module")
def city():
    return packaged.city()


def planned(city, code, **answers):
    items = [city.terms(item) for item in city.codes_of(code)]
    return plan(items, answers=answers, condition=conditions.evaluate, held=[ID])


def test_the_city_has_all_items_and_bundles(city):
    assert len(city.items) == 120
    assert set(city.bundles) == set(SERIAL_DAYS)


@pytest.mark.parametrize("code", SERIAL_DAYS)
def test_every_bundle_is_free_of_deadlock_and_takes_its_promised_days_one_after_another(city, code):
    assert planned(city, code).serial_days == SERIAL_DAYS[code]


def test_serial_days_are_those_computed_from_the_national_sample(city):
    path = ACCEPTANCE / "bundles.json"
    if not path.exists():
        pytest.skip("the sample of bundles is not beside this checkout")
    for bundle in json.loads(path.read_text())["bundles"]:
        assert planned(city, bundle["id"]).serial_days == bundle["computed"]["promised_days_serial"]


def test_a_privately_funded_project_takes_51_days_side_by_side_instead_of_129(city):
    found = planned(city, "E02")
    assert (found.serial_days, found.critical_path_days) == (129, 51)


def test_a_restaurant_takes_10_days_in_two_waves_instead_of_21(city):
    found = planned(city, "E05")
    assert (found.serial_days, found.critical_path_days, len(found.waves)) == (21, 10, 2)
    assert found.critical_path == ("R01", "B06")


def test_a_restaurant_without_sewer_needs_no_sewer_licence_and_is_faster(city):
    found = planned(city, "E05", drains_to_sewer=False)
    assert "B06" not in found.items
    assert found.critical_path_days == 7


def test_the_sellers_certificate_is_not_the_buyers(city):
    sellers, buyers = DocumentKey("PROPCERT", "seller", "old"), DocumentKey("PROPCERT", "buyer", "new")
    transfer = city.terms("G22")
    assert sellers in [material.key for material in transfer.materials]
    assert [result.key for result in transfer.results] == [buyers]
    assert buyers in [material.key for material in city.terms("G23").materials]


def test_a_child_is_entered_in_the_parents_register_and_gets_a_page_of_its_own(city):
    entry = DocumentKey("HK", "child", "new")
    birth = city.terms("G03")
    assert DocumentKey("HK", "parents", "old") in [material.key for material in birth.materials]
    assert [result.key for result in birth.results] == [entry]
    assert ("G03", "G04") in {(edge.frm, edge.to) for edge in planned(city, "C01").edges}


def test_a_changed_licence_is_not_the_one_that_was_changed(city):
    change = city.terms("R02")
    assert DocumentKey("BL", "firm", "old") in [material.key for material in change.materials]
    assert [result.key for result in change.results] == [DocumentKey("BL", "firm", "new")]


def test_no_item_yields_what_it_needs(city):
    for item in city.items.values():
        needed = {material.key for material in item.terms.materials}
        assert not needed & {result.key for result in item.terms.results}, item.code


def test_no_payment_yields_a_bank_account(city):
    for code in ("G06", "G27", "G32", "G35", "G36"):
        assert all(result.key.type not in ("BANKCARD", "GJJOUT") for result in city.terms(code).results)


def test_public_and_private_projects_show_one_approval_or_the_other(city):
    for code in ("P04", "P05"):
        group = {material.key.type for material in city.terms(code).materials if material.group == "approval"}
        assert group == {"FILING", "FEAS"}
    assert ("P01", "P04") in {(edge.frm, edge.to) for edge in planned(city, "E02").edges}
    assert ("P02", "P04") in {(edge.frm, edge.to) for edge in planned(city, "E03").edges}


def test_a_survey_cannot_be_made_before_the_building_is_permitted(city):
    gates = [edge for edge in planned(city, "E02").edges if edge.gate]
    assert ("P16", "P20", "BUILD") in {(edge.frm, edge.to, edge.key.type) for edge in gates}


def test_every_conditional_material_has_a_condition_that_questions_answer(city):
    for item in city.items.values():
        for material in item.terms.materials:
            if material.need is Need.CONDITIONAL:
                assert conditions.names(material.condition or "") <= set(city.questions)


def test_no_question_is_asked_for_nothing(city):
    assert [question for question, places in uses(city).items() if not places] == []


def test_joint_acceptance_is_announced_and_four_departments_give_their_opinion(city):
    joint = city.bundle("E04").joint
    assert joint is not None
    assert joint.items == ("P24",)
    assert city.terms("P24").joint
    assert {review.department for review in city.terms("P24").reviews} == {
        "natural_resources",
        "housing",
        "civil_defence",
        "construction_archives",
    }


def test_a_restaurants_licence_asks_at_least_two_departments_and_says_that_this_is_an_illustration(city):
    item = city.item("B01")
    assert len(item.terms.reviews) >= 2
    assert item.illustrative_reviews == {"fire", "city_management"}
    assert item.is_illustrative


def test_an_entertainment_venue_must_have_a_hearing(city):
    assert city.terms("B16").hearing == "mandatory"
    assert city.terms("P11").hearing == "on_request"


def test_only_procedures_of_the_licensing_law_stop_the_clock(city):
    lawful = {"hearing", "bidding", "auction", "inspection", "testing", "test", "quarantine", "appraisal", "expert_review"}
    for item in city.items.values():
        assert set(item.terms.pausing) <= lawful
    assert city.terms("B06").pausing
    assert not city.terms("B01").pausing


@given(st.sampled_from(sorted(SERIAL_DAYS)), st.data())
def test_no_answers_make_a_bundle_wait_for_itself(code, data):
    city = packaged.city()
    answers = {}
    for page in questions.deciding(questions.questions_for(city, city.codes_of(code))):
        values = [value for value, _ in page.question.choices] or [0, 1, 40, 500]
        answers[page.id] = data.draw(st.sampled_from([None, *values]), label=page.id)
    found = planned(city, code, **answers)
    assert found.critical_path_days <= found.serial_days
    assert {want.key for want in found.asked}.isdisjoint(want.key for want in found.spared)
    assert set(found.items) == set(questions.codes_needed(city, city.codes_of(code), answers))
