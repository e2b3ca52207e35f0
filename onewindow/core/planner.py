"""The order of work, computed from what items need and yield: edges, waves, days, what is asked and what is spared. Nothing is drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onewindow.core.terms import Answers, Condition, DocumentKey, ItemTerms, Material, Need, Source


class BundleDeadlocks(ValueError):
    """Items that wait for one another by hard needs: none of them could ever start."""

    def __init__(self, cycle: Sequence[str]) -> None:
        super().__init__("these items wait for one another: " + " → ".join(cycle))
        self.cycle = tuple(cycle)


@dataclass(frozen=True, slots=True)
class Edge:
    """`to` needs `key`, which `frm` yields. `gate`: it cannot be made before; not `hard`: it may come later (容缺后补)."""

    frm: str
    to: str
    key: DocumentKey
    hard: bool
    gate: bool = False


@dataclass(frozen=True, slots=True)
class Want:
    """One document of the whole plan, once: who needs it, and how it comes.

    `how` is `held` (the applicant's wallet), `shared` (the city obtains it), `yielded` (an earlier part makes it), `generated`
    (written from the answers) or `asked`. `slots` counts how often it would be handed in if every item were applied for alone.
    """

    key: DocumentKey
    items: tuple[str, ...]
    how: str
    by: str | None = None
    need: Need = Need.REQUIRED
    group: str | None = None
    slots: int = 1


@dataclass(frozen=True, slots=True)
class Slot:
    """When an item is worked on, in working days after acceptance: it starts when `starts` days are over."""

    code: str
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A bundle free of deadlock. Days are promised working days; the critical path follows hard edges and gates only."""

    items: tuple[str, ...]
    edges: tuple[Edge, ...]
    waves: tuple[tuple[str, ...], ...]
    slots: tuple[Slot, ...]
    serial_days: int
    critical_path: tuple[str, ...]
    critical_path_days: int
    wants: tuple[Want, ...]
    separate_materials: int

    @property
    def asked(self) -> tuple[Want, ...]:
        return tuple(want for want in self.wants if want.how == "asked")

    @property
    def spared(self) -> tuple[Want, ...]:
        """What the applicant need not hand in, with the reason in `how` and `by`."""
        return tuple(want for want in self.wants if want.how != "asked")

    @property
    def spared_slots(self) -> int:
        """How many hand-ins fall away against applying for each item alone."""
        return self.separate_materials - len(self.asked)

    def waits_for(self, code: str) -> tuple[DocumentKey, ...]:
        """The documents without which the item is not received yet."""
        return tuple(dict.fromkeys(edge.key for edge in self.edges if edge.to == code and edge.hard))


def plan(
    items: Sequence[ItemTerms],
    *,
    answers: Answers,
    condition: Condition,
    held: Collection[DocumentKey] = (),
    shared: Collection[DocumentKey] | None = None,
    days: Mapping[str, int] | None = None,
) -> Plan:
    """Order the items of a bundle.

    `held` are documents of the applicant's wallet; `shared` limits what the city can really obtain now (None: everything the
    catalogue says it can); `days` overrides promised days, for what-if. Raises BundleDeadlocks.
    """
    wanted = [item for item in items if item.condition is None or condition(item.condition, answers)]
    materials = {item.code: active_materials(item, answers, condition) for item in wanted}
    makers = _makers(wanted)
    edges = _edges(materials, makers)
    durations = {item.code: _days(item, days) for item in wanted}
    order = _order([item.code for item in wanted], edges)
    slots = _slots(order, edges, durations)
    path = _critical_path(slots, edges, {item.code: _legal_days(item) for item in wanted})
    wants = _wants(materials, makers, held, shared)
    return Plan(
        items=tuple(item.code for item in wanted),
        edges=edges,
        waves=_waves(order, edges),
        slots=tuple(slots[item.code] for item in wanted),
        serial_days=sum(durations.values()),
        critical_path=path,
        critical_path_days=max((slot.ends for slot in slots.values()), default=0),
        wants=wants,
        separate_materials=sum(len(_one_of_each_group(found)) for found in materials.values()),
    )


def active_materials(item: ItemTerms, answers: Answers, condition: Condition) -> tuple[Material, ...]:
    """The materials that this case needs: conditional ones only when their condition holds."""
    return tuple(
        material
        for material in item.materials
        if material.need is not Need.CONDITIONAL or (material.condition is not None and condition(material.condition, answers))
    )


def _one_of_each_group(materials: Iterable[Material]) -> list[Material]:
    seen: set[str] = set()
    kept = []
    for material in materials:
        if material.group is None or material.group not in seen:
            kept.append(material)
        if material.group is not None:
            seen.add(material.group)
    return kept


def _makers(items: Sequence[ItemTerms]) -> dict[DocumentKey, str]:
    return {result.key: item.code for item in reversed(items) for result in item.results}


def _edges(materials: Mapping[str, Sequence[Material]], makers: Mapping[DocumentKey, str]) -> tuple[Edge, ...]:
    found: dict[tuple[str, str, DocumentKey], Edge] = {}
    for code, needed in materials.items():
        for material in _made_or_all(needed, makers):
            maker = makers.get(material.key)
            if maker is not None and maker != code:
                edge = Edge(maker, code, material.key, hard=material.need is not Need.TOLERABLE)
                found[maker, code, material.key] = edge
            for gate in material.after:
                opener = makers.get(gate)
                if opener is not None and opener != code and (opener, code, gate) not in found:
                    found[opener, code, gate] = Edge(opener, code, gate, hard=material.need is not Need.TOLERABLE, gate=True)
    return tuple(found.values())


def _made_or_all(materials: Sequence[Material], makers: Mapping[DocumentKey, str]) -> list[Material]:
    """Of alternatives, the one that the bundle itself yields is taken; the others are then not needed."""
    chosen = {material.group: material for material in reversed(materials) if material.group and material.key in makers}
    return [material for material in materials if material.group not in chosen or chosen[material.group] is material]


def _days(item: ItemTerms, days: Mapping[str, int] | None) -> int:
    if days is not None and item.code in days:
        return days[item.code]
    limit = item.promised or item.statutory
    return limit.days if limit else 0


def _legal_days(item: ItemTerms) -> int:
    return item.statutory.days if item.statutory else 0


def _order(codes: Sequence[str], edges: Sequence[Edge]) -> list[str]:
    """Codes so that every hard edge points forward; the given order breaks ties. Raises BundleDeadlocks."""
    before: dict[str, set[str]] = {code: set() for code in codes}
    for edge in edges:
        if edge.hard:
            before[edge.to].add(edge.frm)
    ordered: list[str] = []
    remaining = list(codes)
    while remaining:
        ready = [code for code in remaining if before[code] <= set(ordered)]
        if not ready:
            raise BundleDeadlocks(_cycle(remaining, before))
        ordered += ready
        remaining = [code for code in remaining if code not in ready]
    return ordered


def _cycle(remaining: Sequence[str], before: Mapping[str, set[str]]) -> list[str]:
    stuck = set(remaining)
    walk = [remaining[0]]
    while walk[-1] not in walk[:-1]:
        walk.append(min(before[walk[-1]] & stuck))
    return list(reversed(walk[walk.index(walk[-1]) :]))


def _slots(order: Sequence[str], edges: Sequence[Edge], durations: Mapping[str, int]) -> dict[str, Slot]:
    slots: dict[str, Slot] = {}
    for code in order:
        starts = max((slots[edge.frm].ends for edge in edges if edge.to == code and edge.hard), default=0)
        slots[code] = Slot(code, starts, starts + durations[code])
    return slots


def _waves(order: Sequence[str], edges: Sequence[Edge]) -> tuple[tuple[str, ...], ...]:
    depth: dict[str, int] = {}
    for code in order:
        depth[code] = max((depth[edge.frm] + 1 for edge in edges if edge.to == code and edge.hard), default=0)
    return tuple(tuple(code for code in order if depth[code] == level) for level in sorted(set(depth.values())))


def _critical_path(slots: Mapping[str, Slot], edges: Sequence[Edge], legal_days: Mapping[str, int]) -> tuple[str, ...]:
    """The chain that decides the total; on a tie the item with the later legal limit."""
    if not slots:
        return ()

    def weight(code: str) -> tuple[int, int]:
        return slots[code].ends, legal_days[code]

    path = [max(slots, key=weight)]
    while slots[path[0]].starts > 0:
        openers = [edge.frm for edge in edges if edge.to == path[0] and edge.hard]
        path.insert(0, max(openers, key=weight))
    zero_day = [edge.frm for edge in edges if edge.to == path[0] and edge.hard]
    while zero_day:
        path.insert(0, zero_day[0])
        zero_day = [edge.frm for edge in edges if edge.to == path[0] and edge.hard]
    return tuple(path)


def _wants(
    materials: Mapping[str, Sequence[Material]],
    makers: Mapping[DocumentKey, str],
    held: Collection[DocumentKey],
    shared: Collection[DocumentKey] | None,
) -> tuple[Want, ...]:
    wanted: dict[DocumentKey, list[tuple[str, Material]]] = {}
    for code, needed in materials.items():
        for material in _one_way_per_group(needed, makers, held, shared):
            wanted.setdefault(material.key, []).append((code, material))
    found = []
    for key, uses in wanted.items():
        codes = tuple(code for code, _ in uses)
        how, by = _how(uses[0][1], makers, held, shared, codes)
        need = Need.REQUIRED if any(material.need is Need.REQUIRED for _, material in uses) else uses[0][1].need
        found.append(Want(key, codes, how, by, need, uses[0][1].group, len(uses)))
    return tuple(found)


def _one_way_per_group(
    materials: Sequence[Material],
    makers: Mapping[DocumentKey, str],
    held: Collection[DocumentKey],
    shared: Collection[DocumentKey] | None,
) -> list[Material]:
    """Of alternatives, the one that is least trouble to the applicant."""
    chosen: dict[str, Material] = {}
    for material in materials:
        if material.group is None:
            continue
        best = chosen.get(material.group)
        if best is None or _rank(material, makers, held, shared) < _rank(best, makers, held, shared):
            chosen[material.group] = material
    return [material for material in materials if material.group is None or chosen[material.group] is material]


_RANKS = {"yielded": 0, "held": 1, "shared": 2, "generated": 3, "asked": 4}


def _rank(
    material: Material,
    makers: Mapping[DocumentKey, str],
    held: Collection[DocumentKey],
    shared: Collection[DocumentKey] | None,
) -> int:
    return _RANKS[_how(material, makers, held, shared, ())[0]]


def _how(
    material: Material,
    makers: Mapping[DocumentKey, str],
    held: Collection[DocumentKey],
    shared: Collection[DocumentKey] | None,
    codes: Sequence[str],
) -> tuple[str, str | None]:
    maker = makers.get(material.key)
    if maker is not None and list(codes) != [maker]:
        return "yielded", maker
    if material.key in held:
        return "held", None
    if material.generated:
        return "generated", None
    if material.shared and (shared is None or material.key in shared):
        return "shared", None
    if material.source is Source.PROCESS:
        return "shared", None
    return "asked", None
