"""Check answers: everything that will be sent, each with its way back, and what the applicant promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from onewindow.catalog import calendars
from onewindow.core.clock import law_day
from onewindow.pages.answers import spoken_answer
from onewindow.pages.fields import Problem
from onewindow.pages.names import document_name, lang, office_name
from onewindow.portal.drafts import promise_of
from onewindow.portal.needs import SparedLine, spared_lines
from onewindow.portal.planning import ends_on
from onewindow.portal.task_list import Sheet, question_href


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """A question or material, what was said, and where to change it."""

    id: str
    name: str
    value: str
    href: str
    word: str


@dataclass(frozen=True, slots=True)
class CheckedGroup:
    title: str
    lines: tuple[CheckedLine, ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The page; `promises` are sentences to be agreed to, `problems` what keeps it from being sent."""

    sheet: Sheet
    items: tuple[tuple[str, str], ...]
    groups: tuple[CheckedGroup, ...]
    materials: tuple[CheckedLine, ...]
    later: tuple[str, ...]
    spared: tuple[SparedLine, ...]
    promises: tuple[str, ...]
    promised: bool
    ends_on: date
    problems: tuple[Problem, ...]


def build_check_page(sheet: Sheet, *, at: datetime, problems: tuple[Problem, ...] = ()) -> CheckPage:
    catalogue = sheet.catalogue
    today = law_day(at)
    return CheckPage(
        sheet=sheet,
        items=tuple(
            (catalogue.item(code).name(lang()), office_name(catalogue.terms(code).department, catalogue))
            for code in sheet.needs.plan.items
        ),
        groups=_groups(sheet),
        materials=_materials(sheet),
        later=tuple(document_name(one.key, catalogue) for one in sheet.later),
        spared=spared_lines(sheet.needs),
        promises=promises(sheet),
        promised=promise_of(sheet.draft),
        ends_on=ends_on(sheet.needs.plan, calendar=calendars.current(), today=today),
        problems=problems,
    )


def promises(sheet: Sheet) -> tuple[str, ...]:
    """What the applicant promises in writing: to hand in later what is tolerated as missing, and to keep what 告知承诺 rests on."""
    found = []
    if sheet.later:
        names = _("、").join(document_name(one.key, sheet.catalogue) for one in sheet.later)
        found.append(_("我知道还差%(documents)s，受理后按告知的日子补齐；到期没补，这一项就不往下办。") % {"documents": names})
    committed = [code for code in sheet.needs.plan.items if sheet.catalogue.terms(code).commitment]
    if committed:
        names = _("、").join(sheet.catalogue.item(code).name(lang()) for code in committed)
        found.append(_("办“%(items)s”，我承诺已经符合告知的条件，说的和做的一样；查到不符，愿意承担责任。") % {"items": names})
    return tuple(found)


def problems_of_sheet(sheet: Sheet, *, promised: bool) -> tuple[Problem, ...]:
    """Everything that keeps the application from being sent, all at once, each with where to put it right."""
    found = [Problem(f"answer-{page.id}", page.question.title.name(lang()), _("还没有填")) for page in sheet.unanswered]
    for one in sheet.broken:
        found.append(Problem(f"answer-{one.questions[0]}" if one.questions else "main", "", one.rule.message.name(lang())))
    found += [Problem(f"material-{one.key}", document_name(one.key, sheet.catalogue), _("还没有交")) for one in sheet.missing]
    if not sheet.needs.plan.items:
        found.append(Problem("main", "", _("照您的回答，没有要办的事项。请看看回答对不对。")))
    if promises(sheet) and not promised:
        found.append(Problem("field-promise", _("书面承诺"), _("请看一下，同意就打勾")))
    return tuple(found)


def _groups(sheet: Sheet) -> tuple[CheckedGroup, ...]:
    groups: dict[str, list[CheckedLine]] = {}
    for page in sheet.pages:
        value = (
            spoken_answer(page.question, sheet.answers[page.id], empty=_("没有填")) if page.id in sheet.answers else _("还没有填")
        )
        line = CheckedLine(
            f"answer-{page.id}",
            page.question.title.name(lang()),
            value,
            question_href(sheet.draft, page.id) + "?back=check",
            _("改"),
        )
        groups.setdefault(page.question.group.name(lang()), []).append(line)
    return tuple(CheckedGroup(title, tuple(lines)) for title, lines in groups.items())


def _materials(sheet: Sheet) -> tuple[CheckedLine, ...]:
    href = reverse("portal:materials", args=[sheet.draft.pk])
    missing = {one.key for one in sheet.missing}
    found = []
    for one in sheet.needs.to_hand_in:
        held = sheet.files.get(one.key)
        if held is None and one.key not in missing and one not in sheet.later:
            continue
        value = held.name if held else _("还没有交") if one.key in missing else _("后补")
        found.append(
            CheckedLine(
                f"material-{one.key}",
                document_name(one.key, sheet.catalogue),
                value,
                f"{href}#field-{one.key}",
                _("换") if held else _("交"),
            )
        )
    return tuple(found)
