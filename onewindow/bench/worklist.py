"""The worklist benchmark: many open cases, then the first page and a later page of every desk through the selector of the doors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from time import perf_counter
from typing import Any, TypeVar

from django.db import connection, models

from onewindow.bench.walk import DAYS, make_city, make_errand, walk
from onewindow.cases.models import Case, Part, Work
from onewindow.cases.projection import NEVER
from onewindow.cases.selectors import PAGE, WorkRow, worklist
from onewindow.ledger.ids import new_id

OPEN_STAGES = 13
"""A case stands still after its first, second ... thirteenth transition, and has open work; after the fourteenth it is closed."""
ITEMS_SHOWN = 6
ROUNDS = 50
BATCH = 2000
_Row = TypeVar("_Row", bound=models.Model)


class PagesBroken(AssertionError):
    """A later page repeats or skips what the page before showed."""


def measure(cases: int) -> dict[str, Any]:
    """Fill the open installation with `cases` open cases and turn pages; times in milliseconds. Raises PagesBroken."""
    templates = _templates()
    desks = sorted({work.desk for _, _, works in templates for work in works})
    _copy(templates, max(0, cases - len(templates)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    deep = {desk: _middle(desk) for desk in desks}
    first, later = [], []
    for _ in range(ROUNDS):
        for desk in desks:
            first.append(_turn(desk, ""))
            later.append(_turn(desk, deep[desk]))
    return {
        "database": connection.vendor,
        "cases": Part.objects.count(),
        "open_work": Work.objects.count(),
        "desks": len(desks),
        "page": PAGE,
        "first_page_p50_ms": _percentile(first, 50),
        "first_page_p95_ms": _percentile(first, 95),
        "later_page_p50_ms": _percentile(later, 50),
        "later_page_p95_ms": _percentile(later, 95),
    }


def _templates() -> list[tuple[Case, Part, list[Work]]]:
    """Cases really taken to each open stage, for several items."""
    city = make_city()
    found = []
    for item in range(ITEMS_SHOWN):
        for stage in range(1, OPEN_STAGES + 1):
            *_, (_, part_id) = islice(walk(make_errand(item, city)), stage)
            part = Part.objects.get(pk=part_id)
            found.append((Case.objects.get(pk=part.case_id), part, list(Work.objects.filter(part_id=part_id))))
    return found


def _copy(templates: Sequence[tuple[Case, Part, list[Work]]], count: int) -> None:
    """Add copies with ids and numbers of their own, spread over days."""
    for start in range(0, count, BATCH):
        cases: list[Case] = []
        parts: list[Part] = []
        works: list[Work] = []
        for number in range(start, min(count, start + BATCH)):
            case, part, rows = templates[number % len(templates)]
            case_id, part_id, days = new_id(), new_id(), number // len(templates) % DAYS
            cases.append(_like(case, id=case_id, number=f"{case.number}-{number}"))
            parts.append(_like(part, id=part_id, case_id=case_id, number=f"{part.number}-{number}"))
            works += [_like(row, part_id=part_id, due_day=row.due_day + days if row.due_day != NEVER else NEVER) for row in rows]
        Case.objects.bulk_create(cases)
        Part.objects.bulk_create(parts)
        Work.objects.bulk_create(works)


def _like(row: _Row, **changes: Any) -> _Row:
    values = {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}
    return type(row)(**{**values, **changes})


def _middle(desk: str) -> str:
    """The cursor in the middle of a desk's list; checks on the way there that the second page goes on where the first ends."""
    pages = list(islice(_pages(desk), 2))
    shown = [(row.part_id, row.act) for page in pages for row in page]
    wanted = [(part, act) for _, part, act in _ordered(desk)[: len(shown)]]
    if shown != wanted:
        raise PagesBroken(desk)
    ordered = _ordered(desk)
    due_day, part, act = ordered[len(ordered) // 2]
    return f"{due_day}.{part}.{act}"


def _pages(desk: str) -> Iterator[list[WorkRow]]:
    page = worklist(desk)
    while page:
        yield page
        page = worklist(desk, after=page[-1].cursor)


def _ordered(desk: str) -> list[tuple[int, str, str]]:
    return list(Work.objects.filter(desk=desk).order_by("due_day", "part_id", "act").values_list("due_day", "part_id", "act"))


def _turn(desk: str, after: str) -> float:
    began = perf_counter()
    worklist(desk, after=after)
    return (perf_counter() - began) * 1000


def _percentile(values: Sequence[float], percent: int) -> float:
    return round(sorted(values)[min(len(values) - 1, len(values) * percent // 100)], 3)
