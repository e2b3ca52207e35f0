"""My certificates: what this city issued to me, and what my wallet holds, each with its source and validity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from onewindow.cases.selectors import permits_of
from onewindow.catalog import versions
from onewindow.catalog.catalogue import Catalogue
from onewindow.certs.models import Document, Permit, PermitState
from onewindow.core.clock import law_day
from onewindow.core.terms import DocumentKey
from onewindow.materials.wallet import WalletEntry, wallet_of
from onewindow.pages.dates import spoken_date
from onewindow.pages.names import document_name, office_name
from onewindow.pages.status import Status
from onewindow.portal.answers import source_sentence
from onewindow.portal.receipt import qr_of
from onewindow.portal.who import Applicant


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate as its holder sees it."""

    title: str
    number: str
    identifier: str
    department: str
    validity: str
    status: Status
    href: str
    qr: str
    check_href: str


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """One document of the wallet."""

    title: str
    source: str
    validity: str
    number: str
    status: Status
    href: str


@dataclass(frozen=True, slots=True)
class CertificatesPage:
    """The page, for the person or the firm in whose name he acts."""

    applicant: Applicant
    applicants: tuple[Applicant, ...]
    issued: tuple[Certificate, ...]
    held: tuple[HeldDocument, ...]


def build_certificates(applicant: Applicant, applicants: tuple[Applicant, ...], *, at: datetime) -> CertificatesPage:
    catalogue, today = versions.current(), law_day(at)
    permits = permits_of([applicant.id])
    papers = {paper.permit_id: paper for paper in Document.objects.filter(permit_id__in=[one.pk for one in permits], kind="W16")}
    return CertificatesPage(
        applicant,
        applicants,
        tuple(_certificate(catalogue, one, papers.get(one.pk), today) for one in permits),
        _held(catalogue, wallet_of(applicant.owner, at=at), {paper.file_id for paper in papers.values()}),
    )


def _certificate(catalogue: Catalogue, permit: Permit, paper: Document | None, today: date) -> Certificate:
    number = permit.certificate_number or (paper.number if paper else "")
    check = reverse("certs:verify_number", args=[number]) if number else ""
    return Certificate(
        title=document_name(DocumentKey(permit.document_type), catalogue),
        number=number,
        identifier=permit.identifier,
        department=office_name(permit.department_code, catalogue),
        validity=validity(permit.valid_from, permit.valid_until),
        status=_permit_status(permit, paper, today),
        href=reverse("portal:certificate", args=[permit.pk]) if paper else "",
        qr=qr_of(settings.ONEWINDOW_ORIGIN + check) if check and paper else "",
        check_href=check if paper else "",
    )


def _permit_status(permit: Permit, paper: Document | None, today: date) -> Status:
    if permit.state in (PermitState.REVOKED, PermitState.CANCELLED, PermitState.SUSPENDED, PermitState.EXPIRED):
        return Status("bad", str(PermitState(permit.state).label))
    if permit.valid_until and today > permit.valid_until:
        return Status("bad", _("过期了"))
    return Status("done", _("有效")) if paper else Status("doing", _("正在盖章"))


def validity(since: date | None, until: date | None) -> str:
    if until is None:
        return _("%(since)s起长期有效") % {"since": spoken_date(since)} if since else _("长期有效")
    return _("有效到%(until)s") % {"until": spoken_date(until)}


def _held(catalogue: Catalogue, entries: Sequence[WalletEntry], issued: set[str]) -> tuple[HeldDocument, ...]:
    return tuple(
        HeldDocument(
            title=document_name(DocumentKey(entry.document_type, entry.holder or "applicant"), catalogue),
            source=source_sentence(entry.source, entry.issued_on),
            validity=validity(entry.issued_on, entry.valid_until),
            number=masked_number(entry.number),
            status=Status("done", _("有效")) if entry.is_valid else Status("bad", _("过期了")),
            href=reverse("portal:held_file", args=[entry.id]) if entry.file else "",
        )
        for entry in entries
        if entry.file is None or entry.file not in issued
    )


def masked_number(number: str) -> str:
    """The first and last four characters of a long number; others may look over one's shoulder."""
    return f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}" if len(number) > 10 else number
