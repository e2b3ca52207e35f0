"""A walk through the demonstration city: 李娜 applies, the cast does the rest, and everything that happened is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from onewindow.accounts import demonstration as accounts_demonstration
from onewindow.accounts.actors import actor_of
from onewindow.accounts.models import User
from onewindow.cases.models import Case
from onewindow.cases.rebuild import differences
from onewindow.cases.selectors import CaseView, case_for, documents_of, history, permits_of
from onewindow.cases.submission import Application, item_versions
from onewindow.cases.time import now
from onewindow.catalog import conditions, questions, versions
from onewindow.catalog import demonstration as catalog_demonstration
from onewindow.catalog.catalogue import Catalogue
from onewindow.cli.walking.driver import Walker, WalkStuck
from onewindow.cli.walking.sample import PAPER, answers_for, demonstration_office
from onewindow.core.commands import Actor, Given
from onewindow.core.planner import plan
from onewindow.files.storage import store
from onewindow.materials import demonstration as materials_demonstration


class CannotWalk(ValueError):
    """The code is unknown, or the answers break a rule of the items."""


def walk(code: str, answers: Mapping[str, Any], *, seal: bool = True) -> dict[str, Any]:
    """Apply for a bundle or item, finish every part, and return case, parts, events and whether live equals rebuilt.

    Without `seal` only certificates are rendered and sealed.
    """
    load_city()
    catalogue = versions.current()
    if code not in catalogue.bundles and code not in catalogue.items:
        raise CannotWalk(f"the catalogue has no bundle or item {code}")
    applicant = actor_of(User.objects.get(username="lina"))
    at = now()
    application = application_for(catalogue, code, applicant, answers, at)
    evidence = _paper(applicant.id, at)
    walker = Walker(demonstration_office(applicant), at, evidence=lambda key: evidence, seal=seal)
    case_id = walker.submit(application)
    try:
        walker.finish(case_id)
    except WalkStuck as stuck:
        return {**tell(applicant, case_id, walker.at), "finished": False, "stuck": str(stuck)}
    return {**tell(applicant, case_id, walker.at), "finished": True}


def load_city() -> None:
    """Everything a walk needs of the demonstration city; harmless when it is there."""
    catalog_demonstration.load()
    accounts_demonstration.load()
    materials_demonstration.load()


def application_for(catalogue: Catalogue, code: str, applicant: Actor, answers: Mapping[str, Any], at: datetime) -> Application:
    """An application with sample answers where none are given, and a paper for everything that is asked or obtained."""
    codes = catalogue.codes_of(code)
    full = {**answers_for(catalogue, codes), **answers}
    broken = questions.broken_rules(catalogue, codes, full)
    if broken:
        raise CannotWalk("; ".join(str(one.rule.message) for one in broken))
    needed = questions.codes_needed(catalogue, codes, full)
    terms = [catalogue.terms(item) for item in needed]
    planned = plan(terms, answers=full, condition=conditions.evaluate)
    gated = {material.key for item in terms for material in item.materials for gate in material.after if _made(gate, terms)}
    paper = _paper(applicant.id, at)
    given = tuple(
        Given(want.key, want.how, paper if want.how == "asked" else "")
        for want in planned.wants
        if want.how not in ("yielded", "generated") and want.key not in gated and want.need != "tolerable"
    )
    bundle = catalogue.bundles.get(code)
    return Application(
        applicant=applicant.id,
        applicant_kind="person",
        items=item_versions(needed, at),
        answers=full,
        given=given,
        bundle=code if bundle else "",
        catalogue=catalogue.hash,
        lead_department=bundle.lead if bundle else terms[0].department,
    )


def _made(gate: Any, terms: Sequence[Any]) -> bool:
    return any(result.key == gate for item in terms for result in item.results)


def _paper(owner: str, at: datetime) -> str:
    return store(owner=owner, data=PAPER, name="paper.pdf", at=at).address


def tell(viewer: Actor, case_id: str, at: datetime) -> dict[str, Any]:
    """A case as JSON: `case`, `parts` (number, state, decision, certificate), `events`, documents."""
    case = case_for(viewer, case_id, at=at)
    permits = {permit.part_id: permit.identifier for permit in permits_of([case.applicant])}
    return {
        "case": {
            "id": case.id,
            "number": case.number,
            "name": case.name,
            "submitted_at": case.submitted_at,
            "bundle": case.bundle or None,
            "finished_at": at,
        },
        "parts": [_tell_part(part, permits) for part in case.parts],
        "events": [_tell_event(one, case) for one in history(case)],
        "documents": [{"number": one.number, "kind": one.kind, "title": one.title} for one in documents_of(case)],
        "rebuilt_equal": not any(differences(part.id) for part in case.parts),
        "cases_in_database": Case.objects.count(),
    }


def _tell_part(part: Any, permits: Mapping[str, str]) -> dict[str, Any]:
    return {
        "item": part.state.item,
        "name": part.name,
        "department": part.state.department,
        "number": part.state.number,
        "state": part.state.status.value,
        "received_on": part.state.received_on,
        "accepted_on": part.state.accepted_on,
        "decided_on": part.state.decided_on,
        "decision": part.state.decision or None,
        "certificate": permits.get(part.id),
    }


def _tell_event(one: Any, case: CaseView) -> dict[str, Any]:
    return {
        "at": one.recorded.at.isoformat(),
        "recorded_at": one.recorded.recorded_at.isoformat(),
        "item": one.item or case.bundle or case.name,
        "stream": one.recorded.stream_id,
        "seq": one.recorded.seq,
        "kind": type(one.recorded.event).__name__,
        "actor": one.recorded.actor,
    }
