"""Past days, rebuilding from events, and forgetting a person: the events are enough, and tell nobody's name."""

from datetime import datetime, timedelta

import pytest

from onewindow.accounts import demonstration as accounts_demonstration
from onewindow.accounts.actors import actor_of
from onewindow.accounts.erasure import ErasureRefused, erase_person
from onewindow.accounts.models import User
from onewindow.cases import rebuild, selectors, services
from onewindow.cases.models import Form, Part, Words, Work
from onewindow.cases.submission import Application, item_versions
from onewindow.catalog import demonstration as catalog_demonstration
from onewindow.catalog import versions
from onewindow.core.clock import LAW_ZONE
from onewindow.core.commands import Given
from onewindow.core.state import Status
from onewindow.ledger.ids import new_id
from onewindow.ledger.models import Event

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=LAW_ZONE)
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def city():
    catalog_demonstration.load(MONDAY - timedelta(days=1))
    accounts_demonstration.load()
    return {name: actor_of(User.objects.get(username=name)) for name in ("lina", "wangqiang", "chentao", "zhaomin", "liuyang")}


def apply_for_food_licence(city, at=MONDAY):
    items = item_versions(["B01"], at)
    given = tuple(Given(material.key, "asked", "") for material in items[0].terms.materials)
    application = Application(
        applicant=city["lina"].id,
        applicant_kind="person",
        items=items,
        answers={"shop_name": "禾味小馆"},
        given=given,
        catalogue=versions.current().hash,
    )
    case = services.submit_application(application, actor=city["lina"], at=at, key=new_id()).stream_id
    return case, Part.objects.get(case_id=case).pk


def withdraw(city, part, at):
    services.withdraw(part=part, reason="店不开了", actor=city["lina"], at=at, key=new_id())


def test_the_live_part_is_what_its_events_say_at_every_step(city):
    _, part = apply_for_food_licence(city)
    services.accept(part=part, actor=city["wangqiang"], at=MONDAY, key=new_id())
    services.claim_review(part=part, department="fire", actor=city["zhaomin"], at=MONDAY, key=new_id())
    assert rebuild.differences(part) == []
    withdraw(city, part, MONDAY + timedelta(hours=1))
    assert rebuild.differences(part) == []


def test_a_damaged_row_is_found_and_written_again_from_the_events(city):
    _, part = apply_for_food_licence(city)
    Work.objects.filter(part_id=part).delete()
    Part.objects.filter(pk=part).update(status="closed")
    assert rebuild.differences(part) == ["status", "work"]
    assert rebuild.repair(part)
    assert rebuild.differences(part) == []


def test_a_past_moment_is_read_from_what_was_recorded_by_then(city):
    _, part = apply_for_food_licence(city)
    services.accept(part=part, actor=city["wangqiang"], at=MONDAY + timedelta(days=2), key=new_id())
    assert selectors.part_as_of(part, MONDAY + timedelta(hours=1)).status is Status.RECEIVED
    assert selectors.part_as_of(part, MONDAY + timedelta(days=3)).status is Status.ACCEPTED


def test_silence_past_five_days_is_read_as_acceptance_before_anyone_recorded_it(city):
    _, part = apply_for_food_licence(city)
    later = MONDAY + timedelta(days=10)
    seen = selectors.part_as_of(part, later)
    assert (seen.status, seen.acceptance, seen.accepted_on) == (Status.ACCEPTED, "deemed", MONDAY.date())
    assert Part.objects.get(pk=part).status == "received"


def test_a_moment_before_the_application_shows_nothing(city):
    _, part = apply_for_food_licence(city)
    with pytest.raises(selectors.NoSuchCase):
        selectors.part_as_of(part, MONDAY - timedelta(days=1))


def test_nobody_is_erased_while_his_case_is_open(city):
    apply_for_food_licence(city)
    with pytest.raises(ErasureRefused):
        erase_person(city["lina"].id, MONDAY)


def test_an_erased_person_leaves_events_that_replay_and_tell_nothing(city):
    case, part = apply_for_food_licence(city)
    withdraw(city, part, MONDAY)
    before = rebuild.rebuilt(part)
    erase_person(city["lina"].id, MONDAY + timedelta(days=1))
    assert rebuild.rebuilt(part) == before
    assert rebuild.differences(part) == []
    form = Form.objects.get(case_id=case)
    assert (form.answers, form.salt) == (None, "")
    assert list(Words.objects.filter(part_id=part).values_list("text", "salt")) == [(None, "")]
    stored = b"".join(bytes(body) for body in Event.objects.values_list("body", flat=True)).decode()
    assert "禾味" not in stored
    assert "店不开了" not in stored


def test_a_stranger_finds_no_case_of_anothers(city):
    case, part = apply_for_food_licence(city)
    stranger = actor_of(User.objects.get(username="zhouping"))
    for look in (
        lambda: selectors.case_for(stranger, case, at=MONDAY),
        lambda: selectors.case_of_part(stranger, part, at=MONDAY),
    ):
        with pytest.raises(selectors.NoSuchCase):
            look()
    assert selectors.my_cases(stranger, at=MONDAY) == []
