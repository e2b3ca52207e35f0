"""The decision and what follows: grant, refuse, issue, deliver, close, withdraw (行政许可法 §34, §38, §39, §44)."""

from __future__ import annotations

from datetime import datetime

from onewindow.core import commands as c
from onewindow.core import events as e
from onewindow.core import rules
from onewindow.core.deadlines import Facts
from onewindow.core.intake import acceptance, require, require_applicant, require_desk, require_own_body
from onewindow.core.procedure import profile_of
from onewindow.core.state import PartState, Status

BEFORE_DECISION = (Status.WAITING, Status.RECEIVED, Status.CORRECTING, Status.ACCEPTED)


def grant_on_commitment(
    state: PartState, command: c.GrantOnCommitment, actor: c.Actor, at: datetime, facts: Facts
) -> list[e.Event]:
    """Accepted and decided on the spot on the applicant's written promise; what he promises is checked afterwards (优化营商环境条例 §40)."""
    require(state, Status.RECEIVED)
    require_own_body(state, actor)
    if not facts.terms.commitment:
        raise rules.CommitmentNotOpen()
    if facts.terms.hearing == "mandatory":
        raise rules.HearingMissing()
    if not command.promise:
        raise rules.PromiseMissing()
    missing = tuple(str(need.key) for need in state.missing() if not need.tolerable)
    if missing and not state.defects:
        raise rules.IncompleteApplication(missing=missing)
    accepted = acceptance(state, at, facts, mode="commitment")[0]
    return [accepted, e.ApplicationGranted(actor.id, commitment=command.promise)]


def grant(state: PartState, command: c.Grant, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    _may_decide(state, actor, facts)
    if not command.text and any(review.verdict == "disagree" for review in state.reviews):
        raise rules.AdverseOpinionUnanswered()
    return [e.ApplicationGranted(actor.id, command.text)]


def refuse(state: PartState, command: c.Refuse, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    """With reasons; the document tells the remedies (§38)."""
    _may_decide(state, actor, facts)
    if not command.text:
        raise rules.ReasonMissing()
    return [e.ApplicationRefused(actor.id, command.text)]


def _may_decide(state: PartState, actor: c.Actor, facts: Facts) -> None:
    """Each part is decided by its own body, after every opinion, supplement and hearing is in; a joint part by its lead (§26, §34)."""
    require(state, Status.ACCEPTED)
    require_own_body(state, actor)
    if not state.claimed_by:
        raise rules.NotClaimed()
    if state.claimed_by != actor.id:
        raise rules.ClaimedByAnother()
    if state.open_reviews:
        raise rules.ReviewsOpen(departments=tuple(review.department for review in state.open_reviews))
    if state.supplements:
        raise rules.SupplementOutstanding(missing=tuple(str(key) for key in state.supplements))
    if state.hearing in ("told", "requested", "announced") or (facts.terms.hearing == "mandatory" and state.hearing != "held"):
        raise rules.HearingMissing()
    if state.is_paused:
        raise rules.ClockPausedNow(procedure=state.pauses[-1].procedure)
    if state.party == "told" or (profile_of(facts.terms).party and not state.party):
        raise rules.PartyNotHeard()


def issue(state: PartState, command: c.Issue, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    require(state, Status.GRANTED)
    require_own_body(state, actor)
    results = facts.terms.results
    if not results or len(command.permits) != len(results):
        raise rules.NothingToIssue()
    keys = (result.key for result in results)
    return [e.ResultIssued(tuple(zip(keys, command.permits, strict=True)))]


def deliver(state: PartState, command: c.Deliver, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    """Only a sealed document is delivered, and who received it is recorded (§44); then everything is done."""
    require(state, Status.ISSUED)
    require_desk(state, actor)
    if not facts.sealed:
        raise rules.NotSealedYet()
    if not command.way or not command.receiver:
        raise rules.ReceiverMissing()
    return [e.ResultDelivered(command.way, command.receiver), e.PartClosed()]


def close(state: PartState, command: c.Close, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    """Without delivery only where the result is an entry, not a certificate."""
    require(state, Status.GRANTED, Status.ISSUED)
    require_own_body(state, actor)
    certificates = any(result.certificate for result in facts.terms.results)
    if certificates or (state.status is Status.GRANTED and facts.terms.results):
        raise rules.NotPossibleNow(status=state.status.value)
    return [e.PartClosed()]


def withdraw(state: PartState, command: c.Withdraw, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    if state.status in (Status.GRANTED, Status.ISSUED):
        raise rules.TooLateToWithdraw()
    require(state, *BEFORE_DECISION)
    require_applicant(state, actor)
    return [e.ApplicationWithdrawn(actor.id, command.text)]
