"""Which clocks of a part run, when time itself acts, and who has to act next by when. All of it computed from the state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from onewindow.core import procedure
from onewindow.core.clock import Calendar, Due, Pause, due, due_on, end_of_day, law_day
from onewindow.core.state import PartState, Review, Status
from onewindow.core.terms import ItemTerms, Limit, ReviewTerm, Unit


@dataclass(frozen=True, slots=True)
class Facts:
    """What a decision rests on beside the state: the item's terms, the working-day calendar, whether the result PDF is sealed."""

    terms: ItemTerms
    calendar: Calendar
    sealed: bool = False


class Clock(NamedTuple):
    """One running period: `name` is completeness, promised, statutory or delivery."""

    name: str
    started_on: date
    limit: Limit
    pauses: tuple[Pause, ...] = ()
    extended_by: int = 0

    def due(self, calendar: Calendar) -> Due:
        return due(self.started_on, self.limit, calendar, self.pauses, self.extended_by)

    def due_on(self, calendar: Calendar) -> date | None:
        return due_on(self.started_on, self.limit, calendar, self.pauses, self.extended_by)


class Act(NamedTuple):
    """Something that is to be done: at which desk (`clerk`, `applicant`, or a department's code), by whom if claimed, by when."""

    name: str
    desk: str
    holder: str = ""
    due_on: date | None = None


def completeness_clock(state: PartState, facts: Facts) -> Clock:
    """From receipt: tell what is missing, or it counts as accepted (行政许可法 §32(四))."""
    assert state.received_on is not None
    return Clock("completeness", state.received_on, procedure.completeness_limit(facts.terms))


def promised_clock(state: PartState, facts: Facts) -> Clock:
    assert state.accepted_on is not None
    limit = procedure.promised_limit(facts.terms)
    return Clock("promised", state.accepted_on, limit, state.pauses, state.extended_by)


def statutory_clock(state: PartState, facts: Facts) -> Clock:
    """From acceptance: decide (行政许可法 §42); pauses of §45 do not count, an extension adds."""
    assert state.accepted_on is not None
    limit = procedure.statutory_limit(facts.terms)
    return Clock("statutory", state.accepted_on, limit, state.pauses, state.extended_by)


def delivery_clock(state: PartState, facts: Facts) -> Clock:
    """From the decision: issue and deliver within ten days (行政许可法 §44)."""
    assert state.decided_on is not None
    return Clock("delivery", state.decided_on, procedure.DELIVERY)


def decide_by(state: PartState, facts: Facts) -> date | None:
    """The day by which the body decides: the promise, never later than the law; None while the clock stands still."""
    promise, law = promised_clock(state, facts), statutory_clock(state, facts)
    if promise.limit.unit is law.limit.unit:  # both stop and are extended together, so the shorter ends first
        return min(promise, law, key=_days).due_on(facts.calendar)
    promised, statutory = promise.due_on(facts.calendar), law.due_on(facts.calendar)
    return min(promised, statutory) if promised and statutory else None


def _days(clock: Clock) -> int:
    return clock.limit.days


def review_due(term: ReviewTerm, accepted_on: date, facts: Facts) -> date:
    """The day by which a department's opinion is due: its own days, else half of the promise, at least one working day."""
    promise = procedure.promised_limit(facts.terms)
    days = term.days if term.days is not None else max(1, promise.days // 2)
    return due_on(accepted_on, Limit(days, Unit.WORKDAY), facts.calendar) or accepted_on


def lapse_on(state: PartState, facts: Facts) -> date | None:
    """The last day after which time itself acts on the part; None when it does not."""
    if state.status is Status.RECEIVED and procedure.profile_of(facts.terms).deemed:
        return completeness_clock(state, facts).due_on(facts.calendar)
    if state.status is Status.CORRECTING:
        return state.correction_until
    if state.status is not Status.ACCEPTED:
        return None
    days = (
        state.supplement_until if state.supplements else None,
        state.hearing_until if state.hearing == "told" else None,
        state.party_until if state.party == "told" else None,
    )
    return min((day for day in days if day is not None), default=None)


def wake_at(state: PartState, facts: Facts) -> datetime | None:
    """The moment at which the worker must look at the part."""
    day = lapse_on(state, facts)
    return end_of_day(day) if day is not None else None


def next_acts(state: PartState, facts: Facts) -> tuple[Act, ...]:
    """Who has to do what next; never empty for an open part."""
    return _ACTS[state.status](state, facts) if not state.is_ended else ()


def _waiting(state: PartState, facts: Facts) -> tuple[Act, ...]:
    if state.suppliable():
        return (Act("supply", "applicant", state.applicant),)
    return (Act("wait", state.lead_department),)


def _received(state: PartState, facts: Facts) -> tuple[Act, ...]:
    return (Act("accept", "clerk", due_on=completeness_clock(state, facts).due_on(facts.calendar)),)


def _correcting(state: PartState, facts: Facts) -> tuple[Act, ...]:
    return (Act("correct", "applicant", state.applicant, state.correction_until),)


def _accepted(state: PartState, facts: Facts) -> tuple[Act, ...]:
    acts = [_review_act(review) for review in state.open_reviews]
    if state.supplements:
        acts.append(Act("supplement", "applicant", state.applicant, state.supplement_until))
    acts.append(Act("resume" if state.is_paused else "decide", state.department, state.claimed_by, _decision_due(state, facts)))
    return tuple(acts)


def _review_act(review: Review) -> Act:
    return Act("review", review.department, review.by, review.due_on)


def _decision_due(state: PartState, facts: Facts) -> date | None:
    if state.is_paused:
        since = state.pauses[-1].since
        return facts.calendar.add_working_days(since - timedelta(days=1), max(1, state.pause_expected))
    return decide_by(state, facts)


def _granted(state: PartState, facts: Facts) -> tuple[Act, ...]:
    name = "issue" if facts.terms.results else "close"
    return (Act(name, state.department, state.claimed_by, delivery_clock(state, facts).due_on(facts.calendar)),)


def _issued(state: PartState, facts: Facts) -> tuple[Act, ...]:
    due_day = delivery_clock(state, facts).due_on(facts.calendar)
    if any(result.certificate for result in facts.terms.results):
        return (Act("deliver", "clerk", due_on=due_day),)
    return (Act("close", state.department, state.claimed_by, due_day),)


_ACTS = {
    Status.WAITING: _waiting,
    Status.RECEIVED: _received,
    Status.CORRECTING: _correcting,
    Status.ACCEPTED: _accepted,
    Status.GRANTED: _granted,
    Status.ISSUED: _issued,
}


def is_overdue(state: PartState, facts: Facts, at: datetime) -> bool:
    """Whether the limit of law for the decision has passed without one."""
    if state.status is not Status.ACCEPTED:
        return False
    last = statutory_clock(state, facts).due_on(facts.calendar)
    return last is not None and law_day(at) > last
