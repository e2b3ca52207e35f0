"""Listener: what was issued is put into its holder's wallet, so that nobody is asked for it again (国令716 §7)."""

from __future__ import annotations

from datetime import datetime

from onewindow.certs.models import Document, Permit
from onewindow.core import events as e
from onewindow.ledger.store import Recorded
from onewindow.materials.sources import OWN, Owner
from onewindow.materials.wallet import keep_document

SOURCE = "电子证照库"


def hear(recorded: Recorded, at: datetime) -> None:
    """Keep the document of a new permit with its sealed file, once there is one."""
    event = recorded.event
    if not isinstance(event, e.PermitIssued):
        return
    permit = Permit.objects.filter(pk=recorded.stream_id).first()
    if permit is None:
        return
    document = Document.objects.filter(permit_id=permit.pk, kind="W16").first()
    keep_document(
        owner=Owner(permit.holder_kind, permit.holder_id),
        document_type=permit.document_type,
        source=SOURCE,
        at=recorded.at,
        number=permit.certificate_number,
        issued_on=permit.valid_from,
        valid_until=permit.valid_until,
        file=document.file_id if document else None,
        holder="" if event.document.holder in OWN else event.document.holder,
    )
