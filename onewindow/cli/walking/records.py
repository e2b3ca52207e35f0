"""`onewindow walk --records`: every real record of a file through its own procedure, and a table of how they came through."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from onewindow.accounts.models import Department
from onewindow.cases.time import now
from onewindow.catalog.models import CalendarVersion
from onewindow.catalog.profiles import guangdong
from onewindow.catalog.profiles.guangdong import Imported, UnreadableRecord, UnreadableRecords
from onewindow.cli.installation import CommandFailed, open_installation
from onewindow.cli.walking import city, counting
from onewindow.cli.walking.record import ROUTES, Walked, Way, take

ONE_IN = 20
SPREAD = timedelta(days=360)
"""Cases begin on days of the year before now, so that their periods cross every holiday."""
BATCH = 6


@dataclass(frozen=True, slots=True)
class NotThrough:
    """A line that did not come through, and why."""

    line: int
    name: str
    reason: str


def walk(path: Path, *, as_json: bool) -> int:
    """Walk every record of the file and print how it went; 0 when all came through. Raises CommandFailed for an unreadable file."""
    began = time.monotonic()
    records, broken = read_all(path)
    city.load_city()
    found_departments(records)
    walked = list(_walk_all(plan_ways(records, now())))
    told = tell(walked, broken, seconds=time.monotonic() - began)
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print(told)
    return 0 if told["through"] == told["total"] else 1


def read_all(path: Path) -> tuple[list[Imported], list[NotThrough]]:
    """The records, and the lines that are none. Raises CommandFailed when the file cannot be read or has no line."""
    records: list[Imported] = []
    broken: list[NotThrough] = []
    try:
        for number, line in guangdong.lines(path):
            try:
                records.append(guangdong.read_line(number, line))
            except UnreadableRecord as error:
                broken.append(NotThrough(error.number, error.name, str(error)))
    except UnreadableRecords as error:
        raise CommandFailed(f"the records cannot be read: {error}") from error
    if not records and not broken:
        raise CommandFailed(f"{path} holds no record: one JSON object a line is expected")
    return records, broken


def found_departments(records: Sequence[Imported]) -> None:
    """A row for each body of the records: what they are called, their credit code, and a word of their own for document numbers."""
    taken = set(Department.objects.values_list("abbreviation", flat=True))
    rows = []
    for code, name in {record.terms.department: record.department_name for record in records}.items():
        word = name[:18]
        while word in taken:
            word = f"{name[:9]}{code[8:17]}" if word == name[:18] else f"{word[:-1]}{len(taken)}"
        taken.add(word)
        rows.append(Department(code=code, name=name[:100], short=name[:40], uscc=code, abbreviation=word, region=code[2:8]))
    Department.objects.bulk_create(rows, ignore_conflicts=True)


def plan_ways(records: Sequence[Imported], ends_at: datetime) -> list[Way]:
    """How each record is to go, by its place among the records of its procedure profile.

    The second of every 20 leaves the straight way, in turn by each route. One of every 20 is sealed: the first, and in every
    other 20 the one that leaves the straight way.
    """
    places: Counter[str] = Counter()
    turn = 0
    ways = []
    for index, record in enumerate(records):
        block, place = divmod(places[record.terms.profile], ONE_IN)
        places[record.terms.profile] += 1
        route = ""
        if place == 1:
            route = ROUTES[turn % len(ROUTES)]
            turn += 1
            if route == "correction" and not record.terms.materials:
                route = "refused"
        begins_at = ends_at - SPREAD + SPREAD * index / len(records)
        as_firm = index % 2 == 1 and "firm" in record.body["applicants"] or "person" not in record.body["applicants"]
        ways.append(Way(record, begins_at, route, seal=place == block % 2, as_firm=as_firm))
    return ways


def _walk_all(ways: Sequence[Way]) -> Iterator[Walked]:
    """All of them, by as many processes as there are processors; each has its own connection to the one database."""
    batches = [ways[start : start + BATCH] for start in range(0, len(ways), BATCH)]
    processes = min(os.cpu_count() or 1, len(batches))
    with _progress(len(ways)) as advance:
        if processes < 2:
            for way in ways:
                yield take(way, _counter())
                advance(1)
            return
        with ProcessPoolExecutor(processes, get_context("spawn"), initializer=open_installation) as pool:
            for batch in pool.map(_take_batch, batches):
                yield from batch
                advance(len(batch))


def _take_batch(ways: Sequence[Way]) -> list[Walked]:
    return [take(way, _counter()) for way in ways]


@cache
def _counter() -> counting.Counter:
    """The stored notices, read as they are."""
    body = CalendarVersion.objects.order_by("loaded_at").values_list("body", flat=True).last()
    return counting.counter_of(json.loads(bytes(body or b"")))


@contextmanager
def _progress(total: int) -> Iterator[Any]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr)) as progress:
        task = progress.add_task("records", total=total)
        yield lambda steps: progress.advance(task, steps)


def tell(walked: Sequence[Walked], broken: Sequence[NotThrough], *, seconds: float) -> dict[str, Any]:
    """The walk as JSON: `total`, `through`, `table`, `not_through`, and what was done on the way."""
    failed = [NotThrough(one.way.record.number, one.way.record.name, one.reason) for one in walked if one.reason]
    not_through = sorted([*broken, *failed], key=lambda one: one.line)
    return {
        "total": len(walked) + len(broken),
        "through": len(walked) - len(failed),
        "table": _table(walked),
        "not_through": [{"line": one.line, "name": one.name, "reason": one.reason} for one in not_through],
        "routes": dict(Counter(one.way.route or "straight" for one in walked)),
        "reviews": sum(len(one.way.record.terms.reviews) for one in walked),
        "days_compared": sum(one.days for one in walked),
        "documents": sum(one.documents for one in walked),
        "sealed": sum(one.way.seal for one in walked),
        "verified": sum(one.verified for one in walked),
        "notes": [{"line": one.way.record.number, "note": note} for one in walked for note in one.way.record.problems],
        "seconds": round(seconds, 1),
    }


def _table(walked: Iterable[Walked]) -> list[dict[str, Any]]:
    """A row for each procedure profile, source of the limit and number of materials."""
    total: Counter[tuple[str, str, int]] = Counter()
    through: Counter[tuple[str, str, int]] = Counter()
    for one in walked:
        terms = one.way.record.terms
        group = terms.profile, one.way.record.limit_source, len(terms.materials)
        total[group] += 1
        through[group] += not one.reason
    return [
        {"profile": group[0], "limit_source": group[1], "materials": group[2], "records": count, "through": through[group]}
        for group, count in sorted(total.items())
    ]


def _print(told: dict[str, Any]) -> None:
    print(f"{'profile':<14}{'limit from':<12}{'materials':>9}{'records':>9}{'through':>9}")
    for row in told["table"]:
        print(f"{row['profile']:<14}{row['limit_source']:<12}{row['materials']:>9}{row['records']:>9}{row['through']:>9}")
    for one in told["not_through"]:
        print(f"line {one['line']} {one['name']}: {one['reason']}")
    for one in told["notes"]:
        print(f"note, line {one['line']}: {one['note']}")
    routes = ", ".join(f"{count} {route}" for route, count in told["routes"].items())
    print(f"{told['through']} of {told['total']} came through ({routes}) in {told['seconds']} s")
    print(
        f"{told['days_compared']} last days compared, {told['documents']} documents sealed, {told['sealed']} records with all of "
        f"theirs, {told['verified']} files verified"
    )
