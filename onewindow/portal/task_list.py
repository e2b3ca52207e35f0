"""The task list of a draft: what is still to be done before it is sent, and the plan of what happens then. No law, no writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from onewindow.catalog import calendars, versions
from onewindow.catalog.catalogue import Catalogue
from onewindow.catalog.questions import BrokenAnswerRule, QuestionPage, broken_rules, codes_needed, fits, pages_now, questions_for
from onewindow.core.clock import law_day
from onewindow.core.terms import DocumentKey
from onewindow.files.models import StoredFile
from onewindow.pages.lanes import Lanes
from onewindow.pages.names import document_name, lang
from onewindow.pages.status import Status
from onewindow.portal.drafts import answers_of, files_of
from onewindow.portal.models import Draft
from onewindow.portal.needs import Needs, SparedLine, left_for_later, missing_of, needs_of, spared_lines
from onewindow.portal.news import what_changed
from onewindow.portal.planning import ends_on, plan_lanes
from onewindow.portal.who import Applicant


@dataclass(frozen=True, slots=True)
class Sheet:
    """A draft with everything that follows from what is in it."""

    draft: Draft
    applicant: Applicant
    catalogue: Catalogue
    name: str
    codes: tuple[str, ...]
    answers: Mapping[str, Any]
    files: Mapping[DocumentKey, StoredFile]
    pages: tuple[QuestionPage, ...]
    needs: Needs

    @property
    def unanswered(self) -> tuple[QuestionPage, ...]:
        return tuple(page for page in self.pages if not is_answered(page, self.answers))

    @property
    def missing(self) -> tuple[Any, ...]:
        return missing_of(self.needs, self.files)

    @property
    def later(self) -> tuple[Any, ...]:
        return left_for_later(self.needs, self.files)

    @property
    def broken(self) -> tuple[BrokenAnswerRule, ...]:
        return broken_rules(self.catalogue, self.needs.plan.items, self.answers)

    @property
    def choices(self) -> Mapping[str, str]:
        return dict(self.draft.content.get("choices", {}))

    @property
    def title(self) -> str:
        """开餐饮店 · 禾味小馆."""
        own = next((self.answers[one] for one in ("shop_name", "company_name", "project_name") if self.answers.get(one)), "")
        return f"{self.name} · {own}" if own else self.name

    @property
    def is_ready(self) -> bool:
        return not (self.unanswered or self.missing or self.broken) and bool(self.needs.plan.items)


def is_answered(page: QuestionPage, answers: Mapping[str, Any]) -> bool:
    return page.id in answers and fits(page.question, answers[page.id])


def sheet_of(draft: Draft, applicant: Applicant, *, at: datetime) -> Sheet:
    """Load a draft with its catalogue. Answers to questions that are no longer asked are left out."""
    catalogue = versions.current(at)
    codes = catalogue.codes_of(draft.code)
    answers = answers_of(draft)
    pages = asked_pages(catalogue, codes, answers)
    asked = {page.id for page in pages}
    answers = {name: value for name, value in answers.items() if name in asked}
    needs = needs_of(catalogue, codes, owner=applicant.owner, answers=answers, at=at)
    record = catalogue.bundles.get(draft.code) or catalogue.item(draft.code)
    return Sheet(draft, applicant, catalogue, record.name(lang()), codes, answers, files_of(draft), pages, needs)


def asked_pages(catalogue: Catalogue, codes: tuple[str, ...], answers: Mapping[str, Any]) -> tuple[QuestionPage, ...]:
    """What is asked with these answers: the deciding questions, and the others of those items that are needed."""
    needed = set(codes_needed(catalogue, codes, answers))
    pages = pages_now(questions_for(catalogue, codes), answers)
    return tuple(page for page in pages if page.decides or needed & set(page.items))


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do before sending."""

    title: str
    href: str
    status: Status
    text: str


@dataclass(frozen=True, slots=True)
class TaskList:
    """The page."""

    sheet: Sheet
    lanes: Lanes
    tasks: tuple[Task, ...]
    next_href: str
    next_word: str
    spared: tuple[SparedLine, ...]
    ends_on: date
    others: str
    news: tuple[str, ...] = ()

    @property
    def todo_count(self) -> int:
        return sum(1 for task in self.tasks if task.status.kind == "you")


def build_task_list(sheet: Sheet, *, at: datetime, median: str = "") -> TaskList:
    """Lanes, tasks and what is spared."""
    calendar, today = calendars.current(), law_day(at)
    tasks = tuple(_tasks(sheet))
    first = next((task for task in tasks if task.status.kind == "you"), tasks[-1])
    return TaskList(
        sheet=sheet,
        lanes=plan_lanes(
            sheet.catalogue, sheet.needs.plan, statuses=_statuses(sheet), calendar=calendar, today=today, today_word=_("今天交")
        ),
        tasks=tasks,
        next_href=first.href,
        next_word=_("接着办：%(task)s") % {"task": first.title},
        spared=spared_lines(sheet.needs),
        ends_on=ends_on(sheet.needs.plan, calendar=calendar, today=today),
        others=median,
        news=what_changed(sheet.draft.catalogue, sheet.catalogue, sheet.draft.code),
    )


def _tasks(sheet: Sheet) -> list[Task]:
    draft = sheet.draft
    found = [_questions_task(sheet, title, pages) for title, pages in _by_group(sheet)]
    href = reverse("portal:materials", args=[draft.pk])
    for one in sheet.needs.to_hand_in:
        held = one.key in sheet.files or any(
            other.group == one.group and other.key in sheet.files for other in sheet.needs.asked if one.group
        )
        status = Status("done", _("交好了")) if held else Status("wait", _("可以后补")) if one not in sheet.missing else None
        if status is None or not held:
            status = status or Status("you", _("还差 1 份"))
        users = _("、").join(sheet.catalogue.item(code).name(lang()) for code in one.items)
        found.append(
            Task(
                _("交%(document)s") % {"document": document_name(one.key, sheet.catalogue)},
                f"{href}#field-{one.key}",
                status,
                _("%(items)s要用，交一次就够。") % {"items": users}
                if len(one.items) > 1
                else _("%(items)s要用。") % {"items": users},
            )
        )
    ready = sheet.is_ready
    found.append(
        Task(
            _("核对，然后提交"),
            reverse("portal:check", args=[draft.pk]),
            Status("you", _("请您核对")) if ready else Status("wait", _("填好再核对")),
            _("提交以前都可以改。"),
        )
    )
    return found


def _by_group(sheet: Sheet) -> list[tuple[str, list[QuestionPage]]]:
    groups: dict[str, list[QuestionPage]] = {}
    for page in sheet.pages:
        name = _("先看看您要办哪几项") if page.decides else page.question.group.name(lang())
        groups.setdefault(name, []).append(page)
    return list(groups.items())


def _questions_task(sheet: Sheet, title: str, pages: list[QuestionPage]) -> Task:
    left = [page for page in pages if not is_answered(page, sheet.answers)]
    goes_to = (left or pages)[0]
    status = Status("you", _("还有 %(count)s 题") % {"count": len(left)}) if left else Status("done", _("填好了"))
    word = _("填写：%(group)s") % {"group": title} if not pages[0].decides else title
    return Task(
        word,
        question_href(sheet.draft, goes_to.id),
        status,
        _("一共 %(count)s 题，几个部门共用，只填这一次。") % {"count": len(pages)},
    )


def question_href(draft: Draft, question: str) -> str:
    return reverse("portal:question", args=[draft.pk, question])


def _statuses(sheet: Sheet) -> dict[str, Status]:
    missing: dict[str, int] = {}
    for one in sheet.missing:
        for code in one.items:
            missing[code] = missing.get(code, 0) + 1
    unanswered: dict[str, int] = {}
    for page in sheet.unanswered:
        for code in page.items:
            unanswered[code] = unanswered.get(code, 0) + 1
    return {code: _status(sheet, code, missing.get(code, 0), unanswered.get(code, 0)) for code in sheet.needs.plan.items}


def _status(sheet: Sheet, code: str, missing: int, unanswered: int) -> Status:
    if missing:
        return Status("you", _("还差 %(count)s 份") % {"count": missing})
    if unanswered:
        return Status("you", _("还有 %(count)s 题") % {"count": unanswered})
    waits = sheet.needs.plan.waits_for(code)
    if waits:
        return Status("wait", _("等%(document)s") % {"document": document_name(waits[0], sheet.catalogue)})
    return Status("done", _("准备好了"))


def next_step(sheet: Sheet, after: str) -> str:
    """Where to go when a question was answered: the next one that has no answer, else the list, materials or the check."""
    ids = [page.id for page in sheet.pages]
    later = ids[ids.index(after) + 1 :] if after in ids else ids
    open_ids = {page.id for page in sheet.unanswered}
    following = next((one for one in later if one in open_ids), next((one for one in ids if one in open_ids), ""))
    page_of = {page.id: page for page in sheet.pages}
    if following and after in page_of and page_of[after].decides and not page_of[following].decides:
        return reverse("portal:task", args=[sheet.draft.pk])
    if following:
        return question_href(sheet.draft, following)
    return reverse("portal:materials" if sheet.missing else "portal:check", args=[sheet.draft.pk])
