"""What the worker calls for each event that has a document: render, seal, keep, enter in the register. Nothing twice."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from onewindow.certs import authority
from onewindow.certs.documents import DocumentContext, render_for_seal
from onewindow.certs.kinds import KINDS, DocumentKind
from onewindow.certs.models import Document, Seal, SealUse
from onewindow.certs.seals import seal_pdf
from onewindow.certs.signatures import signed_sha256
from onewindow.files.storage import store


class NumberTaken(ValueError):
    """Another event's document already has this number."""

    def __init__(self, number: str) -> None:
        super().__init__(f"the document number {number} belongs to another document")
        self.number = number


@dataclass(frozen=True, slots=True)
class SealedDocument:
    """A sealed PDF that is not recorded yet. `sha256` is of the file, `signed_sha256` of what its signature covers."""

    context: DocumentContext
    department_code: str
    pdf: bytes
    sha256: str
    signed_sha256: str
    sealed_at: datetime


def check_url(number: str) -> str:
    """The address in the QR code of a document: the page that checks this number (identifier, certificate or document number)."""
    return f"{settings.ONEWINDOW_ORIGIN}{reverse('certs:verify_number', args=[number])}"


def seal_document(context: DocumentContext, *, department_code: str, at: datetime) -> SealedDocument:
    """Render the document and seal it for the department with the seal of its kind. Raises IncompleteDocument."""
    rendered = render_for_seal(context)
    pdf = seal_pdf(
        rendered.pdf,
        department_code=department_code,
        organisation=context.department,
        kind=KINDS[context.kind].seal,
        place=rendered.place,
        number=context.number,
        at=at,
        specimen=context.specimen,
    )
    return SealedDocument(context, department_code, pdf, hashlib.sha256(pdf).hexdigest(), signed_sha256(pdf), at)


def find_document(*, stream_id: str, seq: int, kind: DocumentKind) -> Document | None:
    """The document of this event, so that a worker that starts again renders nothing twice."""
    return Document.objects.filter(stream_id=stream_id, seq=seq, kind=kind).first()


def record_document(
    sealed: SealedDocument,
    *,
    stream_id: str,
    seq: int,
    part_id: str,
    owner: str,
    addressee_kind: str,
    permit_id: str | None = None,
    permit_version: int = 1,
    metadata: Mapping[str, object] | None = None,
) -> Document:
    """Keep the file for its owner and enter document and use of the seal; the same event and kind give the row that is there.

    `owner` is the id of the person or firm, `addressee_kind` is `person` or `organisation` (a person's name is masked in public).
    Raises NumberTaken.
    """
    context = sealed.context
    there = find_document(stream_id=stream_id, seq=seq, kind=context.kind)
    if there:
        return there
    file = store(owner=owner, data=sealed.pdf, name=f"{context.shown_title} {context.number}.pdf", at=sealed.sealed_at)
    document = Document(
        number=context.number,
        kind=context.kind,
        title=context.shown_title,
        department_code=sealed.department_code,
        department=context.department,
        part_id=part_id,
        permit_id=permit_id,
        permit_version=permit_version,
        stream_id=stream_id,
        seq=seq,
        addressee=context.addressee,
        addressee_kind=addressee_kind,
        item=context.item,
        metadata={"certificate": dict(metadata or {}), "rows": _rows(context)},
        file=file,
        sha256=sealed.sha256,
        signed_sha256=sealed.signed_sha256,
        sealed_at=sealed.sealed_at,
    )
    try:
        with transaction.atomic():
            document.save(force_insert=True)
            SealUse.objects.create(seal=_seal(sealed), document=document, sha256=sealed.sha256, used_at=sealed.sealed_at)
    except IntegrityError:
        there = find_document(stream_id=stream_id, seq=seq, kind=context.kind)
        if there is None:
            raise NumberTaken(context.number) from None
        return there
    return document


def make_document(
    context: DocumentContext,
    *,
    department_code: str,
    stream_id: str,
    seq: int,
    part_id: str,
    owner: str,
    addressee_kind: str,
    at: datetime,
    permit_id: str | None = None,
    permit_version: int = 1,
    metadata: Mapping[str, object] | None = None,
) -> Document:
    """The document of an event, sealed and recorded: the row that is there, or a new one. Raises IncompleteDocument, NumberTaken."""
    there = find_document(stream_id=stream_id, seq=seq, kind=context.kind)
    if there:
        return there
    return record_document(
        seal_document(context, department_code=department_code, at=at),
        stream_id=stream_id,
        seq=seq,
        part_id=part_id,
        owner=owner,
        addressee_kind=addressee_kind,
        permit_id=permit_id,
        permit_version=permit_version,
        metadata=metadata,
    )


def _rows(context: DocumentContext) -> list[list[str]]:
    return [[row.label, row.value, row.personal] for row in context.rows]


def _seal(sealed: SealedDocument) -> Seal:
    organisation = sealed.context.department
    credential = authority.signing_credential(sealed.department_code, organisation, at=sealed.sealed_at)
    seal, _ = Seal.objects.get_or_create(
        department_code=sealed.department_code,
        kind=KINDS[sealed.context.kind].seal,
        defaults={
            "organisation": organisation,
            "certificate_fingerprint": credential.fingerprint,
            "made_at": sealed.sealed_at,
        },
    )
    return seal
