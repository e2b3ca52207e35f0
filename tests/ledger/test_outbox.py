"""What the worker has still to deliver: one row a stream, however much the stream grew."""

from datetime import UTC, datetime, timedelta

import pytest

from onewindow.core import events as e
from onewindow.core.events import Happened
from onewindow.ledger import kernel, listeners, store
from onewindow.ledger.models import Outbox

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
AT = datetime(2026, 3, 2, 1, 2, 3, tzinfo=UTC)
STREAM = "01jz00000000000000stream01"


def grow(seq: int, at: datetime = AT) -> None:
    claimed = (Happened(e.DecisionClaimed("01jz-chentao"), at), "01jz-chentao")
    appended = store.append(STREAM, seq - 1, [claimed], recorded_at=at, region="990100")
    with kernel.one_transaction(one_write=True):
        kernel.write([appended, store.outbox(STREAM, seq, at)])


def test_a_stream_that_grows_again_waits_in_one_row_since_the_first_time():
    grow(1)
    grow(2, AT + timedelta(hours=1))
    assert list(Outbox.objects.values_list("stream_id", "seq", "due_at")) == [(STREAM, 2, AT)]


def test_a_stream_that_grows_while_it_is_delivered_is_delivered_again(monkeypatch):
    heard = []

    def hears(recorded, at) -> None:
        heard.append(recorded.seq)
        if recorded.seq == 1:
            grow(2)

    monkeypatch.setattr(listeners, "_LISTENERS", {})
    listeners.register("grower", "hears and makes the stream grow once", hears)
    grow(1)
    listeners.deliver(AT)
    assert heard == [1]
    listeners.deliver(AT)  # without waiting, as nothing failed
    assert heard == [1, 2]
    assert not Outbox.objects.exists()
