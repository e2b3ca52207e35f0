"""What must still be asked for: each document of an application once, and for the others how they come and from where."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from django.utils.timezone import localdate
from django.utils.translation import gettext_noop as N_

from onewindow.core.planner import active_materials
from onewindow.core.terms import Answers, Condition, DocumentKey, ItemTerms, Material, Need
from onewindow.core.terms import Source as MadeBy
from onewindow.materials.sources import Found, Owner, shared_sources, wallet

MADE_IN_PROCESS = N_("办理中产生")
RANKS = ("yielded", "held", "shared", "generated", "asked")
"""How a document comes, the easiest first; of alternatives the easiest is taken."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """One document of the application.

    `how`: `yielded` (by the item `by` of the same application), `held` (wallet), `shared` (a department's register, or made in
    the process), `generated` (written from the answers) or `asked`. `source` and `dated` are said beside what is spared.
    `doubt` says why it is asked for all the same: what was `found` is `expired` (`found.valid_until` is past), or the city should
    have it and it is `missing` there.
    """

    key: DocumentKey
    items: tuple[str, ...]
    how: str
    need: Need = Need.REQUIRED
    group: str | None = None
    source: str = ""
    dated: date | None = None
    by: str | None = None
    doubt: str = ""
    found: Found | None = None

    @property
    def is_spared(self) -> bool:
        return self.how != "asked"


def resolve(
    terms: Sequence[ItemTerms],
    *,
    owner: Owner,
    answers: Answers,
    at: datetime,
    condition: Condition,
) -> list[Resolved]:
    """Every document that these items need under these answers, each key once, in the order the items name them.

    Of a group of alternatives the one that comes most easily; when all must be asked for, all are listed with their `group` and
    one is enough. Sharing is tried only where the catalogue allows it (国令716 §7). Makes one query a source.
    """
    wanted = {
        item.code: active_materials(item, answers, condition)
        for item in terms
        if item.condition is None or condition(item.condition, answers)
    }
    uses: dict[DocumentKey, list[tuple[str, Material]]] = {}
    for code, materials in wanted.items():
        for material in materials:
            uses.setdefault(material.key, []).append((code, material))
    makers = {result.key: item.code for item in reversed(terms) if item.code in wanted for result in item.results}
    held = wallet.find(owner, list(uses), at)
    shared = _find_shared(owner, [key for key, found in uses.items() if any(one.shared for _code, one in found)], at)
    resolved = {
        key: _resolve_one(key, found, makers.get(key), [one for one in (held.get(key), shared.get(key)) if one], localdate(at))
        for key, found in uses.items()
    }
    return _without_needless_alternatives(wanted, resolved)


def keys_by(resolved: Sequence[Resolved], how: str) -> frozenset[DocumentKey]:
    """The keys that come in this way: what the planner is told is `held`, and what the city can really share."""
    return frozenset(one.key for one in resolved if one.how == how)


def _find_shared(owner: Owner, keys: Collection[DocumentKey], at: datetime) -> Mapping[DocumentKey, Found]:
    found: dict[DocumentKey, Found] = {}
    for source in shared_sources:
        missing = [key for key in keys if key not in found or not found[key].is_valid_on(localdate(at))]
        if missing:
            found.update(source.find(owner, missing, at))
    return found


def _resolve_one(
    key: DocumentKey,
    uses: Sequence[tuple[str, Material]],
    maker: str | None,
    candidates: Sequence[Found],
    day: date,
) -> Resolved:
    items = tuple(code for code, _material in uses)
    materials = [material for _code, material in uses]
    need = Need.REQUIRED if any(one.need is Need.REQUIRED for one in materials) else materials[0].need
    made = partial(Resolved, key, items, need=need, group=materials[0].group)
    if maker is not None and items != (maker,):
        return made("yielded", by=maker)
    usable = [one for one in candidates if one.is_valid_on(day)]
    if usable:
        return made(usable[0].how, source=usable[0].source, dated=usable[0].issued_on, found=usable[0])
    if any(one.generated for one in materials):
        return made("generated")
    if any(one.source is MadeBy.PROCESS for one in materials):
        return made("shared", source=MADE_IN_PROCESS)
    if candidates:
        return made("asked", doubt="expired", found=candidates[0], source=candidates[0].source)
    return made("asked", doubt="missing" if any(one.shared for one in materials) else "")


def _without_needless_alternatives(
    wanted: Mapping[str, Sequence[Material]], resolved: Mapping[DocumentKey, Resolved]
) -> list[Resolved]:
    """In each item one of each group is enough: the easiest, or one that is needed anyway. All are kept if all must be asked for."""
    needed_anyway = {one.key for materials in wanted.values() for one in materials if one.group is None}
    items: dict[DocumentKey, list[str]] = {}
    for code, materials in wanted.items():
        for material in materials:
            if material.group is None or _is_kept(material, materials, resolved, needed_anyway):
                items.setdefault(material.key, []).append(code)
    return [
        replace(one, items=tuple(items[key]), group=None if key in needed_anyway else one.group)
        for key, one in resolved.items()
        if key in items
    ]


def _is_kept(
    material: Material,
    materials: Sequence[Material],
    resolved: Mapping[DocumentKey, Resolved],
    needed_anyway: Collection[DocumentKey],
) -> bool:
    def rank(one: Material) -> tuple[int, bool]:
        return RANKS.index(resolved[one.key].how), one.key not in needed_anyway

    easiest = min((one for one in materials if one.group == material.group), key=rank)
    is_choice = resolved[easiest.key].how == "asked" and easiest.key not in needed_anyway
    return is_choice or easiest is material
