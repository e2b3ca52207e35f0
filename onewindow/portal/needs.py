"""What must be handed in and what is spared, as the materials page, the task list and the guide say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from onewindow.catalog import conditions
from onewindow.catalog.catalogue import Catalogue
from onewindow.core.commands import Given
from onewindow.core.planner import Plan, active_materials, plan
from onewindow.core.terms import Answers, DocumentKey, Need
from onewindow.files.models import StoredFile
from onewindow.materials.resolver import Resolved, keys_by, resolve
from onewindow.materials.sources import Owner
from onewindow.pages.dates import spoken_date
from onewindow.pages.names import document_name, lang
from onewindow.portal.answers import source_sentence


@dataclass(frozen=True, slots=True)
class Needs:
    """Every document of an application resolved for its owner, and the plan of the work."""

    catalogue: Catalogue
    resolved: tuple[Resolved, ...]
    plan: Plan
    gates: Mapping[DocumentKey, DocumentKey]
    """Documents that cannot be made before another part of the same application has yielded one."""

    @property
    def asked(self) -> tuple[Resolved, ...]:
        return tuple(one for one in self.resolved if not one.is_spared)

    @property
    def spared(self) -> tuple[Resolved, ...]:
        return tuple(one for one in self.resolved if one.is_spared and one.how != "generated")

    @property
    def to_hand_in(self) -> tuple[Resolved, ...]:
        """What can be handed in now."""
        return tuple(one for one in self.asked if one.key not in self.gates)

    @property
    def spared_slots(self) -> int:
        """How often a paper need not be handed in, against applying for each item alone."""
        groups = {one.group for one in self.asked if one.group}
        singles = sum(1 for one in self.asked if not one.group)
        return max(self.plan.separate_materials - len(groups) - singles, 0)

    @property
    def asked_count(self) -> int:
        return len({one.group or str(one.key) for one in self.asked})


def needs_of(catalogue: Catalogue, codes: Sequence[str], *, owner: Owner | None, answers: Answers, at: datetime) -> Needs:
    """Resolve and plan; without an owner nothing but an identity card is taken as held. Raises BundleDeadlocks."""
    terms = [catalogue.terms(code) for code in codes]
    if owner is None:
        planned = plan(terms, answers=answers, condition=conditions.evaluate, held=(DocumentKey("ID"),))
        resolved = tuple(Resolved(want.key, want.items, want.how, want.need, want.group, by=want.by) for want in planned.wants)
        return Needs(catalogue, resolved, planned, _gates(catalogue, planned, answers))
    resolved = tuple(resolve(terms, owner=owner, answers=answers, at=at, condition=conditions.evaluate))
    planned = plan(
        terms,
        answers=answers,
        condition=conditions.evaluate,
        held=keys_by(resolved, "held"),
        shared=keys_by(resolved, "shared"),
    )
    return Needs(catalogue, resolved, planned, _gates(catalogue, planned, answers))


def _gates(catalogue: Catalogue, planned: Plan, answers: Answers) -> Mapping[DocumentKey, DocumentKey]:
    opened = {(edge.to, edge.key) for edge in planned.edges if edge.hard and edge.gate}
    return {
        material.key: gate
        for code in planned.items
        for material in active_materials(catalogue.terms(code), answers, conditions.evaluate)
        for gate in material.after
        if (code, gate) in opened and material.need is not Need.TOLERABLE
    }


def given_of(needs: Needs, files: Mapping[DocumentKey, StoredFile], choices: Mapping[str, str]) -> tuple[Given, ...]:
    """The materials as the application hands them over: found ones by reference, uploaded ones by address."""
    found = [
        Given(one.key, one.how, one.found.reference if one.found else "")
        for one in needs.resolved
        if one.how in ("held", "shared")
    ]
    for one in needs.asked:
        if one.key in files and not _is_not_chosen(one, choices):
            found.append(Given(one.key, "asked", files[one.key].address))
    return tuple(found)


def _is_not_chosen(one: Resolved, choices: Mapping[str, str]) -> bool:
    return bool(one.group and choices.get(one.group) and choices[one.group] != str(one.key))


def missing_of(needs: Needs, files: Mapping[DocumentKey, StoredFile]) -> tuple[Resolved, ...]:
    """What must be there before the application is sent: not what may come later, of alternatives one."""
    met = {one.group for one in needs.asked if one.group and one.key in files}
    found = []
    for one in needs.to_hand_in:
        if one.key in files or one.need is Need.TOLERABLE or (one.group and one.group in met):
            continue
        if one.group:
            met.add(one.group)
        found.append(one)
    return tuple(found)


def left_for_later(needs: Needs, files: Mapping[DocumentKey, StoredFile]) -> tuple[Resolved, ...]:
    """Tolerable materials that are not there yet (容缺后补)."""
    return tuple(one for one in needs.to_hand_in if one.need is Need.TOLERABLE and one.key not in files)


@dataclass(frozen=True, slots=True)
class SparedLine:
    """One document that need not be handed in, how often, and where it comes from."""

    name: str
    times: int
    source: str


def spared_lines(needs: Needs) -> tuple[SparedLine, ...]:
    """What is spared, the most often spared first."""
    lines = [
        SparedLine(document_name(one.key, needs.catalogue), len(one.items), why_spared(needs.catalogue, one))
        for one in needs.spared
    ]
    return tuple(sorted(lines, key=lambda line: -line.times))


def why_spared(catalogue: Catalogue, one: Resolved) -> str:
    """Where it comes from, with its date."""
    if one.how == "yielded" and one.by:
        return _("“%(item)s”办出来后自动送到") % {"item": catalogue.item(one.by).name(lang())}
    if one.how == "generated":
        return _("照您填的自动写好")
    if one.source:
        return source_sentence(one.source, one.dated)
    issuer = catalogue.documents[one.key.type].issuer.name(lang()) if one.key.type in catalogue.documents else ""
    return _("%(issuer)s有，系统替您去取") % {"issuer": issuer} if issuer else _("系统替您去取")


def why_doubted(one: Resolved) -> str:
    """Why it is asked for although the city should have it."""
    if one.doubt == "expired" and one.found is not None:
        until: date | None = one.found.valid_until
        return _("您原来那份%(day)s到期了，要新的一份。") % {"day": spoken_date(until)} if until else ""
    return _("部门的库里没有查到，请您交一份。") if one.doubt == "missing" else ""


def item_names(catalogue: Catalogue, codes: Sequence[str]) -> str:
    return _("、").join(catalogue.item(code).name(lang()) for code in codes)
