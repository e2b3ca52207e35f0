"""What a part is now: the fold of its events. No rule is checked here; `part.py` decides, this only remembers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from onewindow.core import events as e
from onewindow.core.clock import Pause, law_day
from onewindow.core.commands import Defect, Given, Needed
from onewindow.core.terms import DocumentKey


class Status(StrEnum):
    WAITING = "waiting"
    RECEIVED = "received"
    CORRECTING = "correcting"
    ACCEPTED = "accepted"
    GRANTED = "granted"
    ISSUED = "issued"
    CLOSED = "closed"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    NOT_RECEIVED = "not_received"


ENDED = frozenset({Status.CLOSED, Status.REFUSED, Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.NOT_RECEIVED})


class Review(NamedTuple):
    """One department's opinion inside the part."""

    department: str
    role: str
    due_on: date | None = None
    by: str = ""
    verdict: str = ""
    text: str = ""


class PartState(NamedTuple):
    """One part. Empty defaults mean that it has not happened. A tuple, because a step copies it and every change stores it."""

    case: str = ""
    number: str = ""
    item: str = ""
    item_version: str = ""
    profile: str = ""
    department: str = ""
    lead_department: str = ""
    applicant: str = ""
    applicant_kind: str = "person"
    channel: str = "online"
    status: Status = Status.WAITING
    last_at: datetime | None = None
    needed: tuple[Needed, ...] = ()
    given: tuple[Given, ...] = ()
    waits_for: tuple[DocumentKey, ...] = ()
    gates: tuple[tuple[DocumentKey, DocumentKey], ...] = ()
    received_on: date | None = None
    defects: tuple[Defect, ...] = ()
    correction_until: date | None = None
    corrected: tuple[DocumentKey, ...] = ()
    accepted_on: date | None = None
    acceptance: str = ""
    supplements: tuple[DocumentKey, ...] = ()
    supplement_until: date | None = None
    reviews: tuple[Review, ...] = ()
    claimed_by: str = ""
    pauses: tuple[Pause, ...] = ()
    pause_expected: int = 0
    extended_by: int = 0
    hearing: str = ""
    hearing_until: date | None = None
    hearing_on: date | None = None
    party: str = ""
    party_until: date | None = None
    decided_on: date | None = None
    decision: str = ""
    documents: tuple[tuple[DocumentKey, str], ...] = ()
    ground: str = ""

    @property
    def is_ended(self) -> bool:
        return self.status in ENDED

    @property
    def is_paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].until is None

    @property
    def open_reviews(self) -> tuple[Review, ...]:
        return tuple(review for review in self.reviews if not review.verdict)

    def suppliable(self) -> tuple[DocumentKey, ...]:
        """Awaited documents that the applicant can make now, because what they must follow exists."""
        closed = {key for key, gate in self.gates if gate in self.waits_for}
        return tuple(dict.fromkeys(key for key, _ in self.gates if key in self.waits_for and key not in closed))

    def wants(self, key: DocumentKey) -> bool:
        """Whether this document, made by another part of the case, opens the part or fills a gap in it."""
        if self.status is Status.WAITING:
            return key in self.waits_for
        if self.status is Status.ACCEPTED:
            return key in self.supplements
        return self.status is Status.RECEIVED and any(need.key == key for need in self.missing())

    def missing(self) -> tuple[Needed, ...]:
        """Needed materials that were not given; of alternatives, the first when none was given."""
        given = {material.key for material in self.given}
        met_groups = {need.group for need in self.needed if need.group and need.key in given}
        found: list[Needed] = []
        for need in self.needed:
            if need.key in given or (need.group is not None and need.group in met_groups):
                continue
            if need.group is not None:
                met_groups.add(need.group)
            found.append(need)
        return tuple(found)


def evolve(state: PartState, event: e.Event, at: datetime) -> PartState:
    """The part after the event."""
    return _EVOLVE[type(event)](state, event, at)


def fold(events: Iterable[e.Happened]) -> PartState:
    """The part after all its events, in order."""
    state = PartState()
    for happened in events:
        state = evolve(state, happened.event, happened.at)
    return state


def _filed(state: PartState, event: e.ApplicationFiled, at: datetime) -> PartState:
    return PartState(
        case=event.case,
        number=event.number,
        item=event.item,
        item_version=event.item_version,
        profile=event.profile,
        department=event.department,
        lead_department=event.lead_department,
        applicant=event.applicant,
        applicant_kind=event.applicant_kind,
        channel=event.channel,
        last_at=at,
        needed=event.needed,
        given=event.given,
        waits_for=event.waits_for,
        gates=event.gates,
    )


def _arrived(state: PartState, event: e.DocumentArrived, at: datetime) -> PartState:
    waits = tuple(key for key in state.waits_for if key != event.key)
    given = (*state.given, Given(event.key, event.how, event.permit))
    return state._replace(waits_for=waits, given=given, last_at=at)


def _received(state: PartState, event: e.ApplicationReceived, at: datetime) -> PartState:
    return state._replace(status=Status.RECEIVED, received_on=law_day(at), last_at=at)


def _not_received(state: PartState, event: e.NotReceived, at: datetime) -> PartState:
    return state._replace(status=Status.NOT_RECEIVED, last_at=at)


def _correction_requested(state: PartState, event: e.CorrectionRequested, at: datetime) -> PartState:
    return state._replace(status=Status.CORRECTING, defects=event.defects, correction_until=event.until, last_at=at)


def _correction_supplied(state: PartState, event: e.CorrectionSupplied, at: datetime) -> PartState:
    corrected = (*state.corrected, *(material.key for material in event.given))
    satisfied = {defect.key for defect in state.defects} <= set(corrected)
    state = state._replace(corrected=corrected, given=_put(state.given, event.given), last_at=at)
    return state._replace(status=Status.RECEIVED, received_on=law_day(at)) if satisfied else state


def _put(given: tuple[Given, ...], new: tuple[Given, ...]) -> tuple[Given, ...]:
    replaced = {material.key for material in new}
    return (*(material for material in given if material.key not in replaced), *new)


def _accepted(state: PartState, event: e.ApplicationAccepted, at: datetime) -> PartState:
    return state._replace(
        status=Status.ACCEPTED,
        accepted_on=event.on,
        acceptance=event.mode,
        supplements=event.missing,
        supplement_until=event.supplement_until,
        last_at=at,
    )


def _reviews_requested(state: PartState, event: e.ReviewsRequested, at: datetime) -> PartState:
    return state._replace(reviews=tuple(Review(*asked) for asked in event.reviews), last_at=at)


def _acceptance_refused(state: PartState, event: e.AcceptanceRefused, at: datetime) -> PartState:
    return state._replace(status=Status.NOT_ACCEPTED, ground=event.ground, last_at=at)


def _supplement_supplied(state: PartState, event: e.SupplementSupplied, at: datetime) -> PartState:
    supplied = {material.key for material in event.given}
    missing = tuple(key for key in state.supplements if key not in supplied)
    return state._replace(supplements=missing, given=_put(state.given, event.given), last_at=at)


def _review_claimed(state: PartState, event: e.ReviewClaimed, at: datetime) -> PartState:
    return state._replace(reviews=_with_review(state, event.department, by=event.by), last_at=at)


def _opinion_given(state: PartState, event: e.OpinionGiven, at: datetime) -> PartState:
    reviews = _with_review(state, event.department, by=event.by, verdict=event.verdict, text=event.text)
    return state._replace(reviews=reviews, last_at=at)


def _with_review(state: PartState, department: str, **changes: Any) -> tuple[Review, ...]:
    return tuple(review._replace(**changes) if review.department == department else review for review in state.reviews)


def _decision_claimed(state: PartState, event: e.DecisionClaimed, at: datetime) -> PartState:
    return state._replace(claimed_by=event.by, last_at=at)


def _paused(state: PartState, event: e.ClockPaused, at: datetime) -> PartState:
    since = law_day(at)
    if state.pauses and state.pauses[-1].until is not None and since <= state.pauses[-1].until:
        since = state.pauses[-1].until + timedelta(days=1)
    pauses = (*state.pauses, Pause(since, None, event.procedure))
    return state._replace(pauses=pauses, pause_expected=event.expected_days, last_at=at)


def _resumed(state: PartState, event: e.ClockResumed, at: datetime) -> PartState:
    *earlier, last = state.pauses
    # A second pause of one day begins the day after; ended before that, it covers no day of its own.
    ended = [last._replace(until=law_day(at))] if last.since <= law_day(at) else []
    return state._replace(pauses=(*earlier, *ended), pause_expected=0, last_at=at)


def _extended(state: PartState, event: e.TermExtended, at: datetime) -> PartState:
    return state._replace(extended_by=event.days, last_at=at)


def _hearing_right_told(state: PartState, event: e.HearingRightTold, at: datetime) -> PartState:
    return state._replace(hearing="told", hearing_until=event.until, last_at=at)


def _hearing_requested(state: PartState, event: e.HearingRequested, at: datetime) -> PartState:
    return state._replace(hearing="requested", last_at=at)


def _hearing_right_lapsed(state: PartState, event: e.HearingRightLapsed, at: datetime) -> PartState:
    return state._replace(hearing="lapsed", last_at=at)


def _hearing_announced(state: PartState, event: e.HearingAnnounced, at: datetime) -> PartState:
    return state._replace(hearing="announced", hearing_on=event.on, last_at=at)


def _hearing_held(state: PartState, event: e.HearingHeld, at: datetime) -> PartState:
    return state._replace(hearing="held", last_at=at)


def _party_told(state: PartState, event: e.PartyTold, at: datetime) -> PartState:
    return state._replace(party="told", party_until=event.until, last_at=at)


def _statement_recorded(state: PartState, event: e.StatementRecorded, at: datetime) -> PartState:
    return state._replace(party="heard", last_at=at)


def _statement_right_lapsed(state: PartState, event: e.StatementRightLapsed, at: datetime) -> PartState:
    return state._replace(party="lapsed", last_at=at)


def _granted(state: PartState, event: e.ApplicationGranted, at: datetime) -> PartState:
    return state._replace(status=Status.GRANTED, decision="granted", decided_on=law_day(at), last_at=at)


def _refused(state: PartState, event: e.ApplicationRefused, at: datetime) -> PartState:
    return state._replace(status=Status.REFUSED, decision="refused", decided_on=law_day(at), last_at=at)


def _issued(state: PartState, event: e.ResultIssued, at: datetime) -> PartState:
    return state._replace(status=Status.ISSUED, documents=event.documents, last_at=at)


def _delivered(state: PartState, event: e.ResultDelivered, at: datetime) -> PartState:
    return state._replace(last_at=at)


def _closed(state: PartState, event: e.PartClosed, at: datetime) -> PartState:
    return state._replace(status=Status.CLOSED, last_at=at)


def _withdrawn(state: PartState, event: e.Event, at: datetime) -> PartState:
    ground = {e.CorrectionLapsed: "correction_lapsed", e.SupplementLapsed: "supplement_lapsed"}.get(type(event), "applicant")
    return state._replace(status=Status.WITHDRAWN, ground=ground, last_at=at)


_EVOLVE: dict[type, Callable[..., PartState]] = {
    e.ApplicationFiled: _filed,
    e.DocumentArrived: _arrived,
    e.ApplicationReceived: _received,
    e.NotReceived: _not_received,
    e.CorrectionRequested: _correction_requested,
    e.CorrectionSupplied: _correction_supplied,
    e.CorrectionLapsed: _withdrawn,
    e.ApplicationAccepted: _accepted,
    e.AcceptanceRefused: _acceptance_refused,
    e.ReviewsRequested: _reviews_requested,
    e.SupplementSupplied: _supplement_supplied,
    e.SupplementLapsed: _withdrawn,
    e.ReviewClaimed: _review_claimed,
    e.OpinionGiven: _opinion_given,
    e.DecisionClaimed: _decision_claimed,
    e.ClockPaused: _paused,
    e.ClockResumed: _resumed,
    e.TermExtended: _extended,
    e.HearingRightTold: _hearing_right_told,
    e.HearingRequested: _hearing_requested,
    e.HearingRightLapsed: _hearing_right_lapsed,
    e.HearingAnnounced: _hearing_announced,
    e.HearingHeld: _hearing_held,
    e.PartyTold: _party_told,
    e.StatementRecorded: _statement_recorded,
    e.StatementRightLapsed: _statement_right_lapsed,
    e.ApplicationGranted: _granted,
    e.ApplicationRefused: _refused,
    e.ResultIssued: _issued,
    e.ResultDelivered: _delivered,
    e.PartClosed: _closed,
    e.ApplicationWithdrawn: _withdrawn,
}
