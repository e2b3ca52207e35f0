"""The statements of the write path and the event store, on a real database: everything or nothing, one winner, nothing twice."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, connections, transaction

from onewindow.core import events as e
from onewindow.core.events import Happened
from onewindow.ledger import kernel, listeners, store
from onewindow.ledger.fields import from_micros, to_micros
from onewindow.ledger.ids import ID_LENGTH, new_id
from onewindow.ledger.kernel import Conflict, Statement
from onewindow.ledger.models import Answer, Event, Outbox, Position

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
AT = datetime(2026, 3, 2, 1, 2, 3, 456789, tzinfo=UTC)
CLAIM = (Happened(e.DecisionClaimed("01jz-chentao"), AT), "01jz-chentao")
GRANT = (Happened(e.ApplicationGranted("01jz-chentao"), AT + timedelta(hours=1)), "01jz-chentao")
STREAM = "01jz00000000000000stream01"


def append(after: int, *happened, stream: str = STREAM, recorded_at: datetime = AT) -> Statement:
    return store.append(stream, after, happened, recorded_at=recorded_at, region="990100")


def do(*statements: Statement) -> None:
    with kernel.one_transaction(one_write=True):
        kernel.write(statements)


def in_threads(count: int, work) -> list[object]:
    """What each of `count` threads came to, on its own connection, started at once: its result or its exception."""
    ready, found = Barrier(count), []

    def run(number: int) -> None:
        try:
            ready.wait(10)
            found.append(work(number))
        except Exception as error:
            found.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def test_events_come_back_in_order_with_their_envelope():
    do(append(0, CLAIM, GRANT))
    found = store.events_of(STREAM)
    assert [one.seq for one in found] == [1, 2]
    assert store.happened(found) == [CLAIM[0], GRANT[0]]
    assert {(one.actor, one.recorded_at) for one in found} == {("01jz-chentao", AT)}
    assert [one.seq for one in store.events_of(STREAM, after=1)] == [2]
    assert [one.seq for one in store.events_of(STREAM, until=1)] == [1]


def test_what_was_recorded_later_was_not_known_before():
    do(append(0, CLAIM))
    do(append(1, GRANT, recorded_at=AT + timedelta(days=2)))
    assert len(store.events_of(STREAM, known_at=AT + timedelta(days=1))) == 1
    assert len(store.events_of(STREAM, known_at=AT + timedelta(days=2))) == 2


def test_a_place_in_a_stream_is_taken_once():
    do(append(0, CLAIM))
    with pytest.raises(IntegrityError):
        do(append(0, GRANT))
    assert [one.event for one in store.events_of(STREAM)] == [CLAIM[0].event]


def test_of_many_who_append_at_once_one_wins():
    found = in_threads(4, lambda number: do(append(0, (Happened(e.DecisionClaimed(str(number)), AT), str(number)))))
    assert found.count(None) == 1
    assert all(isinstance(one, IntegrityError) for one in found if one is not None)
    assert Event.objects.filter(stream_id=STREAM).count() == 1


def test_a_write_that_changes_no_row_it_must_change_undoes_all_of_them():
    do(store.outbox(STREAM, 1, AT))
    moved = "UPDATE ledger_outbox SET seq = %s WHERE stream_id = %s AND seq = %s"
    do(append(0, CLAIM), Statement(moved, (2, STREAM, 1), must_change=True))
    with pytest.raises(Conflict):
        do(append(1, GRANT), Statement(moved, (3, STREAM, 1), must_change=True))
    assert Event.objects.count() == 1
    assert Outbox.objects.get().seq == 2


def test_a_refused_statement_undoes_those_before_it():
    answer = store.answer("key", "actor", "Grant", b"digest", STREAM, 1, AT)
    do(append(0, CLAIM), answer)
    with pytest.raises(IntegrityError):
        do(append(1, GRANT), store.outbox(STREAM, 2, AT), answer)
    assert (Event.objects.count(), Outbox.objects.count(), Answer.objects.count()) == (1, 0, 1)


def test_the_connection_serves_on_after_a_conflict():
    do(append(0, CLAIM))
    for _ in range(3):
        with pytest.raises(IntegrityError):
            do(append(0, CLAIM))
    do(append(1, GRANT))
    assert connection.get_autocommit()
    assert not connection.in_atomic_block
    assert Event.objects.count() == 2


def test_an_error_of_ours_undoes_what_was_written():
    def write_and_fail() -> None:
        with kernel.one_transaction():
            kernel.write([append(0, CLAIM)])
            raise LookupError

    with pytest.raises(LookupError):
        write_and_fail()
    assert not Event.objects.exists()


def test_inside_another_transaction_the_kernel_joins_it():
    def write_and_undo() -> None:
        with transaction.atomic():
            do(append(0, CLAIM))
            raise LookupError

    with pytest.raises(LookupError):
        write_and_undo()
    assert not Event.objects.exists()


def test_what_waits_for_the_end_of_the_transaction_is_called_after_it_only():
    called = []
    with kernel.one_transaction():
        transaction.on_commit(lambda: called.append(Event.objects.count()))
        kernel.write([append(0, CLAIM)])
        assert not called
    assert called == [1]


def test_a_key_is_answered_with_what_it_led_to():
    assert store.answered("key") is None
    do(store.answer("key", "actor", "Grant", b"\x00digest\xff", STREAM, 7, AT))
    assert store.answered("key") == ("actor", "Grant", b"\x00digest\xff", STREAM, 7)


def test_moments_are_stored_to_the_microsecond():
    assert from_micros(to_micros(AT)) == AT
    do(append(0, CLAIM))
    assert Event.objects.get(stream_id=STREAM).at == AT
    assert Event.objects.filter(at__gte=AT, at__lt=AT + timedelta(microseconds=1)).exists()


def test_identifiers_are_unique_and_sort_by_their_making():
    made = [new_id() for _ in range(5000)]
    assert len(set(made)) == len(made)
    assert {len(one) for one in made} == {ID_LENGTH}
    assert [one[:9] for one in made] == sorted(one[:9] for one in made)


@pytest.fixture
def heard(monkeypatch):
    """Events heard by two listeners of the test alone; the second fails while `failing` holds something."""
    seen = {"first": [], "second": [], "failing": []}
    monkeypatch.setattr(listeners, "_LISTENERS", {})

    def second(recorded, at) -> None:
        if seen["failing"]:
            raise RuntimeError("not now")
        seen["second"].append((recorded.stream_id, recorded.seq))

    listeners.register("first", "hears all", lambda recorded, at: seen["first"].append((recorded.stream_id, recorded.seq)))
    listeners.register("second", "fails sometimes", second)
    return seen


def test_listeners_hear_each_stream_in_order_and_once(heard):
    do(append(0, CLAIM, GRANT), store.outbox(STREAM, 2, AT))
    assert listeners.deliver(AT) == 1
    assert listeners.deliver(AT + timedelta(days=1)) == 0
    assert heard["first"] == heard["second"] == [(STREAM, 1), (STREAM, 2)]
    assert not Outbox.objects.exists()


def test_a_listener_that_fails_does_not_stop_the_other_and_hears_later(heard):
    do(append(0, CLAIM), store.outbox(STREAM, 1, AT))
    heard["failing"].append(True)
    assert listeners.deliver(AT) == 0
    assert (heard["first"], heard["second"]) == ([(STREAM, 1)], [])
    heard["failing"].clear()
    assert listeners.deliver(AT) == 0, "it is not tried again at once"
    assert listeners.deliver(AT + timedelta(minutes=1)) == 1
    assert (heard["first"], heard["second"]) == ([(STREAM, 1)], [(STREAM, 1)])


def test_a_worker_killed_between_delivery_and_mark_delivers_again_and_loses_nothing(heard, monkeypatch):
    do(append(0, CLAIM), store.outbox(STREAM, 1, AT))

    def killed(**row) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as worker:
        worker.setattr(Position.objects, "update_or_create", killed)
        with pytest.raises(KeyboardInterrupt):
            listeners.deliver(AT)
    assert Outbox.objects.count() == 1
    assert listeners.deliver(AT + timedelta(minutes=1)) == 1
    assert heard["first"] == [(STREAM, 1), (STREAM, 1)], "at least once"
    assert heard["second"] == [(STREAM, 1)]
    assert {(row.listener, row.seq) for row in Position.objects.all()} == {("first", 1), ("second", 1)}


def test_two_workers_never_work_one_row_at_once(heard):
    for number in range(6):
        do(append(0, CLAIM, stream=f"stream-{number}"), store.outbox(f"stream-{number}", 1, AT))
    done = in_threads(2, lambda number: listeners.deliver(AT))
    assert sum(done) == 6
    assert sorted(heard["first"]) == [(f"stream-{number}", 1) for number in range(6)]
