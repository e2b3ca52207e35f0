"""Time acts on its own day, whoever comes late: a worker that was down, a clerk on day six, an applicant after his term."""

from datetime import date, datetime, timedelta

import pytest

from onewindow.cases import rebuild, services
from onewindow.cases.change import state_of
from onewindow.cases.models import Part, Words, Work
from onewindow.core import rules
from onewindow.core.clock import LAW_ZONE
from onewindow.core.commands import Defect, Given
from onewindow.core.terms import DocumentKey
from onewindow.ledger.ids import new_id
from onewindow.ledger.models import Answer, RefusedCommand
from onewindow.ledger.store import events_of
from tests.cases.bundle import AFTER_THE_LICENCE, MONDAY, apply, kinds, load, status
from tests.cast import LI_NA, SYSTEM, WANG_QIANG

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
HOUSE = DocumentKey("HOUSE", "firm")
LIST = (Defect(HOUSE, "unreadable", "第 2 页看不清"),)
DAY_SIX = datetime(2026, 3, 10, 10, tzinfo=LAW_ZONE)


@pytest.fixture(autouse=True)
def catalogue():
    load()


@pytest.fixture
def licence():
    return apply("R01")["R01"]


def ask_for_correction(part, at):
    return services.request_correction(part=part, defects=LIST, actor=WANG_QIANG, at=at, key=new_id())


def supply(part, at):
    return services.supply_correction(part=part, given=(Given(HOUSE, "asked"),), actor=LI_NA, at=at, key=new_id())


def test_on_day_six_no_correction_list_is_sent_and_the_part_is_accepted_as_of_receipt(licence):
    with pytest.raises(rules.NotPossibleNow) as refused:
        ask_for_correction(licence, DAY_SIX)
    assert refused.value.facts == {"status": "accepted"}
    state = state_of(licence)
    assert (state.acceptance, state.accepted_on) == ("deemed", MONDAY.date())
    accepted = events_of(licence)[-1]
    assert (accepted.at, accepted.recorded_at) == (datetime(2026, 3, 10, tzinfo=LAW_ZONE), DAY_SIX)
    assert accepted.actor == SYSTEM.id
    assert accepted.event.calendar


def test_what_lapsed_stays_settled_although_the_command_that_found_it_was_refused(licence):
    with pytest.raises(rules.NotPossibleNow):
        ask_for_correction(licence, DAY_SIX)
    before = kinds(licence)
    with pytest.raises(rules.NotPossibleNow):
        ask_for_correction(licence, DAY_SIX + timedelta(hours=1))
    assert kinds(licence) == before == ["ApplicationFiled", "ApplicationReceived", "ApplicationAccepted"]
    assert rebuild.differences(licence) == []
    assert not Words.objects.exists(), "the words of a refused command are not kept"
    assert not Answer.objects.filter(verb="RequestCorrection").exists(), "a refusal is not an answer"


def test_on_the_fifth_day_the_list_is_still_sent(licence):
    ask_for_correction(licence, datetime(2026, 3, 9, 23, 59, tzinfo=LAW_ZONE))
    assert status(licence) == "correcting"


def test_after_ten_days_without_a_worker_the_acceptance_lies_on_the_day_of_receipt(licence):
    late = MONDAY + timedelta(days=10)
    assert Part.objects.get(pk=licence).wake_at == datetime(2026, 3, 10, tzinfo=LAW_ZONE)
    assert services.settle_part(licence, at=late)
    assert not services.settle_part(licence, at=late)
    assert state_of(licence).accepted_on == date(2026, 3, 2)
    assert Work.objects.get(part_id=licence, act="decide").due_day == date(2026, 3, 2).toordinal(), (
        "the decision's term has run since receipt"
    )


def test_an_answer_after_the_term_of_the_list_finds_the_application_withdrawn(licence):
    ask_for_correction(licence, MONDAY)
    with pytest.raises(rules.AlreadyEnded):
        supply(licence, datetime(2026, 3, 24, 0, 0, tzinfo=LAW_ZONE))
    assert status(licence) == "withdrawn"
    assert events_of(licence)[-1].at == datetime(2026, 3, 24, tzinfo=LAW_ZONE)
    assert not Work.objects.filter(part_id=licence).exists()


def test_the_last_day_of_the_list_belongs_to_the_applicant(licence):
    ask_for_correction(licence, MONDAY)
    assert state_of(licence).correction_until == date(2026, 3, 23)
    supply(licence, datetime(2026, 3, 23, 23, 59, tzinfo=LAW_ZONE))
    assert status(licence) == "received"


def test_a_lapse_closes_the_parts_that_waited_for_its_document():
    parts = apply()
    ask_for_correction(parts["R01"], MONDAY)
    with pytest.raises(rules.AlreadyEnded):
        supply(parts["R01"], MONDAY + timedelta(days=60))
    assert {status(parts[code]) for code in AFTER_THE_LICENCE} == {"not_received"}
    for part in parts.values():
        assert rebuild.differences(part) == []


def test_the_worker_lets_a_lapse_close_the_waiting_parts_too():
    parts = apply()
    ask_for_correction(parts["R01"], MONDAY)
    assert services.settle_part(parts["R01"], at=MONDAY + timedelta(days=60))
    assert {status(parts[code]) for code in AFTER_THE_LICENCE} == {"not_received"}


def test_a_second_correction_list_is_refused_and_supervision_sees_the_attempt(licence):
    ask_for_correction(licence, MONDAY)
    supply(licence, MONDAY)
    with pytest.raises(rules.SecondCorrectionList):
        ask_for_correction(licence, MONDAY)
    seen = RefusedCommand.objects.get()
    assert (seen.stream_id, seen.verb, seen.rule, seen.actor) == (
        licence,
        "RequestCorrection",
        "SecondCorrectionList",
        WANG_QIANG.id,
    )
    assert "CorrectionRequested" not in kinds(licence)[-1]
