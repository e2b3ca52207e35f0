"""One case from application to certificate: at each step the next act of a part is done by somebody who lawfully may. Time moves with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from onewindow.cases import services, worker
from onewindow.cases.change import load
from onewindow.cases.documents import is_sealed
from onewindow.cases.models import Part
from onewindow.cases.submission import Application
from onewindow.catalog.calendars import current as current_calendar
from onewindow.core.clock import LAW_ZONE, law_day
from onewindow.core.commands import Actor, Given
from onewindow.core.deadlines import Act, Facts, next_acts
from onewindow.core.procedure import HEARING_NOTICE_DAYS, profile_of
from onewindow.core.state import PartState, Status
from onewindow.ledger.ids import new_id

OPENS, CLOSES = time(9, 0), time(17, 0)
STEP = timedelta(minutes=20)
PAUSE_DAYS = 3
MOST_STEPS = 2000


class WalkStuck(RuntimeError):
    """A part is open and nobody could do anything: the walk found a fault."""


@dataclass(slots=True)
class Office:
    """Who acts at each desk; `approver` and `head` make an actor of a department's code."""

    applicant: Actor
    clerk: Actor
    approver: Callable[[str], Actor]
    head: Callable[[str], Actor]


@dataclass(slots=True)
class Walker:
    """Walks one case. `at` is the moment of the next act; it moves by 20 minutes within office hours, then to the next working day.

    `evidence` gives the address of a file for a material. With `seal` the worker's turn follows each act, so that documents are
    rendered and sealed; without it only certificates are, because only delivery needs one. With `refuses` the decision is
    against the applicant.
    """

    office: Office
    at: datetime
    evidence: Callable[[str], str] = lambda key: ""
    seal: bool = True
    refuses: bool = False
    case_id: str = ""
    steps: list[str] = field(default_factory=list)

    def submit(self, application: Application) -> str:
        """The case's id."""
        outcome = services.submit_application(application, actor=self.office.applicant, at=self.at, key=new_id())
        self.case_id = outcome.stream_id
        self._pass()
        return outcome.stream_id

    def finish(self, case_id: str) -> None:
        """Do the next act of each open part until every part has ended. Raises WalkStuck."""
        for _ in range(MOST_STEPS):
            parts = list(Part.objects.filter(case_id=case_id).order_by("id").values_list("pk", flat=True))
            done = [self.next_act(part) for part in parts]
            if not any(done):
                if all(load(part).state.is_ended for part in parts):
                    return
                self.next_day()
                if self._is_stuck(parts):
                    raise WalkStuck(", ".join(load(part).state.status.value for part in parts))
        raise WalkStuck(f"not finished after {MOST_STEPS} rounds")

    def next_act(self, part_id: str) -> bool:
        """Do what is due on a part; whether anything could be done today."""
        part = load(part_id)
        acts = next_acts(part.state, part.facts)
        return any(self._do(part_id, part.state, part.facts, act) for act in acts[:1])

    def _do(self, part: str, state: PartState, facts: Facts, act: Act) -> bool:
        step = _STEPS[act.name](self, part, state, facts, act)
        if step is None:
            return False
        verb, arguments = step
        self.act(verb, part, **arguments)
        return True

    def act(self, verb: Callable[..., Any], part: str, **arguments: Any) -> None:
        """Do one verb of `cases.services` on a part, with its documents, and let time pass. Raises the broken rule."""
        verb(part=part, at=self.at, key=new_id(), **arguments)
        self.steps.append(f"{self.at.astimezone(LAW_ZONE):%Y-%m-%d %H:%M} {verb.__name__}")
        if self.seal:
            worker.run_case(self.case_id, self.at)
        self._pass()

    def _pass(self) -> None:
        """20 minutes on, or the next moment at which an office is open."""
        local = (self.at + STEP).astimezone(LAW_ZONE)
        self.at = local
        if local.time() >= CLOSES or not current_calendar().is_working_day(local.date()):
            self.next_day()
        elif local.time() < OPENS:
            self.at = datetime.combine(local.date(), OPENS, tzinfo=LAW_ZONE)

    def next_day(self) -> None:
        day = current_calendar().add_working_days(law_day(self.at), 1)
        self.at = datetime.combine(day, OPENS, tzinfo=LAW_ZONE)

    def _is_stuck(self, parts: Sequence[str]) -> bool:
        """Only waiting parts are open, and none of the others can still open them."""
        open_states = [state for state in (load(part).state for part in parts) if not state.is_ended]
        return all(state.status is Status.WAITING and not state.suppliable() for state in open_states)

    def given(self, keys: Sequence[Any]) -> tuple[Given, ...]:
        return tuple(Given(key, "asked", self.evidence(str(key))) for key in keys)


Step = tuple[Callable[..., Any], Mapping[str, Any]] | None


def _accept(walk: Walker, part: str, state: PartState, facts: Facts, act: Act) -> Step:
    missing = state.missing()
    if missing and not state.defects:
        return services.accept, {"tolerate": True, "promise": "十个工作日内补交", "actor": walk.office.clerk}
    return services.accept, {"actor": walk.office.clerk}


def _correct(walk: Walker, part: str, state: PartState, facts: Facts, act: Act) -> Step:
    keys = [defect.key for defect in state.defects if defect.key not in state.corrected]
    return services.supply_correction, {"given": walk.given(keys), "actor": walk.office.applicant}


def _supply(walk: Walker, part: str, state: PartState, facts: Facts, act: Act) -> Step:
    return services.supply_awaited, {"given": walk.given(state.suppliable()), "actor": walk.office.applicant}


def _supplement(walk: Walker, part: str, state: PartState, facts: Facts, act: Act) -> Step:
    return services.supply_supplement, {"given": walk.given(state.supplements), "actor": walk.office.applicant}


def _review(walk: Walker, part: str, state: PartState, facts: Facts, act: Act) -> Step:
    reviewer = walk.office.approver(act.desk)
    if not act.holder:
        return services.claim_review, {"department": act.desk, "actor": reviewer}
    return services.give_opinion, {"department": act.desk, "verdict": "agree", "actor": reviewer}


def _resume(walk: Walker, part: str, state: PartState, facts: Facts, act: Act) -> Step:
    body = walk.office.approver(state.department)
    if state.pauses[-1].procedure == "hearing":
        if state.hearing_on is None or law_day(walk.at) < state.hearing_on:
            return None
        return services.record_hearing, {"record": "听证笔录，各方无异议，签字确认。", "actor": body}
    if facts.calendar.working_days_between(state.pauses[-1].since, law_day(walk.at)) < PAUSE_DAYS - 1:
        return None
    return services.resume_clock, {"text": "结果合格", "actor": body}


def _decide(walk: Walker, part: str, state: PartState, facts: Facts, act: Act) -> Step:
    """Claim, then what law wants before the decision (special procedure, hearing, the other party), then grant."""
    body = walk.office.approver(state.department)
    if not state.claimed_by:
        return services.claim_decision, {"actor": body}
    done = {pause.procedure for pause in state.pauses}
    open_procedures = [name for name in facts.terms.pausing if name != "hearing" and name not in done]
    if open_procedures:
        return services.pause_clock, {"procedure": open_procedures[0], "expected_days": PAUSE_DAYS, "actor": body}
    if facts.terms.hearing == "mandatory" and not state.hearing:
        on = facts.calendar.add_working_days(law_day(walk.at), HEARING_NOTICE_DAYS)
        presider = walk.office.head(state.department).id
        return services.announce_hearing, {"on": on, "presider": presider, "actor": body}
    if profile_of(facts.terms).party and not state.party:
        return services.tell_party, {"days": 10, "actor": body}
    if state.party == "told":
        return services.record_statement, {"statement": "已经知道，没有不同意见。", "actor": body}
    if walk.refuses:
        return services.refuse, {"reason": "经审查，提交的材料不能证明符合规定的条件。", "actor": body}
    return services.grant, {"actor": body}


def _issue(walk: Walker, part: str, state: PartState, facts: Facts, act: Act) -> Step:
    return services.issue, {"actor": walk.office.approver(state.department)}


def _deliver(walk: Walker, part: str, state: PartState, facts: Facts, act: Act) -> Step:
    if not is_sealed(part):
        worker.seal_certificates(part, walk.at)
    return services.deliver, {"way": "counter", "receiver": "申请人本人", "actor": walk.office.clerk}


def _close(walk: Walker, part: str, state: PartState, facts: Facts, act: Act) -> Step:
    return services.close, {"actor": walk.office.approver(state.department)}


def _wait(walk: Walker, part: str, state: PartState, facts: Facts, act: Act) -> Step:
    return None


_STEPS: Mapping[str, Callable[[Walker, str, PartState, Facts, Act], Step]] = {
    "accept": _accept,
    "correct": _correct,
    "supply": _supply,
    "supplement": _supplement,
    "review": _review,
    "resume": _resume,
    "decide": _decide,
    "issue": _issue,
    "deliver": _deliver,
    "close": _close,
    "wait": _wait,
}
