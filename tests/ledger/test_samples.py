"""Every stored form of every event is read for ever: each has a sample of canonical bytes that is never rewritten."""

from dataclasses import MISSING, fields
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onewindow.core import events as e
from onewindow.core import state as part
from onewindow.core.clock import LAW_ZONE
from onewindow.core.state import PartState, fold
from onewindow.ledger.codec import UnknownEvent, decode_event, decode_state, encode
from tests.core.scenarios import SCENARIOS

SAMPLES = {path.stem: path.read_bytes().splitlines() for path in sorted((Path(__file__).parent / "samples").glob("*.json"))}


def test_every_event_has_a_sample_and_every_sample_an_event():
    assert set(SAMPLES) == set(e.EVENTS)
    assert all(SAMPLES.values())


def test_every_event_class_is_registered_under_its_name():
    kinds = {kind for kind in vars(e).values() if isinstance(kind, type) and issubclass(kind, e.Event) and kind is not e.Event}
    assert kinds == set(e.EVENTS.values())
    assert all(name == kind.__name__ for name, kind in e.EVENTS.items())


@pytest.mark.parametrize("kind", sorted(e.EVENTS))
def test_a_sample_is_read_and_written_back_byte_for_byte(kind):
    for body in SAMPLES[kind]:
        event = decode_event(kind, body)
        assert type(event) is e.EVENTS[kind]
        assert encode(event) == body
        assert decode_event(kind, encode(event)) == event


@pytest.mark.parametrize("kind", sorted(e.EVENTS))
def test_a_sample_fills_every_field_so_that_a_new_field_asks_for_a_new_sample(kind):
    event = decode_event(kind, SAMPLES[kind][-1])
    for field in fields(event):
        assert getattr(event, field.name) != field.default, f"{kind}.{field.name} has its default in the last sample"


@pytest.mark.parametrize("kind", sorted(e.EVENTS))
def test_fields_with_their_default_are_left_out_and_come_back(kind):
    full = decode_event(kind, SAMPLES[kind][-1])
    required = {field.name: getattr(full, field.name) for field in fields(full) if field.default is MISSING}
    least = e.EVENTS[kind](**required)
    body = encode(least)
    assert decode_event(kind, body) == least
    assert all(f'"{field.name}":'.encode() not in body for field in fields(full) if field.default is not MISSING)


@pytest.mark.parametrize("kind", [kind.__name__ for kind in e.PART_EVENTS])
def test_every_event_of_a_part_changes_its_state(kind):
    assert e.EVENTS[kind] in part._EVOLVE


def test_no_state_remembers_an_event_that_is_not_a_part_s():
    assert set(part._EVOLVE) == set(e.PART_EVENTS)


def test_an_unknown_kind_is_named():
    with pytest.raises(UnknownEvent, match="TeleportRequested"):
        decode_event("TeleportRequested", b"{}")


def test_the_same_fact_is_always_the_same_bytes():
    for body in SAMPLES["ApplicationFiled"]:
        assert encode(decode_event("ApplicationFiled", body)) == encode(decode_event("ApplicationFiled", body))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario.rule for scenario in SCENARIOS])
def test_every_state_survives_its_snapshot(scenario):
    state = fold(scenario.given)
    assert decode_state(encode(state)) == state


def test_the_state_of_nothing_survives_its_snapshot():
    assert decode_state(encode(PartState())) == PartState()


def test_moments_of_any_zone_are_the_same_moment_in_a_snapshot():
    moment = datetime(2026, 3, 2, 9, tzinfo=LAW_ZONE)
    state = fold([e.Happened(e.ApplicationReceived(), moment)])
    assert decode_state(encode(state)).last_at == moment == moment.astimezone(UTC)
