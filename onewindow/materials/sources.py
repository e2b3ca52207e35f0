"""Where documents can be found without asking for them: the wallet, registers, and whatever a door registers as a further source."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from django.utils.timezone import localdate
from django.utils.translation import gettext_noop as N_

from onewindow.accounts.models import Organisation, Person
from onewindow.core.terms import DocumentKey
from onewindow.files.sealing import keyed_hash
from onewindow.materials.models import Holding, OwnerKind, RegisterEntry

OWN = frozenset({"applicant", "firm", "project"})
"""Holders in document keys that mean the owner himself, the firm he founds or his project; any other holder is somebody else."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose wallet: a person or an organisation, by id."""

    kind: str
    id: str

    @classmethod
    def person(cls, person_id: str) -> "Owner":
        return cls(OwnerKind.PERSON.value, person_id)

    @classmethod
    def organisation(cls, organisation_id: str) -> "Owner":
        return cls(OwnerKind.ORGANISATION.value, organisation_id)


@dataclass(frozen=True, slots=True)
class Found:
    """A document that exists. `how` is `held` or `shared`; `source` is the name people know; number and facts stay out of logs."""

    how: str
    source: str
    reference: str
    issued_on: date | None = None
    valid_until: date | None = None
    number: str = field(default="", repr=False)
    facts: Mapping[str, object] = field(default_factory=dict, repr=False)
    file: str | None = None

    def is_valid_on(self, day: date) -> bool:
        """The last day of validity counts."""
        return self.valid_until is None or day <= self.valid_until


class Source(Protocol):
    """A place where documents are found. Asked once for all keys, so that one page costs one look."""

    name: str

    def find(self, owner: Owner, keys: Collection[DocumentKey], at: datetime) -> Mapping[DocumentKey, Found]:
        """The best document for each key that the place has: a valid one before an expired one, then the latest."""
        ...


class Wallet:
    """What the owner has given or was issued."""

    name = N_("我的证照")

    def find(self, owner: Owner, keys: Collection[DocumentKey], at: datetime) -> Mapping[DocumentKey, Found]:
        rows = Holding.objects.filter(owner_kind=owner.kind, owner_id=owner.id, document_type__in={key.type for key in keys})
        return _best(keys, [(row.document_type, row.holder, _held(row)) for row in rows], localdate(at))


class DemonstrationRegisters:
    """The registers of the invented city's departments, as rows of this database; found by number, as real ones are."""

    name = N_("部门共享数据")

    def find(self, owner: Owner, keys: Collection[DocumentKey], at: datetime) -> Mapping[DocumentKey, Found]:
        subject = subject_hash_of(owner)
        if subject is None:
            return {}
        rows = RegisterEntry.objects.filter(subject_hash=subject, document_type__in={key.type for key in keys})
        return _best(keys, [(row.document_type, row.holder, _shared(row)) for row in rows], localdate(at))


wallet = Wallet()
shared_sources: list[Source] = [DemonstrationRegisters()]
"""Asked only for documents that the catalogue says the city obtains itself; doors append theirs when they start."""


def subject_hash_of(owner: Owner) -> str | None:
    """By what a register knows the owner; None when he was erased."""
    if owner.kind == OwnerKind.PERSON:
        return Person.objects.values_list("id_number_hash", flat=True).filter(pk=owner.id).first()
    code = Organisation.objects.values_list("credit_code", flat=True).filter(pk=owner.id).first()
    return None if code is None else keyed_hash(code, "credit_code")


def _held(row: Holding) -> Found:
    return Found("held", row.source, row.pk, row.issued_on, row.valid_until, row.number, row.facts, row.file_id)


def _shared(row: RegisterEntry) -> Found:
    return Found("shared", row.register, f"register-{row.pk}", row.issued_on, row.valid_until, row.number, row.facts)


def _best(keys: Collection[DocumentKey], rows: Iterable[tuple[str, str, Found]], day: date) -> dict[DocumentKey, Found]:
    def rank(found: Found) -> tuple[bool, date]:
        return found.is_valid_on(day), found.issued_on or date.min

    ordered = sorted(rows, key=lambda row: rank(row[2]))
    return {
        key: found
        for key in keys
        for document_type, holder, found in ordered
        if document_type == key.type and (holder == key.holder or (not holder and key.holder in OWN))
    }
