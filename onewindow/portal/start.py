"""The few questions that decide what applies to me, and the personal list that follows from the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from django.urls import reverse

from onewindow.catalog import calendars, versions
from onewindow.catalog.questions import deciding, pages_now, questions_for
from onewindow.core.clock import law_day
from onewindow.pages.answers import MISSING
from onewindow.pages.dates import spoken_days
from onewindow.pages.fields import ScreenField
from onewindow.pages.lanes import Lanes
from onewindow.pages.names import lang
from onewindow.portal.answers import field_of
from onewindow.portal.guide import GuideMaterial, ItemPart, lanes_of, material_line, part_line
from onewindow.portal.needs import SparedLine, needs_of, spared_lines
from onewindow.portal.planning import ends_on
from onewindow.portal.who import Applicant


@dataclass(frozen=True, slots=True)
class StartPage:
    """The few questions that decide, and the personal list that follows from the answers."""

    code: str
    name: str
    fields: tuple[ScreenField, ...]
    answers: tuple[tuple[str, str], ...]
    answered: bool
    items: tuple[ItemPart, ...]
    not_needed: tuple[str, ...]
    asked: tuple[GuideMaterial, ...]
    spared: tuple[SparedLine, ...]
    spared_slots: int
    days: str
    ends_on: date
    lanes: Lanes | None
    applicant: Applicant | None
    allowed: bool
    login_href: str


def build_start(
    code: str, *, answers: Mapping[str, Any], asked: bool, applicant: Applicant | None, query: str, at: datetime
) -> StartPage:
    """`asked` says that the form was sent: then the list is personal. Raises NotInCatalogue."""
    catalogue = versions.current(at)
    codes = catalogue.codes_of(code)
    pages = (
        pages_now(deciding(questions_for(catalogue, codes)), {**answers})
        if answers
        else deciding(questions_for(catalogue, codes))
    )
    fields = tuple(field_of(page.question, value=answers.get(page.id, MISSING)) for page in pages)
    needs = needs_of(catalogue, codes, owner=applicant.owner if applicant else None, answers=answers, at=at)
    record = catalogue.bundles.get(code) or catalogue.item(code)
    return StartPage(
        code=code,
        name=record.name(lang()),
        fields=fields,
        answers=tuple(
            (page.id, _posted(answers[page.id]))
            for page in pages
            if page.id in answers and not isinstance(answers[page.id], list)
        ),
        answered=asked or not fields,
        items=tuple(part_line(catalogue, item) for item in needs.plan.items),
        not_needed=tuple(catalogue.item(item).name(lang()) for item in codes if item not in needs.plan.items),
        asked=tuple(material_line(catalogue, one) for one in needs.asked),
        spared=spared_lines(needs),
        spared_slots=needs.spared_slots,
        days=spoken_days(needs.plan.critical_path_days),
        ends_on=ends_on(needs.plan, calendar=calendars.current(), today=law_day(at)),
        lanes=lanes_of(catalogue, needs, at) if len(needs.plan.items) > 1 else None,
        applicant=applicant,
        allowed=applicant is None or applicant.catalogue_kind in record.applicants or not record.applicants,
        login_href=f"{reverse('accounts:log_in')}?next={quote(reverse('portal:start', args=[code]) + ('?' + query if query else ''))}",
    )


def _posted(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
