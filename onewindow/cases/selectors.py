"""What a given viewer may read of cases: his own, or those at his desk. Somebody else's case does not exist for him."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import get_language

from onewindow.cases.change import loaded
from onewindow.cases.models import Case, Form, Part, Work
from onewindow.cases.projection import NEVER
from onewindow.cases.words import read_words
from onewindow.catalog import versions
from onewindow.catalog.calendars import current as current_calendar
from onewindow.catalog.calendars import known_at
from onewindow.certs.models import Document, Permit
from onewindow.core.clock import Calendar, law_day
from onewindow.core.commands import Actor
from onewindow.core.deadlines import (
    Act,
    Clock,
    Facts,
    completeness_clock,
    decide_by,
    next_acts,
    promised_clock,
    statutory_clock,
)
from onewindow.core.part import settle
from onewindow.core.planner import Plan, plan
from onewindow.core.state import ENDED, PartState, Status, evolve, fold
from onewindow.ledger import kernel, store
from onewindow.ledger.store import Recorded

PAGE = 50
STAFF_DESKS = ("approver", "head", "lead")


class NoSuchCase(LookupError):
    """There is no such case for this viewer."""


@dataclass(frozen=True, slots=True)
class PartView:
    """One part as of a moment: settled up to it in memory, with its terms."""

    id: str
    version: int
    state: PartState
    facts: Facts
    name: str
    at: datetime

    @property
    def acts(self) -> tuple[Act, ...]:
        return next_acts(self.state, self.facts)

    @property
    def statutory(self) -> Clock | None:
        return statutory_clock(self.state, self.facts) if self.state.accepted_on else None

    @property
    def promised(self) -> Clock | None:
        return promised_clock(self.state, self.facts) if self.state.accepted_on else None

    @property
    def completeness(self) -> Clock | None:
        return completeness_clock(self.state, self.facts) if self.state.status is Status.RECEIVED else None

    @property
    def decide_by(self) -> date | None:
        """The day by which it is decided; None before acceptance and while the clock stands still."""
        return decide_by(self.state, self.facts) if self.state.accepted_on else None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as of a moment: its envelope, its parts in the order of the plan, the answers (empty once erased) and the plan."""

    id: str
    number: str
    applicant: str
    applicant_kind: str
    bundle: str
    name: str
    lead_department: str
    submitted_at: datetime
    channel: str
    parts: tuple[PartView, ...]
    answers: Mapping[str, Any] = field(repr=False)
    plan: Plan
    calendar: Calendar

    @property
    def is_ended(self) -> bool:
        return all(part.state.is_ended for part in self.parts)

    @property
    def done_count(self) -> int:
        return sum(part.state.is_ended or part.state.status is Status.ISSUED for part in self.parts)


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One line of a worklist: what to do, on which part, by when."""

    part_id: str
    act: str
    desk: str
    holder: str
    due_on: date | None
    number: str
    item: str
    department: str
    status: str
    case_id: str
    case_number: str
    bundle: str
    applicant: str

    @property
    def cursor(self) -> str:
        """Where the next page begins."""
        return f"{self.due_on.toordinal() if self.due_on else NEVER}.{self.part_id}.{self.act}"


@dataclass(frozen=True, slots=True)
class Happening:
    """One recorded event of a case for its timeline, with the words that still exist."""

    recorded: Recorded
    part_id: str
    item: str
    words: Mapping[str, str]


def case_for(actor: Actor, case_id: str, *, at: datetime) -> CaseView:
    """The case if the viewer may see it: the applicant, the counter, a department that has part in it, supervision. Raises NoSuchCase."""
    row = Case.objects.filter(pk=case_id).first()
    if row is None:
        raise NoSuchCase(case_id)
    return _visible(actor, row, at)


def case_by_number(actor: Actor, number: str, *, at: datetime) -> CaseView:
    """As `case_for`, by the number on the receipt."""
    row = Case.objects.filter(number=number).first()
    if row is None:
        raise NoSuchCase(number)
    return _visible(actor, row, at)


def case_of_part(actor: Actor, part_id: str, *, at: datetime) -> tuple[CaseView, PartView]:
    """A part with its case. Raises NoSuchCase."""
    case_id = Part.objects.filter(pk=part_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise NoSuchCase(part_id)
    case = case_for(actor, case_id, at=at)
    return case, next(part for part in case.parts if part.id == part_id)


def part_as_of(part_id: str, moment: datetime) -> PartState:
    """The part as it was known at a past moment: the events recorded by then, what had lapsed by then under the calendar known then."""
    state = fold(store.happened(store.events_of(part_id, known_at=moment)))
    if not state.number:
        raise NoSuchCase(part_id)
    facts = Facts(versions.terms_of_version(state.item_version), known_at(moment))
    for lapse in settle(state, moment, facts):
        state = evolve(state, lapse.event, lapse.at)
    return state


def my_cases(actor: Actor, *, at: datetime) -> list[CaseView]:
    """The cases of the persons and firms the actor may act for, newest first."""
    rows = Case.objects.filter(applicant__in=actor.acts_for).order_by("-id")[:PAGE]
    return [_view(row, at) for row in rows]


def _visible(actor: Actor, row: Case, at: datetime) -> CaseView:
    view = _view(row, at)
    if not may_see(actor, view):
        raise NoSuchCase(row.number)
    return view


def may_see(actor: Actor, case: CaseView) -> bool:
    """The viewer's right: as applicant, clerk or supervisor; as staff of a department that decides, reviews or leads."""
    if case.applicant in actor.acts_for or actor.roles & {"clerk", "supervisor"}:
        return True
    return bool(actor.roles & set(STAFF_DESKS)) and actor.department in departments_of(case)


def departments_of(case: CaseView) -> frozenset[str]:
    """Every department that has part in the case."""
    deciding = {part.state.department for part in case.parts}
    asked = {review.department for part in case.parts for review in part.facts.terms.reviews}
    government = {"government"} if any(part.facts.terms.joint for part in case.parts) else set()
    return frozenset(deciding | asked | government | {case.lead_department})


def _view(row: Case, at: datetime) -> CaseView:
    calendar = current_calendar()
    stored = kernel.read("SELECT id, version, snapshot FROM cases_part WHERE case_id = %s ORDER BY id", (row.id,))
    form = Form.objects.filter(case_id=row.id).first()
    answers = (form.answers or {}) if form else {}
    parts = [_part(part_id, version, snapshot, calendar.version, at) for part_id, version, snapshot in stored]
    return CaseView(
        id=row.id,
        number=row.number,
        applicant=row.applicant,
        applicant_kind=row.applicant_kind,
        bundle=row.bundle,
        name=name_of(row.bundle or parts[0].state.item, get_language() or "zh"),
        lead_department=row.lead_department,
        submitted_at=row.submitted_at,
        channel=row.channel,
        parts=tuple(parts),
        answers=answers,
        plan=_plan(parts),
        calendar=calendar,
    )


def _part(part_id: str, version: int, snapshot: bytes, calendar: str, at: datetime) -> PartView:
    part = loaded(part_id, version, snapshot, calendar)
    state = part.state
    for lapse in settle(state, at, part.facts):
        state = evolve(state, lapse.event, lapse.at)
    return PartView(part_id, version, state, part.facts, name_of(state.item, get_language() or "zh"), at)


def _plan(parts: Sequence[PartView]) -> Plan:
    """The plan of what was really filed: materials that this case needs, whether or not the answers still exist."""
    needed = {part.state.item: {need.key for need in part.state.needed} for part in parts}
    held = {given.key for part in parts for given in part.state.given if given.how != "yielded"}

    def is_needed(expression: str, _: Mapping[str, Any]) -> bool:
        return expression in active

    active = {
        material.condition
        for part in parts
        for material in part.facts.terms.materials
        if material.condition is not None and material.key in needed[part.state.item]
    }
    active |= {part.facts.terms.condition for part in parts if part.facts.terms.condition is not None}
    return plan([part.facts.terms for part in parts], answers={}, condition=is_needed, held=held)


def name_of(code: str, lang: str = "zh") -> str:
    """What people call an item or a bundle; its code when the catalogue in force does not have it."""
    catalogue = versions.current()
    if code in catalogue.bundles:
        return catalogue.bundles[code].name(lang)
    return catalogue.items[code].name(lang) if code in catalogue.items else code


def desks_of(actor: Actor) -> tuple[str, ...]:
    """The worklists a member of staff works off: the counter's, and his department's."""
    desks = ["clerk"] if "clerk" in actor.roles else []
    if actor.department and actor.roles & set(STAFF_DESKS):
        desks.append(actor.department)
    return tuple(desks)


_WORKLIST = (
    "SELECT w.part_id, w.act, w.desk, w.holder, w.due_day, p.number, p.item, p.department, p.status, p.case_id, c.number, c.bundle, "
    "c.applicant FROM (SELECT part_id, act, desk, holder, due_day FROM cases_work WHERE desk = %s "
    "AND (due_day, part_id, act) > (%s, %s, %s) ORDER BY due_day, part_id, act LIMIT %s) w "
    "JOIN cases_part p ON p.id = w.part_id JOIN cases_case c ON c.id = p.case_id ORDER BY w.due_day, w.part_id, w.act"
)


def worklist(desk: str, *, after: str = "", limit: int = PAGE) -> list[WorkRow]:
    """A desk's open work by time left, one page by keyset: `after` is the cursor of the last row of the page before."""
    due_day, part_id, act = _cursor(after)
    rows = kernel.read(_WORKLIST, (desk, due_day, part_id, act, limit))
    return [_work_row(*row) for row in rows]


def _work_row(part_id: str, act: str, desk: str, holder: str, due_day: int, *rest: str) -> WorkRow:
    due_on = date.fromordinal(due_day) if due_day != NEVER else None
    return WorkRow(part_id, act, desk, holder, due_on, *rest)


def _cursor(after: str) -> tuple[int, str, str]:
    day, _, rest = after.partition(".")
    part_id, _, act = rest.partition(".")
    return (int(day), part_id, act) if day.isascii() and day.isdigit() and part_id else (-1, "", "")


def work_counts(desk: str, *, today: date) -> tuple[int, int]:
    """How much is open at a desk, and how much of it is due today or late."""
    rows = Work.objects.filter(desk=desk)
    return rows.count(), rows.filter(due_day__lte=today.toordinal()).count()


def history(case: CaseView) -> list[Happening]:
    """Everything recorded of a case and its parts, oldest first, with the words that still exist."""
    found: list[Happening] = [Happening(one, "", "", {}) for one in store.events_of(case.id)]
    recorded = [(part, one) for part in case.parts for one in store.events_of(part.id)]
    texts = read_words([reference for _, one in recorded for reference in references_of(one)])
    for part, one in recorded:
        words = {reference: texts[reference] for reference in references_of(one) if reference in texts}
        found.append(Happening(one, part.id, part.state.item, words))
    return sorted(found, key=lambda one: (one.recorded.at, one.recorded.recorded_at))


def references_of(recorded: Recorded) -> list[str]:
    """The references to words that an event carries."""
    event = recorded.event
    found = [getattr(event, name, "") for name in ("text", "promise", "receiver", "commitment")]
    found += [defect.text for defect in getattr(event, "defects", ())]
    return [reference for reference in found if reference]


def documents_of(case: CaseView) -> list[Document]:
    """The sealed documents of a case, oldest first."""
    return list(Document.objects.filter(part_id__in=[part.id for part in case.parts]).order_by("sealed_at", "pk"))


def permits_of(owners: Iterable[str]) -> list[Permit]:
    """Certificates and approvals of these persons and firms, newest first."""
    return list(Permit.objects.filter(holder_id__in=list(owners)).order_by("-issued_at", "-pk"))


def median_days(item: str, *, at: datetime) -> tuple[int, int] | None:
    """(median working days from acceptance to decision, number of parts) of the last 90 days; None below five parts."""
    since, calendar = law_day(at) - timedelta(days=90), current_calendar()
    ended = [status.value for status in (*ENDED, Status.ISSUED, Status.GRANTED)]
    rows = Part.objects.filter(item=item, status__in=ended).order_by("-id").values_list("id", "version", "snapshot")[:400]
    days = []
    for part_id, version, snapshot in rows:
        state = loaded(part_id, version, bytes(snapshot), calendar.version).state
        if state.accepted_on and state.decided_on and state.decided_on >= since:
            days.append(max(0, calendar.working_days_between(state.accepted_on, state.decided_on)))
    return (sorted(days)[len(days) // 2], len(days)) if len(days) >= 5 else None
