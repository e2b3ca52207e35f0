"""The approval benchmark: W through the product, and beside it, round by round, the same rows and the least rows through the bare database.

A round takes some cases through the product, then the writes just recorded through the bare database, so that what disturbs the
machine disturbs all three. Everything of the doors is on: idempotency, worklist, outbox, sealed form.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Protocol

from onewindow.bench import raw
from onewindow.bench.places import Place, contents, copy_tables, stored_bytes
from onewindow.bench.recording import Recording, recorded, tables_of
from onewindow.bench.walk import TRANSITIONS, City, make_city, make_errand, walk

SIDES = ("product", "same_rows", "minimal")
WARM_UP = 3
"""Cases of each client before the clock starts: caches fill, statements are prepared."""
CASES_A_ROUND = 5
"""With several clients; one client alone changes sides after each case."""
_EVENT_BODY, _NEW_SNAPSHOT = 7, 3
"""Where the bytes stand among the parameters of the kernel's statements."""


class RowsDiffer(AssertionError):
    """The bare database does not hold the rows that the product wrote, so nothing measured here can be compared."""


class Barrier(Protocol):
    """Where the clients wait for each other."""

    def wait(self) -> int: ...


class Alone:
    """The barrier of a single client."""

    def wait(self) -> int:
        return 0


@dataclass(slots=True)
class Side:
    """One side as one client saw it: the seconds of each round without what the benchmark itself does, and of each transition."""

    rounds: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Seen:
    """What one client measured."""

    statements: int = 0
    sides: dict[str, Side] = field(default_factory=lambda: {name: Side() for name in SIDES})


@dataclass(slots=True)
class Client:
    """Somebody who works through cases, with connections of his own."""

    city: City
    recording: Recording
    same_rows: raw.Connection
    minimal: raw.Connection
    barrier: Barrier

    def round(self, numbers: Iterable[int], seen: Seen) -> None:
        """The cases through the product, then what they wrote through both bare databases."""
        transitions: list[list[raw.Write]] = []
        parts: list[str] = []
        counted = self.recording.statements
        product = seen.sides["product"]
        errands = [make_errand(number, self.city) for number in numbers]
        self.barrier.wait()
        already = len(product.seconds)
        for errand in errands:
            for seconds, part in walk(errand):
                product.seconds.append(seconds)
                transitions.append(self.recording.take())
                parts.append(part)
        product.rounds.append(sum(product.seconds[already:]))
        seen.statements += self.recording.statements - counted - len(parts) // TRANSITIONS  # the walk's own look-up of the part
        self._replay(self.same_rows, transitions, seen.sides["same_rows"])
        steps = [_step(part, writes) for part, writes in zip(parts, transitions, strict=True)]
        self._replay(self.minimal, raw.minimal(steps), seen.sides["minimal"])

    def _replay(self, connection: raw.Connection, transitions: Sequence[Sequence[raw.Write]], side: Side) -> None:
        ready = raw.prepared(connection, transitions)
        self.barrier.wait()
        seconds = raw.replay(connection, ready)
        side.seconds += seconds
        side.rounds.append(sum(seconds))


def _step(part: str, writes: Sequence[raw.Write]) -> raw.Step:
    """The bytes of the transition's events, with the form where it is sent, and of the new state."""
    event, state = b"", b""
    for sql, values in writes:
        if "ledger_event" in sql:
            event += values[_EVENT_BODY]
        elif "cases_form" in sql:
            event += values[-1]
        elif "cases_part" in sql:
            state = values[_NEW_SNAPSHOT] if sql.startswith("UPDATE") else values[-1]
    return raw.Step(part, event, state)


def run_client(place: Place, numbers: Sequence[int], in_a_round: int, barrier: Barrier) -> Seen:
    """Work through the cases in rounds; the first WARM_UP cases are not measured."""
    with ExitStack() as stack:
        same_rows, minimal = (stack.enter_context(raw.opened(url)) for url in (place.same_rows, place.minimal))
        client = Client(make_city(), stack.enter_context(recorded()), same_rows, minimal, barrier)
        client.round(numbers[:WARM_UP], Seen())
        seen = Seen()
        for first in range(WARM_UP, len(numbers), in_a_round):
            client.round(numbers[first : first + in_a_round], seen)
        return seen


def make_bare_tables(place: Place) -> tuple[str, ...]:
    """Make the tables of the bare sides after one case through the product shows which it writes; their names."""
    with recorded() as recording, raw.opened(place.same_rows) as same_rows, raw.opened(place.minimal) as minimal:
        transitions = [recording.take() for _ in walk(make_errand(0, make_city()))]
        tables = tuple(sorted(set().union(*(tables_of(writes) for writes in transitions))))
        copy_tables(place.product, place.same_rows, tables)
        raw.replay(same_rows, raw.prepared(same_rows, transitions))
        raw.make_minimal_tables(minimal)
    return tables


def measure(place: Place, cases: int, clients: int) -> dict[str, Any]:
    """Run the benchmark in the open installation, whose database is the place's; the figures as JSON. Raises RowsDiffer.

    With several clients the cases are rounded up, so that each has the same number.
    """
    cases = -(-cases // clients) * clients
    make_city()
    empty = stored_bytes(place.product)
    tables = make_bare_tables(place)
    if clients == 1:
        seen = [run_client(place, range(1, 1 + WARM_UP + cases), 1, Alone())]
    else:
        from onewindow.bench.clients import run_clients

        seen = run_clients(place, cases, clients)
    walked = 1 + clients * WARM_UP + cases
    stored = stored_bytes(place.product) - empty
    rows = _compared(contents(place.product, tables), contents(place.same_rows, tables))
    return {
        "database": place.kind,
        "cases": cases,
        "clients": clients,
        "transitions_per_case": TRANSITIONS,
        **figures(seen, cases),
        "bytes_per_case": round(stored / walked),
        "rows_equal": True,
        "cases_stored": walked,
        "tables": rows,
    }


def _compared(product: dict[str, tuple[int, int]], bare: dict[str, tuple[int, int]]) -> dict[str, dict[str, int]]:
    found = {
        table: {"rows": rows, "bytes": bytes_, "raw_rows": bare[table][0], "raw_bytes": bare[table][1]}
        for table, (rows, bytes_) in product.items()
    }
    differing = [table for table in found if product[table] != bare[table]]
    if differing:
        raise RowsDiffer(", ".join(f"{table} {found[table]}" for table in differing))
    return found


def figures(seen: Sequence[Seen], cases: int) -> dict[str, Any]:
    """Rates and times of the three sides; ratios are of cases a second."""
    sides = {name: _figures_of([one.sides[name] for one in seen], cases) for name in SIDES}
    product = sides["product"]
    return {
        **product,
        "statements_per_transition": round(sum(one.statements for one in seen) / (cases * TRANSITIONS), 2),
        "ratio_to_raw": round(product["cases_per_s"] / sides["same_rows"]["cases_per_s"], 3),
        "ratio_to_minimal": round(product["cases_per_s"] / sides["minimal"]["cases_per_s"], 3),
        "raw": sides["same_rows"],
        "minimal": sides["minimal"],
    }


def _figures_of(sides: Sequence[Side], cases: int) -> dict[str, float]:
    rounds = zip(*(side.rounds for side in sides), strict=True)
    wall = sum(max(together) for together in rounds)  # clients begin a round together, so the slowest ends it
    seconds = sorted(one for side in sides for one in side.seconds)
    return {
        "cases_per_s": round(cases / wall, 1),
        "p50_ms": round(seconds[len(seconds) // 2] * 1000, 3),
        "p99_ms": round(seconds[min(len(seconds) - 1, len(seconds) * 99 // 100)] * 1000, 3),
    }
