"""What is open at a desk, filtered and sorted as the URL says: one page by keyset, and how much there is of each kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from onewindow.cases.models import Case, Part, Work
from onewindow.cases.projection import NEVER
from onewindow.cases.selectors import PAGE, WorkRow, worklist
from onewindow.catalog import versions
from onewindow.core.procedure import GOVERNMENT
from onewindow.core.state import Status

ACTS = ("review", "decide", "resume", "issue", "close", "wait")
SPECIAL = ("commitment", "joint")
HOLDERS = ("mine", "none")
SORTS = ("due", "new")
_CURSOR = re.compile(r"[0-9]{1,9}\.[0-9a-z]{26}\.[a-z_:]{1,60}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the URL asks for; what it says wrongly is left out. `act` is one of ACTS or SPECIAL, or empty for everything."""

    act: str = ""
    holder: str = ""
    sort: str = "due"
    after: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        def one_of(name: str, known: tuple[str, ...], otherwise: str = "") -> str:
            return query[name] if query.get(name) in known else otherwise

        after = query.get("after", "")
        return cls(
            one_of("act", (*ACTS, *SPECIAL)),
            one_of("holder", HOLDERS),
            one_of("sort", SORTS, "due"),
            after if _CURSOR.fullmatch(after) else "",
        )


def rows_of(desk: str, asked: Asked, *, me: str) -> list[WorkRow]:
    """One page of the desk's open work; up to PAGE rows."""
    if asked == Asked(after=asked.after):
        return worklist(desk, after=asked.after, limit=PAGE)
    return _with_parts(_page(_filtered(desk, asked, me), asked)[:PAGE])


def counts_of(desk: str) -> Mapping[str, int]:
    """How much is open of each kind of act; what only waits for another part is `wait`."""
    found: dict[str, int] = dict.fromkeys(ACTS, 0)
    for act, count in Work.objects.filter(desk=desk).values_list("act").annotate(count=Count("part_id")):
        name = act.partition(":")[0]
        found[name] = found.get(name, 0) + count
    return found


def due_today(desk: str, *, today: date) -> int:
    """How much must be done today or is late already."""
    return Work.objects.filter(desk=desk, due_day__lte=today.toordinal()).count()


def received_for_commitment(desk: str, at: datetime) -> list[Part]:
    """Received parts of the department that may be decided on the spot on the applicant's promise; the newest first."""
    open_to_it = [
        code for code, item in versions.current(at).items.items() if item.terms.commitment and item.terms.department == desk
    ]
    rows = Part.objects.filter(status=Status.RECEIVED.value, department=desk, item__in=open_to_it)
    return list(rows.order_by("-id")[:PAGE])


def joint_parts(desk: str, at: datetime) -> list[Part]:
    """For the government's desk: joint handlings under examination, whose term its head may extend (行政许可法 §42)."""
    if desk != GOVERNMENT:
        return []
    joint = [code for code, item in versions.current(at).items.items() if item.terms.joint]
    return list(Part.objects.filter(status=Status.ACCEPTED.value, item__in=joint).order_by("id")[:PAGE])


def _filtered(desk: str, asked: Asked, me: str) -> QuerySet[Work]:
    rows = Work.objects.filter(desk=desk)
    if asked.act:
        rows = rows.filter(Q(act=asked.act) | Q(act__startswith=f"{asked.act}:"))
    if asked.holder:
        rows = rows.filter(holder=me if asked.holder == "mine" else "")
    return rows


def _page(rows: QuerySet[Work], asked: Asked) -> QuerySet[Work]:
    if asked.sort == "new":
        if asked.after:
            _day, part_id, act = asked.after.split(".")
            rows = rows.filter(Q(part_id__lt=part_id) | Q(part_id=part_id, act__gt=act))
        return rows.order_by("-part_id", "act")
    if asked.after:
        day, part_id, act = asked.after.split(".")
        later = Q(part_id__gt=part_id) | Q(part_id=part_id, act__gt=act)
        rows = rows.filter(Q(due_day__gt=int(day)) | (Q(due_day=int(day)) & later))
    return rows.order_by("due_day", "part_id", "act")


def _with_parts(rows: QuerySet[Work]) -> list[WorkRow]:
    found = list(rows)
    parts = Part.objects.in_bulk([row.part_id for row in found])
    cases = Case.objects.in_bulk([part.case_id for part in parts.values()])
    return [_row(row, parts[row.part_id], cases[parts[row.part_id].case_id]) for row in found]


def _row(work: Work, part: Part, case: Case) -> WorkRow:
    return WorkRow(
        part_id=work.part_id,
        act=work.act,
        desk=work.desk,
        holder=work.holder,
        due_on=date.fromordinal(work.due_day) if work.due_day != NEVER else None,
        number=part.number,
        item=part.item,
        department=part.department,
        status=part.status,
        case_id=case.pk,
        case_number=case.number,
        bundle=case.bundle,
        applicant=case.applicant,
    )
