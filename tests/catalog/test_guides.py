"""What people read: every item has a whole guide in Chinese; the three hand-made bundles have all of it in English too."""

import json
from importlib import resources

import pytest

from onewindow.catalog import packaged, provenance, questions
from onewindow.catalog.records import Text
from onewindow.core.terms import DocumentKey


@pytest.fixture(scope="module")
def city():
    return packaged.city()


def test_every_guide_says_who_how_where_and_what_it_costs(city):
    for item in city.items.values():
        guide = item.guide
        assert all((guide.summary.zh, guide.who.zh, guide.fee.zh, guide.where.zh, guide.phone, guide.basis)), item.code
        assert guide.conditions, item.code
        assert guide.how, item.code
        assert guide.questions, item.code
        assert len(guide.steps) >= (5 if item.terms.profile == "permit" else 3), item.code


def test_names_are_in_both_languages(city):
    for records in (city.items, city.bundles, city.documents, city.offices):
        for record in records.values():
            assert record.title.zh, record.code
            assert record.title.en, record.code


def test_every_material_says_why_it_is_needed(city):
    for item in city.items.values():
        for material in item.terms.materials:
            assert item.notes[material.key].why.zh, f"{item.code} {material.key}"


@pytest.mark.parametrize("bundle", ["E01", "E05", "C03"])
def test_hand_made_bundles_are_wholly_in_english_too(city, bundle):
    for code in city.bundle(bundle).items:
        body = json.loads((packaged.CITY / "items" / f"{code}.json").read_text())
        assert [words for words in _words(body) if not words.get("en")] == [], code


@pytest.mark.parametrize(("bundle", "fewest"), [("E01", 8), ("E05", 8), ("C03", 8)])
def test_hand_made_bundles_ask_real_questions_one_a_page(city, bundle, fewest):
    pages = questions.questions_for(city, city.codes_of(bundle))
    assert len(pages) >= fewest
    assert [page.decides for page in pages] == sorted((page.decides for page in pages), reverse=True)
    for page in pages:
        assert page.question.title.en, page.id
        assert page.question.group.en, page.id


def test_every_question_takes_its_own_choices_and_refuses_another_type(city):
    for question in city.questions.values():
        kind = question.schema["type"]
        for value, words in question.choices:
            assert questions.fits(question, [value] if kind == "array" else value), question.id
            assert words.en, question.id
        assert not questions.fits(question, {"not": "an answer"}), question.id


def test_the_distance_of_the_exhaust_is_asked_only_where_there_are_fumes(city):
    pages = questions.questions_for(city, city.codes_of("E05"))
    asked = {page.id for page in questions.pages_now(pages, {"has_fume": True})}
    assert "exhaust_distance" in asked
    assert "exhaust_distance" not in {page.id for page in questions.pages_now(pages, {"has_fume": False})}


def test_an_exhaust_too_near_to_a_home_breaks_a_rule_that_names_the_questions(city):
    assert questions.broken_rules(city, city.codes_of("E05"), {}) == ()
    broken = questions.broken_rules(city, city.codes_of("E05"), {"has_fume": True, "exhaust_distance": 3})
    assert [(rule.item, rule.questions) for rule in broken] == [("B07", ("exhaust_distance", "has_fume"))]
    assert questions.broken_rules(city, ["B01"], {"food_forms": ["hot", "cold"], "has_cold_room": False})


def test_an_item_that_reads_no_answer_asks_nothing(city):
    assert questions.questions_for(city, ["G08"]) == ()


def test_what_has_no_english_falls_back_to_chinese_and_says_so():
    text = Text("开店")
    assert (text.name("en"), text.language("en")) == ("开店", "zh")
    assert (Text("开店", "Open").name("en"), Text("开店", "Open").language("en")) == ("Open", "en")


def _words(part):
    if isinstance(part, dict):
        if part.get("zh"):
            yield part
        for inner in part.values():
            yield from _words(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _words(inner)


def test_the_guide_says_which_of_its_parts_are_illustrations(city):
    parts = {part.zh: (source.zh, illustrative) for part, source, illustrative in provenance.told(city.item("B01"))}
    assert parts["材料"] == ("示例", True)
    assert parts["征求意见的部门"] == ("示例", True)
    assert {source for source, _ in parts.values()} <= {"示例", "按法律条文", "按法律，条文没有逐字核对", "按公开目录"}


def test_documents_are_called_what_people_call_them(city):
    assert city.document_name(DocumentKey("PROPCERT", "seller", "old")) == "卖方的不动产权证书"
    assert city.document_name(DocumentKey("HK", "child", "new"), "en") == "The child's page in the household register"
    keys = {material.key for item in city.items.values() for material in item.terms.materials}
    keys |= {result.key for item in city.items.values() for result in item.terms.results}
    strange = [key for key in keys if key.holder not in ("applicant", "firm", "project") or key.edition == "old"]
    for key in strange:
        assert f"{key.holder}:{key.edition}" in city.documents[key.type].names, key


def test_departments_are_called_as_in_the_accounts(city):
    listed = json.loads((resources.files("onewindow.accounts") / "city.json").read_text("utf-8"))["departments"]
    names = {department["code"]: department for department in listed}
    for code, office in city.offices.items():
        assert names[code]["name"].endswith(office.title.zh)
        assert names[code]["name_en"] == office.title.en
