"""The worklist as a page: by time left, why each is here, who has it, and what else can be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from onewindow.cases.models import Case, Part
from onewindow.cases.selectors import PAGE, WorkRow, name_of
from onewindow.catalog.calendars import current as current_calendar
from onewindow.core.clock import law_day
from onewindow.core.procedure import GOVERNMENT
from onewindow.pages.dates import spoken_day
from onewindow.pages.names import lang
from onewindow.pages.status import Status
from onewindow.review import worklist
from onewindow.review.desks import Desk
from onewindow.review.people import applicant_names, staff_names
from onewindow.review.status import time_left
from onewindow.review.worklist import Asked

ACT_WORDS: Mapping[str, Any] = {
    "review": _l("出意见"),
    "decide": _l("审查决定"),
    "resume": _l("录结果，接着算时间"),
    "issue": _l("出证"),
    "close": _l("办结"),
    "wait": _l("等前一项"),
    "commitment": _l("凭承诺当场决定"),
    "joint": _l("联合办理"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `doer` is empty where nobody has taken it in hand."""

    href: str
    left: Status
    due: str
    act: str
    item: str
    case_name: str
    number: str
    applicant: str
    doer: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Tab:
    """A filter with how much it holds; `count` None where it is not counted."""

    href: str
    word: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class WorklistPage:
    desk: Desk
    today: date
    open_count: int
    due_count: int
    waiting_count: int
    tabs: tuple[Tab, ...]
    holders: tuple[Tab, ...]
    sorts: tuple[Tab, ...]
    desks: tuple[Tab, ...]
    lines: tuple[Line, ...]
    first: str
    more: str
    all_href: str


def build_worklist(desk: Desk, asked: Asked, *, at: datetime) -> WorklistPage:
    """The page of a desk."""
    today = law_day(at)
    counts = worklist.counts_of(desk.code)
    special = {"commitment": worklist.received_for_commitment(desk.code, at), "joint": worklist.joint_parts(desk.code, at)}
    rows = [] if asked.act in special else worklist.rows_of(desk.code, asked, me=desk.actor.id)
    lines = _special_lines(desk, asked.act, special[asked.act], today) if asked.act in special else _lines(desk, rows, today)
    return WorklistPage(
        desk=desk,
        today=today,
        open_count=sum(count for act, count in counts.items() if act != "wait"),
        due_count=worklist.due_today(desk.code, today=today),
        waiting_count=counts["wait"],
        tabs=_tabs(desk, asked, counts, {act: len(parts) for act, parts in special.items()}),
        holders=_choices(desk, asked, "holder", {"": _("全部"), "mine": _("我接手的"), "none": _("没人接手的")}),
        sorts=_choices(desk, asked, "sort", {"due": _("剩余时间"), "new": _("最近交来")}),
        desks=tuple(
            Tab(f"{reverse('review:worklist')}?desk={code}", name, None, code == desk.code) for code, name in desk.choices
        ),
        lines=tuple(lines),
        first=lines[0].href if lines else "",
        more=_href(desk, replace(asked, after=rows[-1].cursor)) if len(rows) == PAGE else "",
        all_href=_href(desk, Asked()),
    )


def next_part(desk: Desk, *, other_than: str) -> str:
    """Where N leads: the most urgent other part at this desk that nobody else has in hand; empty when there is none."""
    if not desk.code:
        return ""
    for row in worklist.rows_of(desk.code, Asked(), me=desk.actor.id):
        if row.part_id != other_than and row.act != "wait" and row.holder in ("", desk.actor.id):
            return part_href(desk, row.part_id)
    return ""


def part_href(desk: Desk, part_id: str, **more: str) -> str:
    """The joint screen of a part, at the same desk."""
    query = urlencode({**({"desk": desk.code} if desk.query else {}), **more})
    return reverse("review:part", args=[part_id]) + (f"?{query}" if query else "")


def _href(desk: Desk, asked: Asked) -> str:
    wanted = {"act": asked.act, "holder": asked.holder, "sort": asked.sort if asked.sort != "due" else "", "after": asked.after}
    query = urlencode({**({"desk": desk.code} if desk.query else {}), **{name: value for name, value in wanted.items() if value}})
    return reverse("review:worklist") + (f"?{query}" if query else "")


def _tabs(desk: Desk, asked: Asked, counts: Mapping[str, int], special: Mapping[str, int]) -> tuple[Tab, ...]:
    everything = Tab(_href(desk, replace(asked, act="", after="")), _("全部"), sum(counts.values()), not asked.act)
    shown = [act for act in worklist.ACTS if counts[act] or act == asked.act]
    shown += [act for act, count in special.items() if count or act == asked.act or (act == "joint" and desk.code == GOVERNMENT)]
    return (
        everything,
        *(
            Tab(_href(desk, replace(asked, act=act, after="")), str(ACT_WORDS[act]), {**counts, **special}[act], act == asked.act)
            for act in shown
        ),
    )


def _choices(desk: Desk, asked: Asked, name: str, words: Mapping[str, str]) -> tuple[Tab, ...]:
    chosen = getattr(asked, name)
    return tuple(
        Tab(_href(desk, replace(asked, after="", **{name: value})), word, None, value == chosen) for value, word in words.items()
    )


def _lines(desk: Desk, rows: Sequence[WorkRow], today: date) -> list[Line]:
    calendar = current_calendar()
    names = applicant_names(row.applicant for row in rows)
    doers = staff_names((row.holder for row in rows), desk=desk.code)
    return [
        Line(
            href=part_href(desk, row.part_id),
            left=time_left(row.due_on, today=today, calendar=calendar) if row.act != "wait" else Status("wait", _("等前一项")),
            due=spoken_day(row.due_on) if row.due_on else "",
            act=str(ACT_WORDS[row.act.partition(":")[0]]),
            item=name_of(row.item, lang()),
            case_name=name_of(row.bundle, lang()) if row.bundle else "",
            number=row.case_number,
            applicant=names.get(row.applicant, ""),
            doer=doers.get(row.holder, ""),
            is_mine=bool(row.holder) and row.holder == desk.actor.id,
        )
        for row in rows
    ]


def _special_lines(desk: Desk, act: str, parts: Sequence[Part], today: date) -> list[Line]:
    """Parts that are on nobody's worklist of this desk but may be acted upon here."""
    cases = Case.objects.in_bulk([part.case_id for part in parts])
    names = applicant_names(case.applicant for case in cases.values())
    return [
        Line(
            href=part_href(desk, part.pk),
            left=Status("doing", str(_("已收件")) if act == "commitment" else str(_("正在审查"))),
            due="",
            act=str(ACT_WORDS[act]),
            item=name_of(part.item, lang()),
            case_name=name_of(cases[part.case_id].bundle, lang()) if cases[part.case_id].bundle else "",
            number=cases[part.case_id].number,
            applicant=names.get(cases[part.case_id].applicant, ""),
            doer="",
            is_mine=False,
        )
        for part in parts
    ]
