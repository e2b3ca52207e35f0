"""What one part of an application does to the others."""

from dataclasses import replace

import pytest

from onewindow.core import commands as c
from onewindow.core import events as e
from onewindow.core import rules
from onewindow.core.case import consequences, opens_or_closes
from onewindow.core.deadlines import Facts
from onewindow.core.part import decide
from onewindow.core.state import Status, fold
from tests.cast import MAYOR
from tests.core.items import CALENDAR, DEED, FOOD, JOINT, LICENCE, PLAIN, SIGN, TESTED
from tests.core.scenarios import THURSDAY, WEDNESDAY, accepted, happened, received, waiting

WAITS = fold(waiting(PLAIN, LICENCE))
WAITS_FOR_TWO = fold(waiting(PLAIN, LICENCE, DEED))
WAITS_FOR_OTHER = fold(waiting(PLAIN, FOOD))
RECEIVED = fold(received(PLAIN))
ISSUED = e.ResultIssued(((LICENCE, "permit"), (SIGN, "second")))
WITHOUT_DOCUMENT = [
    e.AcceptanceRefused("no_permit_needed"),
    e.ApplicationRefused("by", "ref"),
    e.ApplicationWithdrawn("by"),
    e.CorrectionLapsed(),
    e.SupplementLapsed(),
    e.NotReceived(FOOD),
]


def test_an_issued_document_reaches_every_part_that_waits_for_it_and_no_other():
    others = {"first": WAITS, "second": WAITS_FOR_TWO, "other": WAITS_FOR_OTHER, "received": RECEIVED}
    assert consequences(ISSUED, (LICENCE, SIGN), others) == [
        ("first", c.ReceiveDocument(LICENCE, "permit")),
        ("second", c.ReceiveDocument(LICENCE, "permit")),
    ]


@pytest.mark.parametrize("event", WITHOUT_DOCUMENT, ids=lambda event: type(event).__name__)
def test_a_part_that_ends_without_its_document_closes_those_that_wait_for_it(event):
    others = {"first": WAITS, "other": WAITS_FOR_OTHER, "received": RECEIVED}
    assert opens_or_closes(event)
    assert consequences(event, (LICENCE,), others) == [("first", c.CloseAsNotReceived(LICENCE))]


def test_a_part_that_is_not_waiting_any_more_is_left_alone():
    closed = WAITS._replace(status=Status.NOT_RECEIVED)
    assert consequences(ISSUED, (LICENCE,), {"closed": closed}) == []
    assert consequences(e.CorrectionLapsed(), (LICENCE,), {"closed": closed}) == []


@pytest.mark.parametrize("event", [e.ApplicationReceived(), e.PartClosed(), e.ApplicationGranted("by")])
def test_other_events_concern_their_own_part_only(event):
    assert not opens_or_closes(event)
    assert consequences(event, (LICENCE,), {"first": WAITS}) == []


def test_a_second_pause_on_the_day_of_the_first_takes_no_day_away():
    """Pausing and resuming within one day, however often, costs that one day."""
    once = (e.ClockPaused("test", 1), e.ClockResumed("test"))
    state = fold((*accepted(TESTED), *happened(*once, *once, *once, at=WEDNESDAY)))
    assert [(pause.since, pause.until) for pause in state.pauses] == [(WEDNESDAY.date(), WEDNESDAY.date())]
    later = fold((*accepted(TESTED), *happened(*once, once[0], at=WEDNESDAY), *happened(once[1], at=THURSDAY)))
    assert [(pause.since, pause.until) for pause in later.pauses] == [
        (WEDNESDAY.date(), WEDNESDAY.date()),
        (THURSDAY.date(), THURSDAY.date()),
    ]


def test_a_joint_handling_is_extended_by_the_government_whatever_kind_its_item_is():
    service = replace(JOINT, profile="service")
    state = fold(accepted(service))
    facts = Facts(service, CALENDAR)
    assert decide(state, c.ExtendTerm(15, "ref"), actor=MAYOR, at=WEDNESDAY, facts=facts) == [e.TermExtended(15, MAYOR.id, "ref")]
    alone = replace(service, joint=False)
    with pytest.raises(rules.StepNotInProcedure):
        decide(fold(accepted(alone)), c.ExtendTerm(15, "ref"), actor=MAYOR, at=WEDNESDAY, facts=Facts(alone, CALENDAR))
