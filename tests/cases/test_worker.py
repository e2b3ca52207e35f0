"""The worker: time acts through it, documents come from it, and being killed anywhere costs nothing and doubles nothing."""

from datetime import timedelta

import pytest

from onewindow.cases import notices, services, worker
from onewindow.cases.documents import called_for, is_sealed
from onewindow.cases.models import Part
from onewindow.certs.models import Document, SealUse
from onewindow.core.rules import NotSealedYet
from onewindow.ledger.ids import new_id
from onewindow.ledger.models import Outbox
from onewindow.ledger.store import events_of
from onewindow.materials.models import Holding
from tests.cases.test_reading_back import MONDAY, apply_for_food_licence, city, withdraw

__all__ = ["city"]
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def decide(city, part, at=MONDAY):
    services.accept(part=part, actor=city["wangqiang"], at=at, key=new_id())
    for name, department in (("zhaomin", "fire"), ("liuyang", "city_management")):
        services.give_opinion(part=part, department=department, verdict="agree", actor=city[name], at=at, key=new_id())
    services.claim_decision(part=part, actor=city["chentao"], at=at, key=new_id())
    services.grant(part=part, actor=city["chentao"], at=at, key=new_id())
    services.issue(part=part, actor=city["chentao"], at=at, key=new_id())


def test_each_event_that_calls_for_a_document_gets_exactly_one(city):
    _, part = apply_for_food_licence(city)
    worker.run_until_idle(MONDAY)
    withdraw(city, part, MONDAY)
    worker.run_until_idle(MONDAY)
    wanted = sorted(kind for one in events_of(part) for kind in called_for(one.event))
    assert sorted(Document.objects.filter(part_id=part).values_list("kind", flat=True)) == wanted == ["W01", "W20"]
    assert SealUse.objects.count() == Document.objects.count()
    assert not Outbox.objects.exists()


def test_a_worker_killed_between_the_document_and_its_mark_makes_no_second_one(city):
    _, part = apply_for_food_licence(city)
    for recorded in events_of(part):
        notices.hear(recorded, MONDAY)
    assert Outbox.objects.filter(stream_id=part).exists()
    worker.run_until_idle(MONDAY + timedelta(minutes=1))
    assert Document.objects.filter(part_id=part).count() == 1


def test_a_row_taken_by_a_worker_that_died_becomes_due_again(city):
    apply_for_food_licence(city)
    row = Outbox.objects.order_by("pk").first()
    Outbox.objects.filter(pk=row.pk).update(attempts=1, due_at=MONDAY + timedelta(seconds=2))
    worker.run_until_idle(MONDAY)
    assert list(Outbox.objects.values_list("pk", flat=True)) == [row.pk]
    worker.run_until_idle(MONDAY + timedelta(seconds=3))
    assert not Outbox.objects.exists()


def test_after_ten_days_down_the_worker_records_what_lapsed_on_its_own_day(city):
    _, part = apply_for_food_licence(city)
    late = MONDAY + timedelta(days=10)
    assert worker.wake(late) == 1
    accepted = next(one for one in events_of(part) if type(one.event).__name__ == "ApplicationAccepted")
    assert (accepted.event.mode, accepted.event.on) == ("deemed", MONDAY.date())
    assert accepted.at < accepted.recorded_at == late
    assert worker.wake(late) == 0


def test_an_issued_result_is_delivered_only_when_its_document_is_sealed(city):
    _, part = apply_for_food_licence(city)
    decide(city, part)
    assert not is_sealed(part)
    with pytest.raises(NotSealedYet):
        services.deliver(part=part, way="counter", receiver="本人", actor=city["wangqiang"], at=MONDAY, key=new_id())
    worker.run_until_idle(MONDAY)
    assert is_sealed(part)


def test_an_application_from_home_gets_its_certificate_in_the_account(city):
    _, part = apply_for_food_licence(city)
    decide(city, part)
    worker.run_until_idle(MONDAY)
    assert Part.objects.get(pk=part).status == "closed"
    kept = Holding.objects.get(owner_id=city["lina"].id, document_type="FOOD")
    assert kept.file_id == Document.objects.get(part_id=part, kind="W16").file_id
