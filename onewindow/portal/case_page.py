"""My case: when it is done, what I must do, who has it, how the time is counted, what happened. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from onewindow.cases.selectors import CaseView, PartView, documents_of, history, median_days
from onewindow.catalog import versions
from onewindow.catalog.catalogue import Catalogue
from onewindow.certs.models import Document
from onewindow.core.clock import law_day
from onewindow.core.decision import BEFORE_DECISION
from onewindow.core.procedure import statutory_limit
from onewindow.core.state import Status as PartStatus
from onewindow.pages.courses import courses_of
from onewindow.pages.dates import spoken_day, spoken_days
from onewindow.pages.lanes import Lanes
from onewindow.pages.names import document_name, office_name
from onewindow.pages.procedures import reasons
from onewindow.pages.ruler import Ruler, build_ruler
from onewindow.pages.status import Status
from onewindow.pages.timeline import TimelineEntry
from onewindow.portal.parts import status_of
from onewindow.portal.people import masked_names
from onewindow.portal.planning import case_lanes
from onewindow.portal.story import build_story, people_in


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that waits for the citizen."""

    text: str
    until: str
    href: str
    word: str


@dataclass(frozen=True, slots=True)
class PartPanel:
    """One part: where it stands, who has it, how its time is counted, what may be done about it."""

    part: PartView
    department: str
    status: Status
    holder: str
    ruler: Ruler | None
    note: str
    withdraw_href: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to download."""

    title: str
    item: str
    number: str
    on: date
    href: str
    is_receipt: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """The page."""

    case: CaseView
    title: str
    applicant: str
    done: int
    running: int
    failed: int
    when: str
    when_note: str
    duties: tuple[Duty, ...]
    main: PartPanel | None
    panels: tuple[PartPanel, ...]
    lanes: Lanes | None
    story: tuple[TimelineEntry, ...]
    papers: tuple[Paper, ...]

    @property
    def can_withdraw(self) -> bool:
        return any(panel.withdraw_href for panel in self.panels)


def title_of(case: CaseView) -> str:
    """开餐饮店 · 禾味小馆."""
    own = next((case.answers[one] for one in ("shop_name", "company_name", "project_name") if case.answers.get(one)), "")
    return f"{case.name} · {own}" if own else case.name


def build_case_page(case: CaseView, *, applicant: str, at: datetime) -> CasePage:
    """Everything about one case, as its applicant sees it at a moment."""
    today = law_day(at)
    catalogue = versions.current()
    happenings = history(case)
    holders = {part.state.claimed_by for part in case.parts} | {review.by for part in case.parts for review in part.state.reviews}
    names = masked_names(people_in(happenings) | holders)
    documents = documents_of(case)
    panels = tuple(_panel(part, case, catalogue, names, today, at) for part in case.parts)
    handlers = {panel.part.id: panel.holder for panel in panels}
    when, note = when_done(case, today=today)
    return CasePage(
        case=case,
        title=title_of(case),
        applicant=applicant,
        done=granted_count(case),
        running=sum(not part.state.is_ended and part.state.decision != "granted" for part in case.parts),
        failed=failed_count(case),
        when=when,
        when_note=note,
        duties=duties_of(case, catalogue),
        main=_main_panel(panels, case, today),
        panels=panels,
        lanes=case_lanes(case, catalogue, today=today, handlers=handlers) if len(case.parts) > 1 else None,
        story=build_story(case, happenings, catalogue=catalogue, names=names, documents=documents),
        papers=papers_of(case, documents),
    )


def granted_count(case: CaseView) -> int:
    """How many parts were decided for the applicant."""
    return sum(part.state.decision == "granted" for part in case.parts)


def failed_count(case: CaseView) -> int:
    """How many parts ended without what was applied for."""
    return sum(part.state.is_ended and part.state.decision != "granted" for part in case.parts)


def when_done(case: CaseView, *, today: date) -> tuple[str, str]:
    """The day by which all is done, and which part comes last."""
    if case.is_ended:
        good = granted_count(case)
        if good == len(case.parts):
            return _("都办成了"), _("证照在“我的证照”里。")
        return _("都办完了"), _("%(good)s 项办成，%(other)s 项没有办成。") % {"good": good, "other": len(case.parts) - good}
    courses = courses_of(case, today=today)
    open_parts = [part for part in case.parts if not part.state.is_ended]
    if not open_parts:
        return _("就快好了"), ""
    last = max(open_parts, key=lambda part: courses[part.state.item].ends_on)
    if last.state.status in (PartStatus.GRANTED, PartStatus.ISSUED):
        return _("都决定了，正在制证"), _("电子证照做好了自动放进“我的证照”。")
    ends_on = courses[last.state.item].ends_on
    days = case.calendar.working_days_between(today, ends_on) if ends_on > today else 0
    left = _("今天到期") if days == 0 else _("还剩 %(days)s") % {"days": spoken_days(days)}
    many = len(case.parts) > 1
    others = failed_count(case) > 0
    when = _("其余的%(day)s前办成") if others else _("%(day)s前全部办成") if many else _("%(day)s前办成")
    if ends_on < today:
        return _("已经超过%(day)s") % {"day": spoken_day(ends_on)}, _("%(item)s超期了，可以打 12345 问。") % {"item": last.name}
    note = _("最后一件是%(item)s，%(left)s。") % {"item": last.name, "left": left} if many else _("%(left)s。") % {"left": left}
    if any(act.desk == "applicant" for part in open_parts for act in part.acts):
        note += _("有的要等您交了材料才往下办。")
    return when % {"day": spoken_day(ends_on)}, note


def duties_of(case: CaseView, catalogue: Catalogue) -> tuple[Duty, ...]:
    """What waits for the citizen, the most urgent first."""
    found: list[tuple[date, Duty]] = []
    for part in case.parts:
        for act in part.acts:
            if act.desk == "applicant":
                found.append((act.due_on or date.max, _duty(case, part, act.name, act.due_on, catalogue)))
        if part.state.hearing == "told" and part.state.status is PartStatus.ACCEPTED:
            duty = Duty(
                _("%(item)s可以要求听证，不要求也行") % {"item": part.name},
                _until(part.state.hearing_until),
                reverse("portal:hearing", args=[case.number, part.id]),
                _("看一下"),
            )
            found.append((part.state.hearing_until or date.max, duty))
    return tuple(duty for _on, duty in sorted(found, key=lambda one: one[0]))


def _duty(case: CaseView, part: PartView, act: str, due_on: date | None, catalogue: Catalogue) -> Duty:
    state = part.state
    href = reverse("portal:hand_in", args=[case.number, part.id])
    if act == "correct":
        open_count = len([defect for defect in state.defects if defect.key not in state.corrected])
        return Duty(
            _("%(item)s要补正 %(count)s 处") % {"item": part.name, "count": open_count}, _until(due_on), href, _("去补正")
        )
    keys = state.supplements if act == "supplement" else state.suppliable()
    names = _("、").join(document_name(key, catalogue) for key in keys)
    text = _("%(item)s后补%(documents)s") if act == "supplement" else _("%(item)s请交%(documents)s")
    return Duty(text % {"item": part.name, "documents": names}, _until(due_on), href, _("去交"))


def _until(day: date | None) -> str:
    return _("%(day)s前") % {"day": spoken_day(day)} if day else ""


def _panel(
    part: PartView, case: CaseView, catalogue: Catalogue, names: Mapping[str, str], today: date, at: datetime
) -> PartPanel:
    state = part.state
    office = office_name(state.department, catalogue)
    can_withdraw = state.status in BEFORE_DECISION
    return PartPanel(
        part=part,
        department=office,
        status=status_of(part, today=today, name=lambda key: document_name(key, catalogue)),
        holder=_holder(part, office, names),
        ruler=_ruler(part, today, at),
        note=_note(part, catalogue),
        withdraw_href=reverse("portal:withdraw", args=[case.number, part.id]) if can_withdraw else "",
        is_open=not state.is_ended,
    )


def _holder(part: PartView, office: str, names: Mapping[str, str]) -> str:
    """在水务局周*手里; the window or department while nobody has claimed it."""
    state = part.state
    if state.is_ended or state.status is PartStatus.WAITING:
        return ""
    if state.status is PartStatus.CORRECTING:
        return _("等您补正")
    if state.claimed_by in names:
        return _("%(office)s%(person)s在办") % {"office": office, "person": names[state.claimed_by]}
    if state.status is PartStatus.RECEIVED:
        return _("综合窗口在看")
    return _("在%(office)s，还没有人接手") % {"office": office} if state.status is PartStatus.ACCEPTED else office


def _ruler(part: PartView, today: date, at: datetime) -> Ruler | None:
    clock = part.promised
    if clock is None or part.statutory is None:
        return None
    found = median_days(part.state.item, at=at)
    ended = part.state.decided_on or (law_day(part.state.last_at) if part.state.is_ended and part.state.last_at else None)
    return build_ruler(
        clock.due(part.facts.calendar),
        calendar=part.facts.calendar,
        today=today,
        finished_on=ended,
        reasons=reasons(),
        law=(statutory_limit(part.facts.terms).days, part.statutory.due_on(part.facts.calendar)),
        median=found[0] if found else None,
    )


def _note(part: PartView, catalogue: Catalogue) -> str:
    """What stands in place of the ruler before acceptance."""
    state = part.state
    if part.completeness is not None:
        day = part.completeness.due_on(part.facts.calendar)
        if day is None:
            return ""
        return _("%(day)s前告诉您受理不受理，要补的一次说全。受理以后开始算时间。") % {"day": spoken_day(day)}
    if state.status is PartStatus.WAITING and state.waits_for:
        names = _("、").join(document_name(key, catalogue) for key in state.waits_for)
        return _("要先有%(documents)s。一出来就自动开始，不用您跑。") % {"documents": names}
    if state.status is PartStatus.CORRECTING:
        return _("补正的时间不算在内。交齐了接着办。")
    return ""


def _main_panel(panels: Sequence[PartPanel], case: CaseView, today: date) -> PartPanel | None:
    """The part whose time is explained first: the one that ends last of those that run."""
    running = [panel for panel in panels if panel.ruler is not None and panel.is_open]
    courses = courses_of(case, today=today)
    if running:
        return max(running, key=lambda panel: courses[panel.part.state.item].ends_on)
    return next((panel for panel in panels if panel.ruler is not None), None)


def papers_of(case: CaseView, documents: Sequence[Document]) -> tuple[Paper, ...]:
    """The sealed documents, the latest first; receipts of materials last."""
    found = [
        Paper(
            one.title,
            one.item,
            one.number,
            law_day(one.sealed_at),
            reverse("portal:document", args=[case.number, one.pk]),
            one.kind in ("W01", "W17"),
        )
        for one in reversed(list(documents))
    ]
    return tuple(sorted(found, key=lambda paper: paper.is_receipt))
