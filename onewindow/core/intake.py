"""From the application to its acceptance: receive, tell once what is missing, accept, not accept (行政许可法 §29-§32)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from onewindow.core import commands as c
from onewindow.core import events as e
from onewindow.core import procedure, rules
from onewindow.core.clock import due_on, law_day
from onewindow.core.deadlines import Facts, review_due
from onewindow.core.state import PartState, Status
from onewindow.core.terms import DocumentKey, Limit, Unit

GROUNDS = ("no_permit_needed", "not_competent")


def require(state: PartState, *statuses: Status) -> None:
    """The command is lawful in these states only."""
    if state.status in statuses:
        return
    if state.is_ended:
        raise rules.AlreadyEnded(status=state.status.value)
    if state.status is Status.WAITING:
        raise rules.StillWaiting(waits_for=tuple(str(key) for key in state.waits_for))
    raise rules.NotPossibleNow(status=state.status.value)


def require_desk(state: PartState, actor: c.Actor) -> None:
    """The comprehensive window acts for every body; otherwise only the part's own approvers (安阳市政务服务条例 §35)."""
    if "clerk" in actor.roles or "system" in actor.roles:
        return
    if actor.department != state.department:
        raise rules.NotThisDepartment(department=state.department)
    if not actor.roles & {"approver", "head", "lead"}:
        raise rules.RoleMissing(role="clerk")


def require_applicant(state: PartState, actor: c.Actor) -> None:
    """The applicant, or the clerk to whom he stands."""
    if "clerk" not in actor.roles and state.applicant not in actor.acts_for:
        raise rules.NotTheApplicant()


def require_system(actor: c.Actor) -> None:
    """What follows from another part of the case is nobody's to declare."""
    if "system" not in actor.roles:
        raise rules.RoleMissing(role="system")


def require_own_body(state: PartState, actor: c.Actor) -> None:
    """The part's own body examines and decides (行政许可法 §22)."""
    if actor.department != state.department:
        raise rules.NotThisDepartment(department=state.department)
    if not actor.roles & {"approver", "head", "lead"}:
        raise rules.RoleMissing(role="approver")


def require_something(given: tuple[c.Given, ...]) -> None:
    """Handing in nothing changes nothing."""
    if not given:
        raise rules.NothingHandedIn()


def file(state: PartState, command: c.FileApplication, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    if state.number:
        raise rules.NotPossibleNow(status=state.status.value)
    if not actor.roles & {"clerk", "system"} and command.applicant not in actor.acts_for:
        raise rules.NotTheApplicant()
    filed = e.ApplicationFiled(
        case=command.case,
        number=command.number,
        item=command.item,
        item_version=command.item_version,
        profile=facts.terms.profile,
        department=facts.terms.department,
        lead_department=command.lead_department,
        applicant=command.applicant,
        applicant_kind=command.applicant_kind,
        needed=command.needed,
        given=command.given,
        waits_for=command.waits_for,
        gates=command.gates,
        channel=command.channel,
    )
    return [filed] if command.waits_for else [filed, e.ApplicationReceived()]


def receive_document(state: PartState, command: c.ReceiveDocument, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    """What another part yields opens a waiting part, and completes one that went ahead without it (nobody is asked for it)."""
    require_system(actor)
    if state.is_ended:
        raise rules.AlreadyEnded(status=state.status.value)
    if not state.wants(command.key):
        raise rules.NotPossibleNow(status=state.status.value)
    if state.status is Status.ACCEPTED:
        return [e.SupplementSupplied((c.Given(command.key, "yielded", command.permit),))]
    arrived = e.DocumentArrived(command.key, command.permit)
    if state.status is Status.RECEIVED:
        return [arrived]
    return [arrived, e.ApplicationReceived()] if set(state.waits_for) == {command.key} else [arrived]


def supply_awaited(state: PartState, command: c.SupplyAwaited, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    """Documents behind a gate come from the applicant, once the gate is open."""
    if state.status is not Status.WAITING:
        raise rules.NotPossibleNow(status=state.status.value)
    require_applicant(state, actor)
    open_now = state.suppliable()
    closed = tuple(str(given.key) for given in command.given if given.key not in open_now)
    if closed:
        raise rules.GateNotOpen(materials=closed)
    require_something(command.given)
    arrived: list[e.Event] = [e.DocumentArrived(given.key, given.evidence, given.how) for given in command.given]
    supplied = {given.key for given in command.given}
    return [*arrived, e.ApplicationReceived()] if set(state.waits_for) <= supplied else arrived


def close_as_not_received(
    state: PartState, command: c.CloseAsNotReceived, actor: c.Actor, at: datetime, facts: Facts
) -> list[e.Event]:
    require_system(actor)
    if state.status is not Status.WAITING or command.key not in state.waits_for:
        raise rules.NotPossibleNow(status=state.status.value)
    return [e.NotReceived(command.key)]


def request_correction(
    state: PartState, command: c.RequestCorrection, actor: c.Actor, at: datetime, facts: Facts
) -> list[e.Event]:
    """Everything is told once, and only what the catalogue asks for (§31, §32(四))."""
    require_desk(state, actor)
    if state.defects and not state.is_ended:
        raise rules.SecondCorrectionList()
    require(state, Status.RECEIVED)
    if not command.defects:
        raise rules.EmptyCorrectionList()
    beyond = _keys(command.defects, outside={need.key for need in state.needed} | {given.key for given in state.given})
    if beyond:
        raise rules.BeyondTheCatalogue(materials=beyond)
    until = due_on(law_day(at), Limit(procedure.CORRECTION_DAYS, Unit.WORKDAY), facts.calendar)
    assert until is not None
    return [e.CorrectionRequested(command.defects, until)]


def _keys(defects: Iterable[c.Defect], outside: set[DocumentKey]) -> tuple[str, ...]:
    return tuple(str(defect.key) for defect in defects if defect.key not in outside)


def supply_correction(state: PartState, command: c.SupplyCorrection, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    require(state, Status.CORRECTING)
    require_applicant(state, actor)
    listed = {defect.key for defect in state.defects}
    beyond = tuple(str(given.key) for given in command.given if given.key not in listed)
    if beyond:
        raise rules.BeyondTheCatalogue(materials=beyond)
    require_something(command.given)
    return [e.CorrectionSupplied(command.given)]


def accept(state: PartState, command: c.Accept, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    """Complete, or everything listed was corrected: accepted (§32(五)); 容缺受理 when only tolerable materials are missing."""
    require(state, Status.RECEIVED)
    require_desk(state, actor)
    missing = () if state.defects else state.missing()
    hard = tuple(str(need.key) for need in missing if not need.tolerable)
    if hard and command.tolerate:
        raise rules.TolerationNotOpen(missing=hard)
    if hard or (missing and not command.tolerate):
        raise rules.IncompleteApplication(missing=tuple(str(need.key) for need in missing))
    if missing and not command.promise:
        raise rules.PromiseMissing()
    if not missing:
        return acceptance(state, at, facts, mode="examined")
    until = due_on(law_day(at), Limit(max(need.supplement_days for need in missing), Unit.WORKDAY), facts.calendar)
    keys = tuple(need.key for need in missing)
    accepted = e.ApplicationAccepted(law_day(at), "tolerant", keys, until, command.promise, facts.calendar.version)
    return [accepted, *_reviews(facts, at)]


def acceptance(state: PartState, at: datetime, facts: Facts, *, mode: str) -> list[e.Event]:
    """The acceptance and, at once and in parallel, the request for every department's opinion.

    Deemed acceptance has effect on the day of receipt (§32(四)): the decision clock may already have run.
    """
    on = state.received_on if mode == "deemed" and state.received_on else law_day(at)
    return [e.ApplicationAccepted(on, mode, calendar=facts.calendar.version), *_reviews(facts, at)]


def _reviews(facts: Facts, at: datetime) -> list[e.Event]:
    if not facts.terms.reviews:
        return []
    asked = tuple((term.department, term.role, review_due(term, law_day(at), facts)) for term in facts.terms.reviews)
    return [e.ReviewsRequested(asked)]


def refuse_acceptance(state: PartState, command: c.RefuseAcceptance, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    """Only where no permit is needed or another body is competent (§32(一)(二)); never after the list was satisfied."""
    require(state, Status.RECEIVED)
    require_desk(state, actor)
    if state.defects:
        raise rules.MustAccept()
    if command.ground not in GROUNDS or not command.text:
        raise rules.ReasonMissing()
    if command.ground == "not_competent" and not command.competent:
        raise rules.ReasonMissing()
    return [e.AcceptanceRefused(command.ground, command.text, command.competent)]


def supply_supplement(state: PartState, command: c.SupplySupplement, actor: c.Actor, at: datetime, facts: Facts) -> list[e.Event]:
    require(state, Status.ACCEPTED)
    require_applicant(state, actor)
    beyond = tuple(str(given.key) for given in command.given if given.key not in state.supplements)
    if beyond:
        raise rules.BeyondTheCatalogue(materials=beyond)
    require_something(command.given)
    return [e.SupplementSupplied(command.given)]
