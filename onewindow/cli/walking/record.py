"""One real record through its own procedure: applied for, reviewed, decided and delivered, then compared with a second opinion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from django.db import DatabaseError

from onewindow.accounts.actors import actor_of
from onewindow.accounts.models import Organisation, User
from onewindow.cases import services
from onewindow.cases.change import load
from onewindow.cases.models import Part, Work
from onewindow.cases.projection import NEVER
from onewindow.cases.rebuild import differences
from onewindow.cases.submission import Application, ItemVersion
from onewindow.catalog import versions
from onewindow.catalog.profiles.guangdong import Imported
from onewindow.certs.models import Document, Permit
from onewindow.certs.verification import check
from onewindow.cli.walking import counting
from onewindow.cli.walking.driver import MOST_STEPS, Office, Walker, WalkStuck
from onewindow.cli.walking.sample import PAPER
from onewindow.core.commands import Actor, Defect, Given
from onewindow.core.deadlines import completeness_clock, delivery_clock, promised_clock, statutory_clock
from onewindow.core.rules import BrokenRule
from onewindow.core.state import Status
from onewindow.files.storage import read, store
from onewindow.ledger.ids import new_id
from onewindow.ledger.store import Recorded, events_of

ROUTES = ("correction", "not_accepted", "refused", "withdrawn", "withdrawn_in_review")
"""What may lie in the way of a straight procedure, in the turn in which it is tried."""
_CLOCK_OF_ACT = {
    "accept": "completeness",
    "correct": "correction",
    "issue": "delivery",
    "deliver": "delivery",
    "close": "delivery",
}


class Different(AssertionError):
    """What the product says and what was counted beside it are not the same."""


@dataclass(frozen=True, slots=True)
class Way:
    """How one record is to go: on which moment it begins, by which route (empty: straight on), whether all is sealed."""

    record: Imported
    begins_at: datetime
    route: str = ""
    seal: bool = False
    as_firm: bool = False


@dataclass(frozen=True, slots=True)
class Walked:
    """How it went; `reason` is empty when it came through. Counts are of sealed documents, of those checked as a stranger
    would, and of compared last days."""

    way: Way
    reason: str = ""
    documents: int = 0
    verified: int = 0
    days: int = 0


@dataclass(slots=True)
class _Course:
    """A record on its way, and the rows of the worklists that were seen."""

    way: Way
    walker: Walker
    part: str = ""
    seen: set[tuple[str, date]] = field(default_factory=set)


def take(way: Way, counter: counting.Counter) -> Walked:
    """Import the record, walk it and compare; what does not come through is told, never raised."""
    try:
        course = _apply(way)
        _follow(course)
        recorded = events_of(course.part)
        days = _compare_days(course, recorded, counter)
        documents = _compare_documents(course, recorded)
        _compare_rebuilt(course)
        verified = _verify(documents, course.walker.at) if way.seal else 0
        return Walked(way, "", len(documents), verified, days)
    except (BrokenRule, WalkStuck, Different, ValueError, LookupError, TypeError, DatabaseError, OSError) as failure:
        return Walked(way, f"{type(failure).__name__}: {failure}")


def _apply(way: Way) -> _Course:
    terms = way.record.terms
    item = ItemVersion(terms, versions.add_item(way.record.body))
    applicant = _applicant()
    owner = _firm() if way.as_firm else applicant.id
    paper = store(owner=owner, data=PAPER, name="paper.pdf", at=way.begins_at).address
    given = tuple(Given(material.key, "asked", paper) for material in terms.materials)
    application = Application(
        applicant=owner,
        applicant_kind="organisation" if way.as_firm else "person",
        items=(item,),
        answers={},
        given=given[:-1] if way.route == "correction" else given,
        channel="online" if way.record.number % 2 else "counter",
    )
    office = Office(applicant, _clerk(), _holder("approver"), _holder("head"))
    walker = Walker(office, way.begins_at, evidence=lambda key: paper, seal=way.seal, refuses=way.route == "refused")
    case = walker.submit(application)
    return _Course(way, walker, Part.objects.values_list("pk", flat=True).get(case_id=case))


def _follow(course: _Course) -> None:
    """The next act until the part has ended, with what the route puts in between, looking at the worklist after each."""
    turn = _TURNS.get(course.way.route)
    for _ in range(MOST_STEPS):
        status = load(course.part).state.status
        _look(course)
        if turn is not None and turn(course, status):
            turn = None
        elif not course.walker.next_act(course.part):
            if load(course.part).state.is_ended:
                return
            course.walker.next_day()
    raise WalkStuck(f"not finished after {MOST_STEPS} acts")


def _look(course: _Course) -> None:
    rows = Work.objects.filter(part_id=course.part).exclude(due_day=NEVER).values_list("act", "due_day")
    course.seen |= {(act, date.fromordinal(day)) for act, day in rows}


def _correction(course: _Course, status: Status) -> bool:
    state = load(course.part).state
    missing = tuple(Defect(need.key, "missing", "没有提交，请补交。") for need in state.missing())
    if status is Status.RECEIVED:
        course.walker.act(services.request_correction, course.part, defects=missing, actor=course.walker.office.clerk)
    return status is Status.RECEIVED


def _not_accepted(course: _Course, status: Status) -> bool:
    if status is Status.RECEIVED:
        course.walker.act(
            services.refuse_acceptance,
            course.part,
            ground="not_competent",
            reason="申请的事项不由本机关办理。",
            competent="government_services",
            actor=course.walker.office.clerk,
        )
    return status is Status.RECEIVED


def _withdrawn(course: _Course, status: Status) -> bool:
    return _withdraw(course, status is Status.RECEIVED)


def _withdrawn_in_review(course: _Course, status: Status) -> bool:
    return _withdraw(course, status is Status.ACCEPTED)


def _withdraw(course: _Course, is_time: bool) -> bool:
    if is_time:
        course.walker.act(services.withdraw, course.part, reason="不再办理。", actor=course.walker.office.applicant)
    return is_time


_TURNS: Mapping[str, Callable[[_Course, Status], bool]] = {
    "correction": _correction,
    "not_accepted": _not_accepted,
    "withdrawn": _withdrawn,
    "withdrawn_in_review": _withdrawn_in_review,
}


def _compare_days(course: _Course, recorded: list[Recorded], counter: counting.Counter) -> int:
    """The clocks, the days in the events and the rows of the worklists, each against the count of days; how many."""
    happened = [(type(one.event).__name__, one.at) for one in recorded]
    counted = counting.last_days(course.way.record.record, happened, counter)
    told = {**_clocks(course), **_days_in_events(recorded)}
    for name, day in told.items():
        if day != max(counted.get(name, {date.min})):
            raise Different(f"{name} ends on {day}, counted {sorted(map(str, counted.get(name, ())))}")
    decide = {min(counted["promised"] | counted["statutory"])} if "promised" in counted else set()
    expected = {**counted, "decide": decide}
    for act, day in course.seen:
        name = "review" if act.startswith("review:") else _CLOCK_OF_ACT.get(act, act)
        if day not in expected.get(name, set()):
            raise Different(f"the worklist says {act} by {day}, counted {sorted(map(str, expected.get(name, ())))}")
    return len(told) + len(course.seen)


def _clocks(course: _Course) -> dict[str, date | None]:
    """The last days as the product computes them from the part's state."""
    found = load(course.part)
    state, facts = found.state, found.facts
    clocks = [completeness_clock(state, facts)]
    if state.accepted_on:
        clocks += [promised_clock(state, facts), statutory_clock(state, facts)]
    if state.decision == "granted":
        clocks.append(delivery_clock(state, facts))
    return {clock.name: clock.due_on(facts.calendar) for clock in clocks}


def _days_in_events(recorded: list[Recorded]) -> dict[str, date | None]:
    """The last days that were recorded when they were told."""
    found: dict[str, date | None] = {}
    for one in recorded:
        match type(one.event).__name__:
            case "CorrectionRequested":
                found["correction"] = one.event.until  # type: ignore[attr-defined]
            case "PartyTold":
                found["party"] = one.event.until  # type: ignore[attr-defined]
            case "ReviewsRequested":
                found["review"] = max(due for _, _, due in one.event.reviews)  # type: ignore[attr-defined]
    return found


def _compare_documents(course: _Course, recorded: list[Recorded]) -> list[Document]:
    """Every document that the events call for has its row and no other has; unsealed ways have their certificates only."""
    permits = list(Permit.objects.filter(part_id=course.part).values_list("pk", flat=True))
    lives = [one for permit in permits for one in events_of(permit)]
    called = counting.documents_for((one.stream_id, one.seq, type(one.event).__name__) for one in [*recorded, *lives])
    certificates = any(result.certificate for result in course.way.record.terms.results)
    expected = called if course.way.seal else {one for one in called if one[2] == "W16" and certificates}
    documents = list(Document.objects.filter(part_id=course.part).order_by("pk"))
    found = {(document.stream_id, document.seq, document.kind) for document in documents}
    if found != expected or len(documents) != len(found):
        lacking, beyond = sorted(one[2] for one in expected - found), sorted(one[2] for one in found - expected)
        raise Different(f"documents: lacking {lacking}, beyond {beyond}")
    return documents


def _compare_rebuilt(course: _Course) -> None:
    found = differences(course.part)
    if found:
        raise Different(f"live and rebuilt differ in {', '.join(found)}")


def _verify(documents: list[Document], at: datetime) -> int:
    """Check the first and the last sealed file as a stranger would; how many."""
    sample = [*documents[:1], *documents[1:][-1:]]
    for document in sample:
        verdict = check(read(document.file_id), at)
        if not verdict.is_good:
            raise Different(f"{document.kind} does not verify: {verdict.outcome}")
    return len(sample)


@cache
def _applicant() -> Actor:
    return actor_of(User.objects.get(username="lina"))


@cache
def _firm() -> str:
    """The firm of the applicant."""
    return str(Organisation.objects.filter(pk__in=_applicant().acts_for).order_by("pk").values_list("pk", flat=True)[0])


@cache
def _clerk() -> Actor:
    return actor_of(User.objects.get(username="wangqiang"))


@cache
def _holder(role: str) -> Callable[[str], Actor]:
    """Somebody in this role for each body that a record names; bodies that are only partners have no accounts here."""

    @cache
    def of(department: str) -> Actor:
        return Actor(new_id(), frozenset({role}), department)

    return of
