"""Many at once, on real connections: one winner, nothing lost, nothing twice."""

import os
import subprocess
import sys
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from onewindow.cases import change as write_path
from onewindow.cases import rebuild, services
from onewindow.cases.change import KeyUsedForAnotherCommand, NoSuchKey, NoSuchPart
from onewindow.cases.models import Case, Part, Work
from onewindow.certs.models import Permit
from onewindow.core import rules
from onewindow.ledger.ids import new_id
from onewindow.ledger.kernel import Conflict
from onewindow.ledger.models import Answer, Event, Outbox
from onewindow.ledger.store import events_of
from tests.cases.bundle import AFTER_THE_LICENCE, HEALTH, MONDAY, application, apply, grant, issue, kinds, load, status
from tests.cast import CHEN_TAO, LI_NA, LIU_YANG, WANG_QIANG, ZHAO_MIN, ZHOU_PING, ZHOU_YAN

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
IN_ANOTHER_PROCESS = """
import sys, django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from tests.cases.bundle import apply
print("ready", flush=True)
for _ in range(int(sys.argv[2])):
    apply("R01")
"""


@pytest.fixture(autouse=True)
def catalogue():
    load()


@pytest.fixture
def food():
    """B01 accepted: two departments asked, the decision to be taken in hand."""
    part = apply("B01", without=(HEALTH,))["B01"]
    services.accept(part=part, tolerate=True, promise="补交", actor=WANG_QIANG, at=MONDAY, key=new_id())
    return part


def at_once(*works):
    """What each came to on its own thread and connection, started together: its result or its exception."""
    ready, found = Barrier(len(works)), [None] * len(works)

    def run(number: int) -> None:
        try:
            connection.ensure_connection()
            ready.wait(20)
            found[number] = works[number]()
        except Exception as error:
            found[number] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number,)) for number in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def claim(part, actor, key):
    return lambda: services.claim_decision(part=part, actor=actor, at=MONDAY, key=key)


def is_whole(part) -> bool:
    """Live equals events, and no number of the stream is missing or twice."""
    numbers = [one.seq for one in events_of(part)]
    return rebuild.differences(part) == [] and numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("round_number", range(5))
def test_of_two_approvers_at_once_exactly_one_has_it(food, round_number):
    found = at_once(claim(food, CHEN_TAO, "a"), claim(food, ZHOU_YAN, "b"))
    losers = [one for one in found if isinstance(one, rules.ClaimedByAnother)]
    assert len(losers) == 1
    assert kinds(food).count("DecisionClaimed") == 1
    winner = (CHEN_TAO, ZHOU_YAN)[found.index(losers[0]) - 1]
    assert Work.objects.get(part_id=food, act="decide").holder == winner.id
    assert Answer.objects.filter(verb="ClaimDecision").count() == 1
    assert is_whole(food)


def test_a_double_click_acts_once_and_answers_both(food):
    found = at_once(*[claim(food, CHEN_TAO, "same key")] * 4)
    assert {(one.stream_id, one.seq) for one in found} == {(food, 5)}
    assert sorted(one.repeated for one in found) == [False, True, True, True]
    assert kinds(food).count("DecisionClaimed") == 1
    assert is_whole(food)


def test_a_double_click_on_submitting_makes_one_case():
    found = at_once(*[lambda: services.submit_application(application("R01"), actor=LI_NA, at=MONDAY, key="same key")] * 3)
    assert len({one.stream_id for one in found}) == 1
    assert (Case.objects.count(), Part.objects.count()) == (1, 1)


def test_a_double_click_on_issuing_makes_one_permit():
    part = apply("R01")["R01"]
    grant(part, "R01")
    at_once(*[lambda: services.issue(part=part, actor=CHEN_TAO, at=MONDAY, key="same key")] * 3)
    assert Permit.objects.count() == 1
    assert kinds(part).count("ResultIssued") == 1
    assert Event.objects.filter(kind="PermitIssued").count() == 1


def test_the_same_key_again_gives_the_same_answer_whatever_happened_since(food):
    first = claim(food, CHEN_TAO, "key")()
    services.give_opinion(part=food, department="fire", verdict="agree", actor=ZHAO_MIN, at=MONDAY, key=new_id())
    again = claim(food, CHEN_TAO, "key")()
    assert (again.stream_id, again.seq, again.repeated) == (first.stream_id, first.seq, True)


def test_a_key_answers_again_after_its_command_is_no_longer_possible():
    part = apply("R01")["R01"]
    first = services.accept(part=part, actor=WANG_QIANG, at=MONDAY, key="key")
    again = services.accept(part=part, actor=WANG_QIANG, at=MONDAY, key="key")
    assert (again.seq, again.repeated) == (first.seq, True)
    assert kinds(part).count("ApplicationAccepted") == 1


def test_the_same_key_with_another_payload_is_a_named_error(food):
    opinion = {"part": food, "department": "fire", "actor": ZHAO_MIN, "at": MONDAY, "key": "key"}
    services.give_opinion(verdict="agree", **opinion)
    with pytest.raises(KeyUsedForAnotherCommand):
        services.give_opinion(verdict="disagree", text="油烟", **opinion)
    with pytest.raises(KeyUsedForAnotherCommand):
        services.claim_review(**opinion)
    assert kinds(food).count("OpinionGiven") == 1


def test_the_same_words_under_the_same_key_are_the_same_payload(food):
    opinion = {"part": food, "department": "fire", "verdict": "disagree", "text": "油烟", "actor": ZHAO_MIN, "key": "key"}
    first = services.give_opinion(at=MONDAY, **opinion)
    assert services.give_opinion(at=MONDAY + timedelta(minutes=1), **opinion).seq == first.seq


def test_another_person_s_key_does_not_exist(food):
    claim(food, CHEN_TAO, "key")()
    with pytest.raises(NoSuchKey):
        claim(food, ZHOU_YAN, "key")()
    with pytest.raises(NoSuchKey):
        services.give_opinion(part=food, department="fire", verdict="agree", actor=ZHAO_MIN, at=MONDAY, key="key")
    assert kinds(food).count("OpinionGiven") == 0


def test_a_part_that_does_not_exist_is_not_found():
    with pytest.raises(NoSuchPart):
        services.accept(part="01jz-nothing", actor=WANG_QIANG, at=MONDAY, key=new_id())


def test_a_stranger_changes_nothing(food):
    before = kinds(food)
    for verb in ("accept", "claim_decision", "grant", "issue", "close", "withdraw", "request_hearing"):
        with pytest.raises(rules.BrokenRule):
            getattr(services, verb)(part=food, actor=ZHOU_PING, at=MONDAY, key=new_id())
    assert kinds(food) == before


def test_two_departments_that_answer_at_once_are_both_heard(food):
    def answer(department, actor):
        return lambda: services.give_opinion(
            part=food, department=department, verdict="agree", actor=actor, at=MONDAY, key=new_id()
        )

    found = at_once(answer("fire", ZHAO_MIN), answer("city_management", LIU_YANG))
    assert not [one for one in found if isinstance(one, Exception)]
    assert kinds(food).count("OpinionGiven") == 2
    assert not Work.objects.filter(part_id=food, act__startswith="review:").exists()
    assert is_whole(food)


def test_a_licence_issued_while_a_waiting_part_is_withdrawn_leaves_both_whole():
    parts = apply()
    grant(parts["R01"], "R01")
    found = at_once(
        lambda: issue(parts["R01"], "R01"),
        lambda: services.withdraw(part=parts["B01"], actor=LI_NA, at=MONDAY, key=new_id()),
        lambda: services.withdraw(part=parts["B05"], actor=LI_NA, at=MONDAY, key=new_id()),
    )
    assert not [one for one in found if isinstance(one, Exception)]
    assert {code: status(parts[code]) for code in AFTER_THE_LICENCE} == {
        "B01": "withdrawn",
        "B04": "received",
        "B05": "withdrawn",
        "B06": "received",
        "B07": "received",
    }
    assert all(is_whole(part) for part in parts.values())


def test_the_worker_and_a_clerk_settle_a_lapse_once(food):
    late = MONDAY + timedelta(days=60)
    found = at_once(
        lambda: services.settle_part(food, at=late),
        lambda: services.settle_part(food, at=late),
        lambda: services.withdraw(part=food, actor=LI_NA, at=late, key=new_id()),
    )
    assert isinstance(found[2], rules.AlreadyEnded)
    assert sorted(found[:2]) in ([False, False], [False, True])
    assert kinds(food).count("SupplementLapsed") == 1
    assert is_whole(food)


def test_a_conflict_is_decided_again_from_what_is_stored_by_then(food, monkeypatch):
    attempt, attempts = write_path._once, []

    def overtaken(*command):
        attempts.append(command)
        if len(attempts) == 1:
            monkeypatch.setattr(write_path, "_once", attempt)
            claim(food, ZHOU_YAN, "faster")()
            raise Conflict
        return attempt(*command)

    monkeypatch.setattr(write_path, "_once", overtaken)
    with pytest.raises(rules.ClaimedByAnother):
        claim(food, CHEN_TAO, "slower")()
    assert kinds(food).count("DecisionClaimed") == 1
    assert is_whole(food)


def test_who_never_gets_through_is_told_of_the_conflict(food, monkeypatch):
    def taken(*_):
        raise Conflict

    monkeypatch.setattr(write_path.kernel, "write", taken)
    with pytest.raises(Conflict, match="changed 8 times"):
        services.claim_decision(part=food, actor=CHEN_TAO, at=MONDAY, key=new_id())
    assert kinds(food).count("DecisionClaimed") == 0


def test_many_who_apply_at_once_all_get_their_own_numbers():
    def apply_four_times():
        return [apply("R01") for _ in range(4)]

    found = at_once(*[apply_four_times] * 4)
    assert not [one for one in found if isinstance(one, Exception)]
    numbers = sorted(Part.objects.values_list("number", flat=True))
    assert [number[-4:] for number in numbers] == [f"{serial:04d}" for serial in range(1, 17)]
    assert Case.objects.values("number").distinct().count() == 16
    assert Outbox.objects.count() == 32


def test_two_processes_that_write_at_once_lose_nothing():
    name = str(connection.settings_dict["NAME"])
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": os.getcwd()}
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS, name, "8"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "ready\n", other.stderr.read()
        for _ in range(8):
            apply("R01")
        _, errors = other.communicate(timeout=90)
    assert other.returncode == 0, errors
    assert Case.objects.count() == Part.objects.count() == 16
    assert Part.objects.values("number").distinct().count() == 16
    assert Event.objects.count() == 16 * 3
    assert all(is_whole(part) for part in Part.objects.values_list("pk", flat=True))
