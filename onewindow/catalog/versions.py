"""Publishing a catalogue and reading it back: immutable versions by content hash. The only writer of published records.

The same content is the same version. Versions are kept in this process by their hash; a running part keeps the item version that
it was submitted under.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import transaction

from onewindow.catalog import reading
from onewindow.catalog.catalogue import Catalogue, assemble
from onewindow.catalog.content import CatalogueBroken, Record, catalogue_of, record_bytes, record_hash
from onewindow.catalog.models import CatalogueVersion, Publication, RecordVersion, SearchToken
from onewindow.catalog.records import Text
from onewindow.catalog.tokens import tokens_of
from onewindow.core.clock import law_day
from onewindow.core.terms import ItemTerms

__all__ = [
    "CatalogueBroken",
    "NoCatalogue",
    "Record",
    "add_item",
    "current",
    "document_names_of_version",
    "load",
    "name_of_version",
    "publish",
    "records_of",
    "terms_of_version",
]


class NoCatalogue(LookupError):
    """Nothing is published yet, or not at that moment, or no version has this hash."""


def publish(
    records: Iterable[Record], *, actor_id: str, at: datetime, effective_on: date | None = None, notes: str = ""
) -> CatalogueVersion:
    """Publish these records as a version that applies from `effective_on` (the day of `at` if None).

    The same content as the version in force changes nothing and returns that version. Raises CatalogueBroken.
    """
    listed = list(records)
    found = catalogue_of(listed)
    day = effective_on or law_day(at)
    with transaction.atomic():
        version, is_new = CatalogueVersion.objects.get_or_create(hash=found.hash)
        if is_new:
            RecordVersion.objects.bulk_create([_row(record) for record in listed], ignore_conflicts=True)
            version.records.set([found.hashes[record.kind, record.code] for record in listed])
            SearchToken.objects.bulk_create([SearchToken(version=version, **token._asdict()) for token in tokens_of(found)])
        in_force = _in_force(at, day)
        if in_force is None or in_force.version_id != found.hash:
            Publication.objects.create(version=version, published_at=at, effective_on=day, published_by=actor_id, notes=notes)
    _CATALOGUES[found.hash] = found
    return version


def add_item(body: Mapping[str, Any]) -> str:
    """Store one item outside any catalogue version (imported records) and return its hash, for `terms_of_version`."""
    row = _row(Record("item", body["code"], body))
    RecordVersion.objects.bulk_create([row], ignore_conflicts=True)
    return row.hash


def current(at: datetime | None = None) -> Catalogue:
    """The catalogue in force at a moment; without one, the latest published. Raises NoCatalogue."""
    found = _in_force(at, law_day(at) if at else None)
    if found is None:
        raise NoCatalogue("no catalogue is published")
    return load(found.version_id)


def load(hash: str) -> Catalogue:
    """The catalogue of this content hash. Raises NoCatalogue."""
    if hash not in _CATALOGUES:
        _CATALOGUES[hash] = assemble(hash, [(*record, record_hash(record)) for record in records_of(hash)])
    return _CATALOGUES[hash]


def records_of(hash: str) -> list[Record]:
    """Every record of the catalogue of this content hash, for export. Raises NoCatalogue."""
    rows = RecordVersion.objects.filter(catalogues__hash=hash).order_by("kind", "code").values_list("kind", "code", "body")
    records = [Record(kind, code, json.loads(bytes(body))["body"]) for kind, code, body in rows]
    if not records:
        raise NoCatalogue(f"no catalogue has the hash {hash}")
    return records


@lru_cache(maxsize=16384)
def terms_of_version(hash: str) -> ItemTerms:
    """The terms of one published item version; running parts keep theirs. Raises NoCatalogue."""
    return reading.terms(_body_of_version(hash))


@lru_cache(maxsize=1024)
def name_of_version(hash: str) -> Text:
    """What one stored item version is called, also when no catalogue has it. Raises NoCatalogue."""
    return reading.text(_body_of_version(hash)["name"])


@lru_cache(maxsize=1024)
def document_names_of_version(hash: str) -> Mapping[str, str]:
    """What an imported item calls its own documents, by document type; empty for items of a catalogue. Raises NoCatalogue."""
    found: Mapping[str, str] = _body_of_version(hash).get("document_names", {})
    return found


def _body_of_version(hash: str) -> Mapping[str, Any]:
    row = RecordVersion.objects.filter(hash=hash, kind="item").values_list("body", flat=True).first()
    if row is None:
        raise NoCatalogue(f"no item version has the hash {hash}")
    body: Mapping[str, Any] = json.loads(bytes(row))["body"]
    return body


def _in_force(at: datetime | None, day: date | None) -> Publication | None:
    rows = Publication.objects.all()
    if at is not None:
        rows = rows.filter(published_at__lte=at, effective_on__lte=day)
    return rows.last()


def _row(record: Record) -> RecordVersion:
    return RecordVersion(hash=record_hash(record), kind=record.kind, code=record.code, body=record_bytes(record))


_CATALOGUES: dict[str, Catalogue] = {}
"""Catalogues by content hash. Content does not change, so nothing here is ever out of date."""
