"""What opens beside a case for one act: the one list of defects, the refusal, the promise; read from the form and shown again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from onewindow.accounts.models import Department
from onewindow.core.commands import Defect
from onewindow.core.terms import DocumentKey
from onewindow.counter.filing import Row
from onewindow.counter.words import DEFECTS, GROUNDS
from onewindow.pages.fields import Choice

PANELS = ("correct", "refuse", "tolerate", "withdraw")
LONGEST = 500


@dataclass(frozen=True, slots=True)
class DefectLine:
    """One material of the closed list: whether something is wrong with it, what, and how to put it right."""

    key: str
    number: int
    name: str
    is_wrong: bool
    reasons: tuple[Choice, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The open panel. `defects` belong to correct; grounds, competent and reason to refuse; promise to tolerate."""

    name: str
    defects: tuple[DefectLine, ...] = ()
    grounds: tuple[Choice, ...] = ()
    items: tuple[Choice, ...] = ()
    competent: str = ""
    offices: tuple[str, ...] = ()
    reason: str = ""
    promise: str = ""
    is_agreed: bool = False
    problem: str = ""


def build_panel(
    name: str,
    posted: QueryDict | None,
    *,
    rows: Sequence[Row],
    promise: str = "",
    items: Iterable[Choice] = (),
    problem: str = "",
) -> Panel | None:
    """The panel of this name as the form stands; None for a name that is none."""
    form = posted if posted is not None and posted.get("panel") == name else None
    if name == "correct":
        return Panel(name, defects=tuple(_defect(row, form) for row in rows), problem=problem)
    if name == "refuse":
        refusal = read_refusal(form)
        grounds = tuple(Choice(value, words, chosen=value == refusal["ground"]) for value, words in GROUNDS)
        chosen = tuple(items)
        typed = text(form, "competent") if form is not None else ""
        return Panel(
            name, grounds=grounds, items=chosen, competent=typed, offices=_offices(), reason=refusal["reason"], problem=problem
        )
    if name == "tolerate":
        written = text(form, "promise") if form is not None else promise
        return Panel(name, promise=written, is_agreed=form is not None and form.get("agreed") == "yes", problem=problem)
    return Panel(name, reason=text(form, "reason"), problem=problem) if name == "withdraw" else None


def read_defects(posted: QueryDict, keys: Iterable[DocumentKey]) -> tuple[Defect, ...]:
    """The defects that were ticked, of the closed list of materials and of reasons."""
    reasons = dict(DEFECTS)
    found = []
    for key in keys:
        if str(key) in posted.getlist("defect"):
            why = posted.get(f"why:{key}", "")
            why = why if why in reasons else "missing"
            found.append(Defect(key, why, "。".join(part for part in (str(reasons[why]), text(posted, f"words:{key}")) if part)))
    return tuple(found)


def read_refusal(posted: QueryDict | None) -> Mapping[str, str]:
    """Ground, reason and competent body of a refusal to accept; the body by its code where it is one of this city."""
    ground = posted.get("ground", "") if posted is not None else ""
    typed = text(posted, "competent")
    known = Department.objects.filter(name=typed).values_list("code", flat=True).first() if typed else None
    return {"ground": ground if ground in dict(GROUNDS) else "", "reason": text(posted, "reason"), "competent": known or typed}


def read_promise(posted: QueryDict) -> str:
    """The applicant's promise; empty until he agreed to it."""
    return text(posted, "promise") if posted.get("agreed") == "yes" else ""


def text(posted: QueryDict | None, name: str) -> str:
    return posted.get(name, "").replace("\x00", "").strip()[:LONGEST] if posted is not None else ""


def _defect(row: Row, form: QueryDict | None) -> DefectLine:
    is_wrong = row.key in form.getlist("defect") if form is not None else row.is_missing
    why = form.get(f"why:{row.key}", "missing") if form is not None else "missing" if row.is_missing else "unreadable"
    words = text(form, f"words:{row.key}") if form is not None else row.how if row.is_missing else ""
    reasons = tuple(Choice(value, label, chosen=value == why) for value, label in DEFECTS)
    return DefectLine(row.key, row.number, row.name, is_wrong, reasons, words)


def _offices() -> tuple[str, ...]:
    return tuple(Department.objects.values_list("name", flat=True))
