"""One application for one item or a whole bundle becomes a case with its parts: numbered, bound to their versions, received or waiting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError

from onewindow.cases import numbers
from onewindow.cases.change import ATTEMPTS, Outcome, _answered, calendar_now, digest_of
from onewindow.cases.projection import Change
from onewindow.cases.words import Commitment, commit, keep_form
from onewindow.catalog import conditions, versions
from onewindow.core import rules
from onewindow.core.clock import Calendar, law_day
from onewindow.core.commands import Actor, FileApplication, Given, Needed
from onewindow.core.deadlines import Facts
from onewindow.core.events import ApplicationSubmitted, Happened
from onewindow.core.part import decide
from onewindow.core.planner import Plan, active_materials, plan
from onewindow.core.state import PartState
from onewindow.core.terms import DocumentKey, ItemTerms, Need
from onewindow.ledger import kernel, store
from onewindow.ledger.fields import to_micros
from onewindow.ledger.ids import new_id
from onewindow.ledger.kernel import Conflict, Statement

_CASE = (
    "INSERT INTO cases_case (id, number, applicant, applicant_kind, bundle, catalogue, lead_department, channel, region, submitted_at) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)


@dataclass(frozen=True, slots=True)
class ItemVersion:
    """An item to apply for: its terms and the content hash that binds them."""

    terms: ItemTerms
    version: str


@dataclass(frozen=True, slots=True)
class Application:
    """What is submitted: who for, which items, the shared answers, the materials by document."""

    applicant: str
    applicant_kind: str
    items: tuple[ItemVersion, ...]
    answers: Mapping[str, Any]
    given: tuple[Given, ...]
    bundle: str = ""
    catalogue: str = ""
    lead_department: str = ""
    channel: str = "online"


def submit(application: Application, *, actor: Actor, at: datetime, key: str) -> Outcome:
    """File the application; the outcome's stream is the case. Raises BundleDeadlocks, NothingToApplyFor, and as `change` does."""
    digest = digest_of("submit", _as_given(application))
    for _ in range(ATTEMPTS):
        found = _answered(key, actor, digest)
        if found is not None:
            return found
        try:
            return _submit(application, digest, actor, at, key)
        except (Conflict, IntegrityError):
            continue
    raise Conflict("the application could not be numbered")


def _as_given(application: Application) -> tuple[Any, ...]:
    codes = tuple(item.version for item in application.items)
    answers = sorted((name, repr(value)) for name, value in application.answers.items())
    return application.applicant, codes, answers, application.given, application.bundle


def _submit(application: Application, digest: bytes, actor: Actor, at: datetime, key: str) -> Outcome:
    terms = [item.terms for item in application.items]
    held = {given.key for given in application.given}
    planned = plan(terms, answers=application.answers, condition=conditions.evaluate, held=held)
    if not planned.items:
        raise rules.NothingToApplyFor()
    case_id = new_id()
    form = commit(repr(sorted(application.answers.items())))
    with kernel.one_transaction():
        calendar = calendar_now()
        number = numbers.next_case_number(law_day(at))
        parts = [
            _part(application, item, planned, number=number, case_id=case_id, calendar=calendar, actor=actor, at=at)
            for item in application.items
            if item.terms.code in planned.items
        ]
        statements = _envelope(application, case_id, number, parts, form, actor, at)
        for part in parts:
            statements += part.statements(recorded_at=at, region=settings.ONEWINDOW_REGION)
        statements.append(store.answer(key, actor.id, "submit", digest, case_id, 1, at))
        kernel.write(statements)
    return Outcome(case_id, 1)


def _envelope(
    application: Application, case_id: str, number: str, parts: Sequence[Change], form: Commitment, actor: Actor, at: datetime
) -> list[Statement]:
    region = settings.ONEWINDOW_REGION
    submitted = ApplicationSubmitted(
        number=number,
        applicant=application.applicant,
        bundle=application.bundle,
        catalogue=application.catalogue,
        parts=tuple((part.part_id, part.state.item) for part in parts),
        channel=application.channel,
        form=form.reference,
    )
    row = (
        case_id,
        number,
        application.applicant,
        application.applicant_kind,
        application.bundle,
        application.catalogue,
        application.lead_department,
        application.channel,
        region,
        to_micros(at),
    )
    return [
        Statement(_CASE, row),
        keep_form(case_id, application.answers, form),
        store.append(case_id, 0, [(Happened(submitted, at), actor.id)], recorded_at=at, region=region),
        store.outbox(case_id, 1, at),
    ]


def _part(
    application: Application,
    item: ItemVersion,
    planned: Plan,
    *,
    number: str,
    case_id: str,
    calendar: Calendar,
    actor: Actor,
    at: datetime,
) -> Change:
    terms = item.terms
    facts = Facts(terms, calendar)
    waits, gates = awaited(terms, planned, application)
    command = FileApplication(
        case=case_id,
        number=numbers.next_part_number(terms.number_code, law_day(at)),
        item=terms.code,
        item_version=item.version,
        applicant=application.applicant,
        applicant_kind=application.applicant_kind,
        lead_department=application.lead_department or terms.department,
        needed=_needed(terms, application),
        given=_given(terms, planned, application),
        waits_for=waits,
        gates=gates,
        channel=application.channel,
    )
    part = Change(new_id(), 0, PartState(), facts, PartState())
    for event in decide(PartState(), command, actor=actor, at=at, facts=facts):
        part.apply(Happened(event, at), actor.id)
    return part


def _needed(terms: ItemTerms, application: Application) -> tuple[Needed, ...]:
    active = active_materials(terms, application.answers, conditions.evaluate)
    return tuple(
        Needed(material.key, material.need is Need.TOLERABLE, material.group, material.supplement_days) for material in active
    )


def _given(terms: ItemTerms, planned: Plan, application: Application) -> tuple[Given, ...]:
    """What the part starts with: what was handed in or obtained, and what the system writes from the answers."""
    handed = {given.key: given for given in application.given}
    found = []
    for want in planned.wants:
        if terms.code not in want.items:
            continue
        if want.key in handed:
            found.append(handed[want.key])
        elif want.how == "generated":
            found.append(Given(want.key, "generated"))
    return tuple(found)


def awaited(
    terms: ItemTerms, planned: Plan, application: Application
) -> tuple[tuple[DocumentKey, ...], tuple[tuple[DocumentKey, DocumentKey], ...]]:
    """Documents the part waits for: those other parts yield by a hard edge, and those that cannot be made before one of them."""
    opened_by = {edge.key for edge in planned.edges if edge.to == terms.code and edge.hard}
    handed = {given.key for given in application.given}
    gates = tuple(
        (material.key, gate)
        for material in active_materials(terms, application.answers, conditions.evaluate)
        for gate in material.after
        if gate in opened_by and material.key not in handed and material.need is not Need.TOLERABLE
    )
    waits = (*planned.waits_for(terms.code), *(key for key, _ in gates))
    return tuple(dict.fromkeys(waits)), gates


def item_versions(codes: Sequence[str], at: datetime) -> tuple[ItemVersion, ...]:
    """The items as the catalogue in force publishes them. Raises UnknownItem."""
    catalogue = versions.current(at)
    unknown = tuple(code for code in codes if code not in catalogue.items)
    if unknown:
        raise rules.UnknownItem(items=unknown)
    return tuple(ItemVersion(catalogue.terms(code), catalogue.item_version(code)) for code in codes)
