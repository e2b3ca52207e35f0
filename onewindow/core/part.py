"""One part of a case: what a command makes happen, and what lapses by itself. The rules of each stage stand in the module named beside its verbs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from onewindow.core import commands as c
from onewindow.core import decision, intake, review, rules
from onewindow.core import events as e
from onewindow.core.clock import end_of_day, law_day
from onewindow.core.deadlines import Facts, lapse_on
from onewindow.core.procedure import commands_of
from onewindow.core.state import PartState, Status, evolve

DECIDERS: dict[type, Callable[..., list[e.Event]]] = {
    c.FileApplication: intake.file,
    c.SupplyAwaited: intake.supply_awaited,
    c.ReceiveDocument: intake.receive_document,
    c.CloseAsNotReceived: intake.close_as_not_received,
    c.RequestCorrection: intake.request_correction,
    c.SupplyCorrection: intake.supply_correction,
    c.Accept: intake.accept,
    c.RefuseAcceptance: intake.refuse_acceptance,
    c.SupplySupplement: intake.supply_supplement,
    c.ClaimReview: review.claim_review,
    c.GiveOpinion: review.give_opinion,
    c.ClaimDecision: review.claim_decision,
    c.PauseClock: review.pause_clock,
    c.ResumeClock: review.resume_clock,
    c.ExtendTerm: review.extend_term,
    c.TellHearingRight: review.tell_hearing_right,
    c.RequestHearing: review.request_hearing,
    c.AnnounceHearing: review.announce_hearing,
    c.RecordHearing: review.record_hearing,
    c.TellParty: review.tell_party,
    c.RecordStatement: review.record_statement,
    c.GrantOnCommitment: decision.grant_on_commitment,
    c.Grant: decision.grant,
    c.Refuse: decision.refuse,
    c.Issue: decision.issue,
    c.Deliver: decision.deliver,
    c.Close: decision.close,
    c.Withdraw: decision.withdraw,
}


def decide(state: PartState, command: c.Command, *, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    """What the command makes happen, or the broken rule. The caller has settled what lapsed up to `at`."""
    if type(command) not in commands_of(facts.terms):
        raise rules.StepNotInProcedure(procedure=facts.terms.profile)
    if state.last_at is not None and law_day(at) < law_day(state.last_at):
        raise rules.TimeRunsBackwards(last=state.last_at)
    return DECIDERS[type(command)](state, command, actor, at, facts)


def settle(state: PartState, at: datetime, facts: Facts) -> list[e.Happened]:
    """What lapsed up to `at`, each with the moment at which it took effect: the end of its last day.

    Deemed acceptance (行政许可法 §32(四)), unanswered corrections and supplements (安阳市政务服务条例 §24, §36), hearing rights (§47).
    """
    happened: list[e.Happened] = []
    while (day := lapse_on(state, facts)) is not None and end_of_day(day) <= at:
        moment = max(end_of_day(day), state.last_at) if state.last_at else end_of_day(day)
        for event in _lapse(state, moment, facts):
            state = evolve(state, event, moment)
            happened.append(e.Happened(event, moment))
    return happened


def _lapse(state: PartState, at: datetime, facts: Facts) -> list[e.Event]:
    if state.status is Status.RECEIVED:
        return intake.acceptance(state, at, facts, mode="deemed")
    if state.status is Status.CORRECTING:
        return [e.CorrectionLapsed(facts.calendar.version)]
    day = lapse_on(state, facts)
    if state.supplements and state.supplement_until == day:
        return [e.SupplementLapsed(facts.calendar.version)]
    if state.hearing == "told" and state.hearing_until == day:
        return [e.HearingRightLapsed(facts.calendar.version)]
    return [e.StatementRightLapsed(facts.calendar.version)]
