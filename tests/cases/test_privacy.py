"""What people are called, their numbers and what they wrote are in no event, no snapshot and no other row in the clear."""

import json

import pytest
from django.db import connection

from onewindow.cases import services
from onewindow.cases.change import state_of
from onewindow.cases.models import Form, Words
from onewindow.cases.words import commit, read_words
from onewindow.core.commands import Defect, Given
from onewindow.core.terms import DocumentKey
from onewindow.ledger.ids import new_id
from onewindow.ledger.models import Event
from onewindow.ledger.store import events_of
from tests.cases.bundle import HEALTH, MONDAY, apply, load
from tests.cast import CHEN_TAO, LI_NA, LIU_YANG, WANG_QIANG, ZHAO_MIN

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
ANSWERS = {
    "shop_name": "李娜家的面馆",
    "shop_address": "云陵市东市街 18 号 3 单元",
    "legal_representative": "李娜",
    "id_number": "990100199203152847",
    "phone": "13800000012",
}
WORDS = {
    "defect": "李娜的身份证照片看不清",
    "opinion": "楼上住着王老先生，油烟太近",
    "reason": "邻居张女士的书面意见不成立",
    "promise": "我李娜保证十日内补齐健康证",
    "receiver": "李娜的母亲代领",
    "withdrawal": "家里老人住院",
}
HOUSE, LAYOUT = DocumentKey("HOUSE", "firm"), DocumentKey("LAYOUT", "firm")


@pytest.fixture
def told():
    """A licence and a withdrawn filing, with everything that people write on the way."""
    load()
    parts = apply("R01", "B01", "B05", answers=ANSWERS, without=(HEALTH,))
    licence, food = parts["R01"], parts["B01"]
    defects = (Defect(HOUSE, "unreadable", WORDS["defect"]),)

    def do(verb, part, actor, **details):
        getattr(services, verb)(part=part, actor=actor, at=MONDAY, key=new_id(), **details)

    do("request_correction", licence, WANG_QIANG, defects=defects)
    do("supply_correction", licence, LI_NA, given=(Given(HOUSE, "asked", "file:2"),))
    do("accept", licence, WANG_QIANG)
    do("claim_decision", licence, CHEN_TAO)
    do("grant", licence, CHEN_TAO)
    do("issue", licence, CHEN_TAO)
    do("accept", food, WANG_QIANG, tolerate=True, promise=WORDS["promise"])
    do("give_opinion", food, LIU_YANG, department="city_management", verdict="disagree", text=WORDS["opinion"])
    do("give_opinion", food, ZHAO_MIN, department="fire", verdict="agree")
    do("supply_supplement", food, LI_NA, given=tuple(Given(key, "asked", "file:3") for key in state_of(food).supplements))
    do("claim_decision", food, CHEN_TAO)
    do("grant", food, CHEN_TAO, reason=WORDS["reason"])
    do("withdraw", parts["B05"], LI_NA, reason=WORDS["withdrawal"])
    return parts


def stored() -> dict[str, bytes]:
    """Everything in the database, as bytes, by table."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = b"\n".join(
                bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()
                for row in cursor.fetchall()
                for value in row
            )
    return found


def secrets() -> set[bytes]:
    """Each secret as text and as JSON writes it."""
    texts = {"李娜", *ANSWERS.values(), *WORDS.values()}
    return {form for text in texts for form in (text.encode(), json.dumps(text)[1:-1].encode())}


def test_no_row_holds_a_name_a_number_or_a_sentence_in_the_clear(told):
    tables = stored()
    assert tables["ledger_event"]
    assert tables["cases_words"]
    found = [(table, secret.decode()) for table, content in tables.items() for secret in secrets() if secret in content]
    assert found == []


def test_what_was_written_can_be_read_back_by_its_reference(told):
    texts = [event.text for one in events_of(told["B01"]) for event in [one.event] if getattr(event, "text", "")]
    assert set(read_words(texts).values()) == {WORDS["opinion"], WORDS["reason"]}
    assert {row.text for row in Words.objects.all()} >= {WORDS["defect"], WORDS["promise"], WORDS["withdrawal"]}
    assert Form.objects.get().answers == ANSWERS


def test_events_refer_to_words_by_a_salted_commitment():
    first, second = commit("同一句话"), commit("同一句话")
    assert first.reference != second.reference
    assert len(first.reference) == 32


def test_an_event_is_as_small_as_its_codes(told):
    assert max(len(bytes(body)) for body in Event.objects.exclude(kind="ApplicationFiled").values_list("body", flat=True)) < 600
