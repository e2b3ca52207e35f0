"""我的证照: what a person or firm holds, put in and shown; and what it says, for answers that need not be typed again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from onewindow.files.models import StoredFile
from onewindow.files.storage import FileMissing
from onewindow.materials.models import Holding, OwnerKind, RegisterEntry
from onewindow.materials.sources import Owner, subject_hash_of


class NotHeld(LookupError):
    """The owner has no such document; also said of a document that is somebody else's."""


@dataclass(frozen=True, slots=True)
class WalletEntry:
    """One document as its owner sees it; number and facts stay out of logs."""

    id: str
    document_type: str
    holder: str
    source: str
    issued_on: date | None
    valid_until: date | None
    is_valid: bool
    number: str = field(repr=False)
    facts: Mapping[str, object] = field(repr=False)
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Prefilled:
    """An answer that is known, and who says so since when; shown beside the field, "不对可以改"."""

    value: object = field(repr=False)
    source: str = ""
    dated: date | None = None


def keep_document(
    *,
    owner: Owner,
    document_type: str,
    source: str,
    at: datetime,
    number: str = "",
    issued_on: date | None = None,
    valid_until: date | None = None,
    file: str | None = None,
    facts: Mapping[str, object] | None = None,
    holder: str = "",
) -> Holding:
    """Put a document into the wallet; one of the same type, holder and number that is there already is brought up to date.

    `file` is the address of a stored file of this owner; `holder` is empty for the owner's own documents. Raises FileMissing.
    """
    if file is not None and not StoredFile.objects.filter(address=file, owner=owner.id).exists():
        raise FileMissing(file)
    with transaction.atomic():
        same_type = Holding.objects.filter(owner_kind=owner.kind, owner_id=owner.id, document_type=document_type, holder=holder)
        known = next((row for row in same_type if row.number == number), None)
        holding = known or Holding(
            owner_kind=owner.kind, owner_id=owner.id, document_type=document_type, holder=holder, number=number
        )
        holding.source, holding.issued_on, holding.valid_until = source, issued_on, valid_until
        holding.file_id, holding.facts, holding.added_at = file, dict(facts or {}), at
        holding.save()
    return holding


def remove_document(*, owner: Owner, holding_id: str) -> None:
    """Take a document out of the wallet. Raises NotHeld."""
    deleted, _rows = Holding.objects.filter(pk=holding_id, owner_kind=owner.kind, owner_id=owner.id).delete()
    if not deleted:
        raise NotHeld(holding_id)


def wallet_of(owner: Owner, *, at: datetime) -> list[WalletEntry]:
    """Everything in the wallet: valid documents first, then by type, the latest first."""
    rows = Holding.objects.filter(owner_kind=owner.kind, owner_id=owner.id)
    entries = [_entry(row, localdate(at)) for row in rows]
    entries.sort(key=lambda entry: entry.issued_on or date.min, reverse=True)
    return sorted(entries, key=lambda entry: (not entry.is_valid, entry.document_type))


def held_by(owner: Owner, holding_id: str, *, at: datetime) -> WalletEntry:
    """One document of this owner. Raises NotHeld."""
    row = Holding.objects.filter(pk=holding_id, owner_kind=owner.kind, owner_id=owner.id).first()
    if row is None:
        raise NotHeld(holding_id)
    return _entry(row, localdate(at))


def known_answers(owner: Owner, *, at: datetime) -> dict[str, Prefilled]:
    """What valid documents of the owner himself say, by the names questions use (`holding:HOUSE.area`); the latest wins."""
    day = localdate(at)
    rows = [row for row in Holding.objects.filter(owner_kind=owner.kind, owner_id=owner.id, holder="") if row.is_valid_on(day)]
    rows.sort(key=lambda row: row.issued_on or date.min)
    return {
        f"holding:{row.document_type}.{name}": Prefilled(value, row.source, row.issued_on)
        for row in rows
        for name, value in row.facts.items()
    }


def erase_wallet(person_id: str, at: datetime) -> None:
    """A step of erasing a person: his documents and what this database's registers say of him. Files are swept as orphans."""
    owner = Owner.person(person_id)
    Holding.objects.filter(owner_kind=OwnerKind.PERSON, owner_id=person_id).delete()
    subject = subject_hash_of(owner)
    if subject is not None:
        RegisterEntry.objects.filter(subject_hash=subject).delete()


def _entry(row: Holding, day: date) -> WalletEntry:
    return WalletEntry(
        row.pk,
        row.document_type,
        row.holder,
        row.source,
        row.issued_on,
        row.valid_until,
        row.is_valid_on(day),
        row.number,
        row.facts,
        row.file_id,
    )
