"""What is asked for and what is spared: each document once, with its source and date, never one that has expired."""

from datetime import date

import pytest

from onewindow.core.terms import DocumentKey, ItemTerms, Material, Need, Yield
from onewindow.core.terms import Source as MadeBy
from onewindow.materials import resolver, sources
from onewindow.materials.resolver import keys_by, resolve
from onewindow.materials.sources import Found, Owner
from onewindow.materials.wallet import keep_document

pytestmark = pytest.mark.both_databases


def key(text):
    return DocumentKey.parse(text)


def item(code, *materials, yields=(), condition=None):
    results = tuple(Yield(key(one)) for one in yields)
    return ItemTerms(code, code, "permit", "market", materials=materials, results=results, condition=condition)


def needs(text, **more):
    return Material(key(text), **more)


def holds(expression, answers):
    return bool(answers.get(expression))


@pytest.fixture
def resolved(li_na, at):
    def resolve_them(*items, owner=li_na, answers=None, moment=at):
        found = resolve(items, owner=owner, answers=answers or {}, at=moment, condition=holds)
        return {str(one.key): one for one in found}

    return resolve_them


def test_each_document_is_asked_for_once_however_many_items_need_it(resolved):
    found = resolved(item("B01", needs("LAYOUT"), needs("RULES")), item("B04", needs("LAYOUT")))
    assert list(found) == ["LAYOUT:applicant:new", "RULES:applicant:new"]
    assert found["LAYOUT:applicant:new"].items == ("B01", "B04")
    assert found["LAYOUT:applicant:new"].how == "asked"


def test_what_is_in_the_wallet_is_not_asked_for_and_its_source_and_date_are_said(resolved):
    house = resolved(item("R01", needs("HOUSE")))["HOUSE:applicant:new"]
    assert (house.how, house.source, house.dated) == ("held", "不动产登记", date(2023, 5, 22))
    assert house.is_spared


def test_what_a_register_has_is_shared_where_the_catalogue_allows_it(resolved):
    shared = resolved(item("B04", needs("FIREACC", shared=True)))["FIREACC:applicant:new"]
    assert (shared.how, shared.source, shared.dated) == ("shared", "建设工程消防验收备案库", date(2024, 11, 6))
    assert resolved(item("B04", needs("FIREACC")))["FIREACC:applicant:new"].how == "asked"


def test_what_the_city_should_have_and_does_not_is_asked_for_and_says_so(resolved, zhou_ping):
    missing = resolved(item("B04", needs("FIREACC", shared=True)), owner=zhou_ping)["FIREACC:applicant:new"]
    assert (missing.how, missing.doubt) == ("asked", "missing")


def test_an_expired_document_is_not_used_and_says_so(resolved):
    health = resolved(item("B01", needs("HEALTH", shared=True)))["HEALTH:applicant:new"]
    assert (health.how, health.doubt) == ("asked", "expired")
    assert health.found.valid_until == date(2025, 2, 28)


def test_the_last_day_of_validity_still_counts(resolved, at):
    last_day = at.replace(year=2025, month=2, day=28)
    assert resolved(item("B01", needs("HEALTH")), moment=last_day)["HEALTH:applicant:new"].how == "held"
    # 16:00 UTC is midnight here: the next day has begun.
    assert resolved(item("B01", needs("HEALTH")), moment=last_day.replace(hour=16))["HEALTH:applicant:new"].how == "asked"


def test_a_valid_document_is_taken_before_an_expired_one(resolved, li_na, at):
    keep_document(owner=li_na, document_type="HEALTH", source="x", number="2", valid_until=date(2027, 1, 1), at=at)
    assert resolved(item("B01", needs("HEALTH")))["HEALTH:applicant:new"].how == "held"


def test_what_an_item_of_the_same_application_yields_is_not_asked_for(resolved):
    found = resolved(item("R01", needs("HOUSE"), yields=["BL:firm"]), item("B01", needs("BL:firm", shared=True)))
    assert (found["BL:firm:new"].how, found["BL:firm:new"].by) == ("yielded", "R01")


def test_an_item_does_not_yield_to_itself(resolved):
    found = resolved(item("G37", needs("LICENCE"), yields=["LICENCE"]))
    assert found["LICENCE:applicant:new"].how == "asked"


def test_what_the_system_writes_and_what_arises_in_the_process_is_not_asked_for(resolved):
    found = resolved(item("B01", needs("FORM", generated=True), needs("SCOPE", source=MadeBy.PROCESS)))
    assert (found["FORM:applicant:new"].how, found["SCOPE:applicant:new"].how) == ("generated", "shared")


def test_a_conditional_document_and_a_conditional_item_count_only_when_the_answers_say_so(resolved):
    trade = item("B06", needs("WATERTEST", need=Need.CONDITIONAL, condition="drains"))
    sign = item("B05", needs("SIGNPIC"), condition="has_sign")
    assert resolved(trade, sign) == {}
    assert list(resolved(trade, sign, answers={"drains": True})) == ["WATERTEST:applicant:new"]
    assert list(resolved(trade, sign, answers={"has_sign": True})) == ["SIGNPIC:applicant:new"]


def test_a_document_that_one_item_requires_and_another_tolerates_is_required(resolved):
    found = resolved(item("A", needs("LAYOUT", need=Need.TOLERABLE)), item("B", needs("LAYOUT")))
    assert found["LAYOUT:applicant:new"].need is Need.REQUIRED


def test_of_alternatives_the_one_at_hand_is_taken_and_the_others_are_not_asked_for(resolved):
    found = resolved(item("G10", needs("LEASE", group="home"), needs("HOUSE", group="home"), needs("RESPROOF", group="home")))
    assert [(name, one.how) for name, one in found.items()] == [("HOUSE:applicant:new", "held")]


def test_of_alternatives_of_which_none_is_at_hand_all_are_offered(resolved):
    found = resolved(item("G10", needs("LEASE", group="home"), needs("RESPROOF", group="home")))
    assert {(one.how, one.group) for one in found.values()} == {("asked", "home")}
    assert len(found) == 2


def test_an_alternative_that_is_needed_anyway_is_enough(resolved):
    found = resolved(item("G10", needs("LEASE", group="home"), needs("RESPROOF", group="home")), item("G13", needs("LEASE")))
    assert list(found) == ["LEASE:applicant:new"]
    assert found["LEASE:applicant:new"].items == ("G10", "G13")
    assert found["LEASE:applicant:new"].group is None


def test_ones_own_document_is_not_somebody_elses(resolved, li_na, at):
    assert resolved(item("G22", needs("ID:seller")))["ID:seller:new"].how == "asked"
    keep_document(owner=li_na, document_type="ID", holder="seller", source="电子证照库", number="s", at=at)
    assert resolved(item("G22", needs("ID:seller")))["ID:seller:new"].how == "held"


def test_nobody_is_served_from_another_persons_wallet_or_register(resolved, zhou_ping):
    found = resolved(item("R01", needs("HOUSE", shared=True), needs("MARR", shared=True)), owner=zhou_ping)
    assert {one.how for one in found.values()} == {"asked"}


def test_a_firm_has_its_own_wallet_and_register(city, resolved):
    from onewindow.accounts.models import Organisation

    firm = Organisation.objects.get(name="云陵市云上餐饮有限公司")
    found = resolved(item("B01", needs("BL:firm", shared=True), needs("HOUSE")), owner=Owner.organisation(firm.pk))
    assert [one.how for one in found.values()] == ["shared", "asked"]


def test_a_door_may_register_a_further_source(resolved, monkeypatch):
    class Bank:
        name = "银行"

        def find(self, owner, keys, at):
            return {one: Found("shared", self.name, "b-1") for one in keys if one.type == "BANKACC"}

    monkeypatch.setattr(resolver, "shared_sources", [*sources.shared_sources, Bank()])
    found = resolved(item("Q13", needs("BANKACC", shared=True)))
    assert (found["BANKACC:applicant:new"].how, found["BANKACC:applicant:new"].source) == ("shared", "银行")


def test_the_planner_is_told_what_is_held(li_na, at):
    found = resolve([item("R01", needs("HOUSE"), needs("LAYOUT"))], owner=li_na, answers={}, at=at, condition=holds)
    assert keys_by(found, "held") == {key("HOUSE")}


def test_resolving_asks_the_database_a_fixed_number_of_times(li_na, at, django_assert_max_num_queries):
    items = [item(f"I{number}", *(needs(f"T{number}{letter}", shared=True) for letter in "ABCDE")) for number in range(10)]
    with django_assert_max_num_queries(3):
        resolve(items, owner=li_na, answers={}, at=at, condition=holds)


def test_what_is_resolved_shows_no_number_and_no_fact(li_na, at):
    shown = repr(resolve([item("R01", needs("HOUSE"), needs("ID"))], owner=li_na, answers={}, at=at, condition=holds))
    for secret in ("李娜", "9901001992", "0018623", "东市街"):
        assert secret not in shown
