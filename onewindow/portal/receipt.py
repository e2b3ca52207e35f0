"""The receipt: number, QR to the case, days, who holds it, what happens next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from onewindow.cases.selectors import CaseView
from onewindow.catalog import versions
from onewindow.core.clock import law_day
from onewindow.core.state import Status as PartStatus
from onewindow.pages.names import document_name, office_name
from onewindow.pages.status import Status
from onewindow.portal.case_page import title_of, when_done
from onewindow.portal.parts import status_of


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One part: who holds it and what it waits for."""

    name: str
    number: str
    department: str
    status: Status


@dataclass(frozen=True, slots=True)
class Receipt:
    """The page; `qr` is a data address of a picture."""

    case: CaseView
    title: str
    qr: str
    address: str
    when: str
    note: str
    lines: tuple[ReceiptLine, ...]
    next_steps: tuple[str, ...]


def qr_of(text: str) -> str:
    """A QR code as an SVG data address."""
    return segno.make(text, error="m").svg_data_uri(scale=4, border=2, dark="#14222A", light="#FFFFFF")


def case_address(number: str) -> str:
    """The address of a case on this site, for the QR."""
    return settings.ONEWINDOW_ORIGIN + reverse("portal:case", args=[number])


def build_receipt(case: CaseView, *, at: datetime) -> Receipt:
    """What the applicant is told right after sending."""
    catalogue, today = versions.current(), law_day(at)
    when, note = when_done(case, today=today)
    lines = tuple(
        ReceiptLine(
            part.name,
            part.state.number,
            office_name(part.state.department, catalogue),
            status_of(part, today=today, name=lambda key: document_name(key, catalogue)),
        )
        for part in case.parts
    )
    return Receipt(
        case=case,
        title=title_of(case),
        qr=qr_of(case_address(case.number)),
        address=case_address(case.number),
        when=when,
        note=note,
        lines=lines,
        next_steps=tuple(_next_steps(case)),
    )


def _next_steps(case: CaseView) -> list[str]:
    steps = [_("五个工作日内看材料齐不齐。齐了就受理，缺的一次说全。")]
    if any(part.state.status is PartStatus.WAITING for part in case.parts):
        steps.append(_("要用前面证照的几项，证照一出来自动开始，不用您跑。"))
    steps.append(_("几个部门同时看，谁在办、到哪一步，随时能查。"))
    steps.append(_("办成了，电子证照自动放进“我的证照”。"))
    return steps
