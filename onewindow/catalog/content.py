"""Records and their content hashes: the same content is the same version, on every machine. No database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from onewindow.catalog.catalogue import Catalogue, assemble
from onewindow.catalog.checking import problems


class CatalogueBroken(ValueError):
    """What was to be published does not hold together; `problems` names every place at once."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class Record(NamedTuple):
    """One record before it is published: `kind` is item, bundle, document, question or office; `body` is what JSON can say."""

    kind: str
    code: str
    body: Mapping[str, Any]


def canonical(body: object) -> bytes:
    """The one way to write a body: sorted keys, no spaces, UTF-8."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(body: object) -> str:
    return hashlib.sha256(canonical(body)).hexdigest()


def record_bytes(record: Record) -> bytes:
    """What is stored and hashed for a record."""
    return canonical({"kind": record.kind, "code": record.code, "body": record.body})


def record_hash(record: Record) -> str:
    return hashlib.sha256(record_bytes(record)).hexdigest()


def version_hash(hashes: Mapping[tuple[str, str], str]) -> str:
    return digest(sorted([kind, code, found] for (kind, code), found in hashes.items()))


def catalogue_of(records: Iterable[Record]) -> Catalogue:
    """The catalogue that these records make, without any database. Raises CatalogueBroken."""
    entries = [(record.kind, record.code, record.body, record_hash(record)) for record in records]
    try:
        found = assemble(version_hash({(kind, code): hashed for kind, code, _, hashed in entries}), entries)
    except (KeyError, ValueError, TypeError) as error:
        raise CatalogueBroken([f"a record cannot be read: {error!r}"]) from error
    broken = problems(found)
    if broken:
        raise CatalogueBroken(broken)
    return found
