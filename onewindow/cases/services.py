"""The verbs: the only way a case changes. Each makes a command; rules are in core, the transaction in `change.py`."""

from __future__ import annotations

from datetime import date, datetime

from onewindow.cases.change import Outcome, change, settle_part
from onewindow.cases.documents import is_sealed
from onewindow.cases.permits import give_permits
from onewindow.cases.submission import Application, submit
from onewindow.core import commands as c
from onewindow.core.commands import Actor, Defect, Given

__all__ = ["Application", "Outcome", "settle_part"]


def submit_application(application: Application, *, actor: Actor, at: datetime, key: str) -> Outcome:
    """Send one application (行政许可法 §29); the outcome's stream is the case's id."""
    return submit(application, actor=actor, at=at, key=key)


def supply_awaited(*, part: str, given: tuple[Given, ...], actor: Actor, at: datetime, key: str) -> Outcome:
    """Hand in what could not be made before another part's document existed."""
    return change(part, c.SupplyAwaited(given), actor=actor, at=at, key=key)


def request_correction(*, part: str, defects: tuple[Defect, ...], actor: Actor, at: datetime, key: str) -> Outcome:
    """Tell once everything to put right (§32(四)); each defect carries its words in `text`."""
    return change(part, c.RequestCorrection(defects), actor=actor, at=at, key=key)


def supply_correction(*, part: str, given: tuple[Given, ...], actor: Actor, at: datetime, key: str) -> Outcome:
    """Hand in what the correction notice lists."""
    return change(part, c.SupplyCorrection(given), actor=actor, at=at, key=key)


def accept(*, part: str, tolerate: bool = False, promise: str = "", actor: Actor, at: datetime, key: str) -> Outcome:
    """Accept (§32(五)); with `tolerate` on the applicant's `promise` to hand in the rest (容缺受理)."""
    return change(part, c.Accept(tolerate, promise), actor=actor, at=at, key=key)


def refuse_acceptance(
    *, part: str, ground: str, reason: str, competent: str = "", actor: Actor, at: datetime, key: str
) -> Outcome:
    """Not accept: `ground` is no_permit_needed or not_competent (§32(一)(二))."""
    return change(part, c.RefuseAcceptance(ground, reason, competent), actor=actor, at=at, key=key)


def supply_supplement(*, part: str, given: tuple[Given, ...], actor: Actor, at: datetime, key: str) -> Outcome:
    """Hand in what was tolerated as missing."""
    return change(part, c.SupplySupplement(given), actor=actor, at=at, key=key)


def claim_review(*, part: str, department: str, actor: Actor, at: datetime, key: str) -> Outcome:
    """Take the department's opinion in hand."""
    return change(part, c.ClaimReview(department), actor=actor, at=at, key=key)


def give_opinion(*, part: str, department: str, verdict: str, text: str = "", actor: Actor, at: datetime, key: str) -> Outcome:
    """Give the department's opinion: agree, agree_after_change or disagree."""
    return change(part, c.GiveOpinion(department, verdict, text), actor=actor, at=at, key=key)


def claim_decision(*, part: str, actor: Actor, at: datetime, key: str) -> Outcome:
    """Take examination and decision in hand."""
    return change(part, c.ClaimDecision(), actor=actor, at=at, key=key)


def pause_clock(*, part: str, procedure: str, expected_days: int, actor: Actor, at: datetime, key: str) -> Outcome:
    """Stop the clock for a procedure the law does not count (§45)."""
    return change(part, c.PauseClock(procedure, expected_days), actor=actor, at=at, key=key)


def resume_clock(*, part: str, text: str = "", actor: Actor, at: datetime, key: str) -> Outcome:
    """The special procedure is over; today is its last day."""
    return change(part, c.ResumeClock(text), actor=actor, at=at, key=key)


def extend_term(*, part: str, days: int, reason: str, actor: Actor, at: datetime, key: str) -> Outcome:
    """Extend the term once (§42)."""
    return change(part, c.ExtendTerm(days, reason), actor=actor, at=at, key=key)


def tell_hearing_right(*, part: str, actor: Actor, at: datetime, key: str) -> Outcome:
    """Tell of the right to a hearing (§47)."""
    return change(part, c.TellHearingRight(), actor=actor, at=at, key=key)


def request_hearing(*, part: str, actor: Actor, at: datetime, key: str) -> Outcome:
    """Ask for the hearing (§47)."""
    return change(part, c.RequestHearing(), actor=actor, at=at, key=key)


def announce_hearing(*, part: str, on: date, presider: str, actor: Actor, at: datetime, key: str) -> Outcome:
    """Announce the hearing seven working days ahead (§48); `presider` is an account id."""
    return change(part, c.AnnounceHearing(on, presider), actor=actor, at=at, key=key)


def record_hearing(*, part: str, record: str, actor: Actor, at: datetime, key: str) -> Outcome:
    """Put the signed record in; the clock goes on (§48(五))."""
    return change(part, c.RecordHearing(record), actor=actor, at=at, key=key)


def tell_party(*, part: str, days: int, actor: Actor, at: datetime, key: str) -> Outcome:
    """Tell the other party of the request and of his right to answer."""
    return change(part, c.TellParty(days), actor=actor, at=at, key=key)


def record_statement(*, part: str, statement: str, actor: Actor, at: datetime, key: str) -> Outcome:
    """Record what the other party says."""
    return change(part, c.RecordStatement(statement), actor=actor, at=at, key=key)


def grant_on_commitment(*, part: str, promise: str, actor: Actor, at: datetime, key: str) -> Outcome:
    """Decide on the spot on the applicant's promise (告知承诺)."""
    return change(part, c.GrantOnCommitment(promise), actor=actor, at=at, key=key)


def grant(*, part: str, reason: str = "", actor: Actor, at: datetime, key: str) -> Outcome:
    """Decide for the applicant (§38)."""
    return change(part, c.Grant(reason), actor=actor, at=at, key=key)


def refuse(*, part: str, reason: str, actor: Actor, at: datetime, key: str) -> Outcome:
    """Decide against the applicant, with reasons (§38)."""
    return change(part, c.Refuse(reason), actor=actor, at=at, key=key)


def issue(*, part: str, actor: Actor, at: datetime, key: str) -> Outcome:
    """Make the results exist (§39); parts of the case that waited for them are received in the same transaction."""
    return change(part, c.Issue(()), actor=actor, at=at, key=key, complete=give_permits)


def deliver(*, part: str, way: str, receiver: str, actor: Actor, at: datetime, key: str) -> Outcome:
    """Hand over the sealed result (§44); `receiver` is who took it."""
    return change(part, c.Deliver(way, receiver), actor=actor, at=at, key=key, sealed=is_sealed(part))


def close(*, part: str, actor: Actor, at: datetime, key: str) -> Outcome:
    """End a part whose result needs no delivery."""
    return change(part, c.Close(), actor=actor, at=at, key=key)


def withdraw(*, part: str, reason: str = "", actor: Actor, at: datetime, key: str) -> Outcome:
    """Take the application back before the decision."""
    return change(part, c.Withdraw(reason), actor=actor, at=at, key=key)
