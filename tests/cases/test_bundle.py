"""开餐饮店 end to end through the services: the licence opens five parts, its refusal closes them, and each part is its own body's."""

from datetime import timedelta

import pytest

from onewindow.cases import rebuild, services
from onewindow.cases.change import state_of
from onewindow.cases.models import Part, Work
from onewindow.certs.models import Permit
from onewindow.core import rules
from onewindow.core.commands import Defect, Given
from onewindow.ledger.ids import new_id
from onewindow.ledger.store import events_of
from tests.cases.bundle import (
    AFTER_THE_LICENCE,
    APPROVERS,
    CODES,
    HEALTH,
    LICENCE,
    MONDAY,
    apply,
    grant,
    issue,
    item,
    kinds,
    load,
    status,
)
from tests.cast import CHEN_TAO, LI_NA, WANG_QIANG, ZHAO_MIN

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def catalogue():
    load()


@pytest.fixture
def parts():
    return apply()


def statuses(parts, codes=AFTER_THE_LICENCE) -> set[str]:
    return {status(parts[code]) for code in codes}


def test_the_licence_receives_five_parts_in_the_same_transaction(parts):
    grant(parts["R01"], "R01")
    assert statuses(parts) == {"waiting"}
    issue(parts["R01"], "R01", TUESDAY)
    assert statuses(parts) == {"received"}
    permit = Permit.objects.get(document_type="BL")
    for code in AFTER_THE_LICENCE:
        arrived, received = events_of(parts[code])[1:]
        assert arrived.event.permit == permit.pk
        assert (arrived.at, received.at, received.recorded_at) == (TUESDAY, TUESDAY, TUESDAY)
        assert Given(LICENCE, "yielded", permit.pk) in state_of(parts[code]).given
        assert state_of(parts[code]).received_on == TUESDAY.date()


def test_the_refused_licence_closes_the_five_as_not_received(parts):
    services.accept(part=parts["R01"], actor=WANG_QIANG, at=MONDAY, key=new_id())
    services.claim_decision(part=parts["R01"], actor=CHEN_TAO, at=MONDAY, key=new_id())
    services.refuse(part=parts["R01"], reason="住所不能用于经营", actor=CHEN_TAO, at=TUESDAY, key=new_id())
    assert statuses(parts) == {"not_received"}
    assert status(parts["B21"]) == "received"
    assert not Work.objects.filter(part_id__in=[parts[code] for code in AFTER_THE_LICENCE]).exists()


def test_the_withdrawn_licence_closes_the_five_too(parts):
    services.withdraw(part=parts["R01"], actor=LI_NA, at=TUESDAY, key=new_id())
    assert statuses(parts) == {"not_received"}


def test_a_withdrawn_follower_leaves_the_others_waiting(parts):
    services.withdraw(part=parts["B05"], actor=LI_NA, at=TUESDAY, key=new_id())
    assert statuses(parts, ("B01", "B04", "B06", "B07", "R01")) == {"waiting", "received"}
    grant(parts["R01"], "R01", TUESDAY)
    issue(parts["R01"], "R01", TUESDAY)
    assert status(parts["B05"]) == "withdrawn"
    assert statuses(parts, ("B01", "B04", "B06", "B07")) == {"received"}


def test_a_waiting_part_is_neither_accepted_nor_overdue_nor_woken(parts):
    row = Part.objects.get(pk=parts["B01"])
    assert row.wake_at is None
    assert not services.settle_part(parts["B01"], at=MONDAY + timedelta(days=200))
    with pytest.raises(rules.StillWaiting):
        services.accept(part=parts["B01"], actor=WANG_QIANG, at=TUESDAY, key=new_id())
    assert list(Work.objects.filter(part_id=parts["B01"]).values_list("act", "desk")) == [("wait", "market")]


def test_the_health_certificate_of_another_part_is_tolerable_and_nobody_waits_for_it(parts):
    grant(parts["R01"], "R01")
    issue(parts["R01"], "R01")
    assert status(parts["B21"]) == "received"
    with pytest.raises(rules.IncompleteApplication) as refused:
        services.accept(part=parts["B01"], actor=WANG_QIANG, at=TUESDAY, key=new_id())
    assert refused.value.facts == {"missing": (str(HEALTH),)}
    services.accept(part=parts["B01"], tolerate=True, promise="十日内补交", actor=WANG_QIANG, at=TUESDAY, key=new_id())
    assert state_of(parts["B01"]).supplements == (HEALTH,)
    assert Work.objects.filter(part_id=parts["B01"], act="supplement", desk="applicant", holder=LI_NA.id).exists()


def test_a_document_that_the_city_made_itself_fills_the_gap_of_another_part(parts):
    grant(parts["R01"], "R01")
    issue(parts["R01"], "R01")
    services.accept(part=parts["B01"], tolerate=True, promise="十日内补交", actor=WANG_QIANG, at=MONDAY, key=new_id())
    grant(parts["B21"], "B21")
    issue(parts["B21"], "B21", TUESDAY)
    assert state_of(parts["B01"]).supplements == ()
    assert kinds(parts["B01"])[-1] == "SupplementSupplied"
    assert rebuild.differences(parts["B01"]) == []


def test_a_document_that_came_before_acceptance_is_not_missing(parts):
    grant(parts["R01"], "R01")
    issue(parts["R01"], "R01")
    grant(parts["B21"], "B21")
    issue(parts["B21"], "B21", TUESDAY)
    assert state_of(parts["B01"]).missing() == ()
    services.accept(part=parts["B01"], actor=WANG_QIANG, at=TUESDAY, key=new_id())


def test_what_a_lapse_closes_is_closed_on_the_day_of_the_lapse(parts):
    defect = Defect(item("R01").terms.materials[0].key, "unclear", "照片看不清")
    services.request_correction(part=parts["R01"], defects=(defect,), actor=WANG_QIANG, at=MONDAY, key=new_id())
    services.settle_part(parts["R01"], at=MONDAY + timedelta(days=60))
    lapsed, closed = events_of(parts["R01"])[-1], events_of(parts["B01"])[-1]
    assert (type(lapsed.event).__name__, type(closed.event).__name__) == ("CorrectionLapsed", "NotReceived")
    assert lapsed.at == closed.at < closed.recorded_at


def test_the_other_departments_have_their_desks_at_once(parts):
    grant(parts["R01"], "R01")
    issue(parts["R01"], "R01")
    services.accept(part=parts["B01"], tolerate=True, promise="补交", actor=WANG_QIANG, at=TUESDAY, key=new_id())
    desks = set(Work.objects.filter(part_id=parts["B01"], act__startswith="review:").values_list("desk", flat=True))
    assert desks == {"fire", "city_management"}
    services.give_opinion(part=parts["B01"], department="fire", verdict="agree", actor=ZHAO_MIN, at=TUESDAY, key=new_id())
    assert set(Work.objects.filter(part_id=parts["B01"], act__startswith="review:").values_list("desk", flat=True)) == {
        "city_management"
    }


def test_each_part_is_decided_by_its_own_body(parts):
    grant(parts["R01"], "R01")
    issue(parts["R01"], "R01")
    services.accept(part=parts["B04"], actor=WANG_QIANG, at=MONDAY, key=new_id())
    with pytest.raises(rules.NotThisDepartment):
        services.claim_decision(part=parts["B04"], actor=CHEN_TAO, at=MONDAY, key=new_id())
    services.claim_decision(part=parts["B04"], actor=ZHAO_MIN, at=MONDAY, key=new_id())
    assert Work.objects.get(part_id=parts["B04"], act="decide").holder == ZHAO_MIN.id


def test_the_whole_bundle_comes_to_its_certificates_and_equals_its_events(parts):
    for code in CODES:
        grant(parts[code], code)
        assert rebuild.differences(parts[code]) == []
        issue(parts[code], code)
    assert {status(part) for part in parts.values()} == {"issued"}
    assert set(Permit.objects.values_list("document_type", flat=True)) == {
        result.key.type for code in CODES for result in item(code).terms.results
    }
    for part in parts.values():
        assert rebuild.differences(part) == []
        assert [one.seq for one in events_of(part)] == list(range(1, len(events_of(part)) + 1))
    assert kinds(parts["B01"])[-2:] == ["ApplicationGranted", "ResultIssued"]
    assert {row.desk for row in Work.objects.all()} == {"clerk"}
    assert len(APPROVERS) == len({item(code).terms.department for code in CODES})
