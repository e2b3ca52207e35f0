"""Between acceptance and decision: parallel opinions, pauses, the one extension, hearings, the other party (行政许可法 §34-§48)."""

from __future__ import annotations

from datetime import datetime

from onewindow.core import commands as c
from onewindow.core import events as e
from onewindow.core import procedure, rules
from onewindow.core.clock import due_on, law_day
from onewindow.core.deadlines import Facts, statutory_clock
from onewindow.core.intake import require, require_applicant, require_own_body
from onewindow.core.state import PartState, Review, Status
from onewindow.core.terms import Limit, Unit

VERDICTS = ("agree", "agree_after_change", "disagree")


def claim_review(state: PartState, command: c.ClaimReview, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    review = _own_review(state, command.department, actor)
    if review.by and review.by != actor.id:
        raise rules.ClaimedByAnother()
    return [e.ReviewClaimed(command.department, actor.id)]


def give_opinion(state: PartState, command: c.GiveOpinion, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    """The joint-review rule: every asked department answers for itself, in parallel, once; the part's own body waits for all of them."""
    review = _own_review(state, command.department, actor)
    if review.by and review.by != actor.id:
        raise rules.ClaimedByAnother()
    if command.verdict not in VERDICTS or (command.verdict != "agree" and not command.text):
        raise rules.ReasonMissing()
    return [e.OpinionGiven(command.department, command.verdict, actor.id, command.text)]


def _own_review(state: PartState, department: str, actor: c.Actor) -> Review:
    require(state, Status.ACCEPTED)
    asked = [review for review in state.reviews if review.department == department]
    if not asked:
        raise rules.ReviewNotAsked(department=department)
    if actor.department != department:
        raise rules.NotThisDepartment(department=department)
    if not actor.roles & {"approver", "head", "lead"}:
        raise rules.RoleMissing(role="approver")
    if asked[0].verdict:
        raise rules.OpinionAlreadyGiven(department=department)
    return asked[0]


def claim_decision(state: PartState, command: c.ClaimDecision, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    require(state, Status.ACCEPTED)
    require_own_body(state, actor)
    if state.claimed_by and state.claimed_by != actor.id:
        raise rules.ClaimedByAnother()
    return [e.DecisionClaimed(actor.id)]


def pause_clock(state: PartState, command: c.PauseClock, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    """Stop the clock for one of the eight procedures, if law requires it of this item (§45); the time needed is told in writing.

    A hearing stops it by its announcement, which alone can end it.
    """
    require(state, Status.ACCEPTED)
    require_own_body(state, actor)
    if command.procedure not in set(procedure.PAUSING) & set(facts.terms.pausing) - {"hearing"}:
        raise rules.NotAPausingProcedure(procedure=command.procedure)
    if state.is_paused:
        raise rules.ClockAlreadyPaused(procedure=state.pauses[-1].procedure)
    if command.expected_days < 1:
        raise rules.PauseTimeMissing()
    return [e.ClockPaused(command.procedure, command.expected_days)]


def resume_clock(state: PartState, command: c.ResumeClock, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    """The procedure is over: the day of resuming is the last that does not count."""
    require(state, Status.ACCEPTED)
    require_own_body(state, actor)
    if not state.is_paused:
        raise rules.ClockNotPaused()
    if state.pauses[-1].procedure == "hearing":
        raise rules.HearingMissing()
    return [e.ClockResumed(state.pauses[-1].procedure, command.text)]


def extend_term(state: PartState, command: c.ExtendTerm, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    """Once, before the term ends, with reasons, by the head of the body; a joint handling by the head of the government (§42)."""
    require(state, Status.ACCEPTED)
    approving = procedure.GOVERNMENT if facts.terms.joint else state.department
    if actor.department != approving:
        raise rules.NotThisDepartment(department=approving)
    if "head" not in actor.roles:
        raise rules.RoleMissing(role="head")
    if state.extended_by:
        raise rules.ExtensionOnlyOnce(days=state.extended_by)
    allowed = procedure.extension_limit(facts.terms)
    if not 1 <= command.days <= allowed:
        raise rules.ExtensionTooLong(allowed=allowed)
    if not command.text:
        raise rules.ReasonMissing()
    last = statutory_clock(state, facts).due_on(facts.calendar)
    if last is not None and law_day(at) > last:
        raise rules.TermAlreadyOver(due_on=last)
    return [e.TermExtended(command.days, actor.id, command.text)]


def tell_hearing_right(
    state: PartState, command: c.TellHearingRight, actor: c.Actor, at: datetime, facts: Facts
) -> list[e.Event]:
    require(state, Status.ACCEPTED)
    require_own_body(state, actor)
    if facts.terms.hearing != "on_request" or state.hearing:
        raise rules.HearingNotOpen()
    until = due_on(law_day(at), procedure.HEARING_REQUEST, facts.calendar)
    assert until is not None
    return [e.HearingRightTold(until)]


def request_hearing(state: PartState, command: c.RequestHearing, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    require(state, Status.ACCEPTED)
    require_applicant(state, actor)
    if state.hearing != "told":
        raise rules.HearingNotOpen()
    return [e.HearingRequested(actor.id)]


def announce_hearing(state: PartState, command: c.AnnounceHearing, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    """Seven days' notice, presided over by someone who does not examine the case (§48); its days do not count (§45)."""
    require(state, Status.ACCEPTED)
    require_own_body(state, actor)
    mandatory = facts.terms.hearing == "mandatory" and not state.hearing
    if not mandatory and state.hearing != "requested":
        raise rules.HearingNotOpen()
    if state.is_paused:
        raise rules.ClockAlreadyPaused(procedure=state.pauses[-1].procedure)
    earliest = facts.calendar.add_working_days(law_day(at), procedure.HEARING_NOTICE_DAYS)
    if command.on < earliest:
        raise rules.HearingNoticeTooShort(earliest=earliest)
    if not command.presider or command.presider in _examiners(state, actor):
        raise rules.PresiderReviewed()
    days = facts.calendar.working_days_between(law_day(at), command.on)
    return [e.HearingAnnounced(command.on, command.presider), e.ClockPaused("hearing", days)]


def _examiners(state: PartState, actor: c.Actor) -> set[str]:
    return {actor.id, state.claimed_by, *(review.by for review in state.reviews)}


def record_hearing(state: PartState, command: c.RecordHearing, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    require(state, Status.ACCEPTED)
    require_own_body(state, actor)
    if state.hearing != "announced" or state.hearing_on is None:
        raise rules.HearingNotOpen()
    if law_day(at) < state.hearing_on:
        raise rules.HearingNotYet(on=state.hearing_on)
    if not command.text:
        raise rules.ReasonMissing()
    return [e.HearingHeld(command.text), e.ClockResumed("hearing", command.text)]


def tell_party(state: PartState, command: c.TellParty, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    require(state, Status.ACCEPTED)
    require_own_body(state, actor)
    if state.party or command.days < 1:
        raise rules.NotPossibleNow(status=state.status.value)
    until = due_on(law_day(at), Limit(command.days, Unit.WORKDAY), facts.calendar)
    assert until is not None
    return [e.PartyTold(until)]


def record_statement(state: PartState, command: c.RecordStatement, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    require(state, Status.ACCEPTED)
    require_own_body(state, actor)
    if state.party != "told":
        raise rules.NotPossibleNow(status=state.status.value)
    if not command.text:
        raise rules.ReasonMissing()
    return [e.StatementRecorded(command.text)]
