"""Files of people, kept sealed on disk under an address that says nothing: store, read, sweep what nothing refers to.

A file is written before the transaction that refers to it. When that transaction fails the file is an orphan, swept a day later.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, ForeignObjectRel, OuterRef, ProtectedError, QuerySet

from onewindow.files.kinds import FileRefused, Refusal, check_kind, clean_name
from onewindow.files.models import StoredFile
from onewindow.files.sealing import SealBroken, keyed_hash, seal, unseal

PURPOSE = "file"
ORPHAN_AGE = timedelta(days=1)
_ADDRESS = re.compile(r"[0-9a-f]{64}")

__all__ = ["FileDamaged", "FileMissing", "FileRefused", "forget_names", "read", "store", "sweep_orphans"]


class FileMissing(LookupError):
    """No file of this owner at this address."""


class FileDamaged(OSError):
    """The bytes on disk are not the ones that were stored."""


def store(*, owner: str, data: bytes, name: str, at: datetime) -> StoredFile:
    """Keep a file for its owner (a person's or firm's id); the same bytes given again are the same file.

    The type is told from the content, the name is only shown. On disk before it is in the database. Raises FileRefused.
    """
    if not data:
        raise FileRefused(Refusal.EMPTY)
    if len(data) > settings.ONEWINDOW_MAX_FILE_BYTES:
        raise FileRefused(Refusal.TOO_LARGE, max_bytes=settings.ONEWINDOW_MAX_FILE_BYTES)
    content_type = check_kind(data, name)
    address = keyed_hash(f"{owner}\0{hashlib.sha256(data).hexdigest()}", "file-address")
    if not _path(address).exists():
        _write(address, data, at)
    row, is_new = StoredFile.objects.get_or_create(
        address=address,
        defaults={
            "owner": owner,
            "size": len(data),
            "content_type": content_type,
            "name": clean_name(name, content_type),
            "created_at": at,
            "given_at": at,
        },
    )
    if not is_new:
        row.given_at = at
        row.save(update_fields=["given_at"])
    if not _path(address).exists():  # a sweep took the old bytes between our look and our row
        _write(address, data, at)
    return row


def read(address: str, *, owner: str | None = None) -> bytes:
    """The bytes of a file; with `owner`, only if it is his. Raises FileMissing or FileDamaged."""
    if not _ADDRESS.fullmatch(address):
        raise FileMissing(address[:64])
    rows = StoredFile.objects.filter(address=address)
    if not (rows if owner is None else rows.filter(owner=owner)).exists():
        raise FileMissing(address)
    try:
        return unseal(_path(address).read_bytes(), purpose=PURPOSE, context=address)
    except FileNotFoundError as error:
        raise FileMissing(address) from error
    except SealBroken as error:
        raise FileDamaged(address) from error


def forget_names(owner: str) -> int:
    """Empty the names under which the owner gave his files (they may tell who he is); the number of files."""
    return StoredFile.objects.filter(owner=owner).update(name="")


def sweep_orphans(*, at: datetime, referenced: Collection[str] = ()) -> int:
    """Delete files given more than a day before `at` to which neither an address in `referenced` nor a foreign key points; how many.

    `referenced` are addresses that stand where the database does not know what they are, as in events.
    """
    limit = at - ORPHAN_AGE
    kept = set(referenced)
    swept = 0
    for address in [address for address in _unreferenced(limit).values_list("address", flat=True) if address not in kept]:
        # Unlinked inside the transaction: whoever stores the same bytes now waits for the row, then finds no file and writes it.
        with suppress(ProtectedError), transaction.atomic():
            deleted, _rows = _unreferenced(limit).filter(address=address).delete()
            if deleted:
                _path(address).unlink(missing_ok=True)
                swept += 1
    return swept + _sweep_unrecorded(limit)


def _unreferenced(limit: datetime) -> QuerySet[StoredFile]:
    """Whatever a foreign key does on deletion: a file that a row refers to is no orphan."""
    relations = [one for one in StoredFile._meta.get_fields(include_hidden=True) if isinstance(one, ForeignObjectRel)]
    files = StoredFile.objects.filter(given_at__lt=limit)
    for relation in relations:
        rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
        files = files.filter(~Exists(rows))
    return files


def _sweep_unrecorded(limit: datetime) -> int:
    """Bytes without a row: the process ended between writing and recording."""
    swept = 0
    for path in _paths_on_disk():
        if path.stat().st_mtime < limit.timestamp() and not StoredFile.objects.filter(address=path.name).exists():
            path.unlink(missing_ok=True)
            swept += 1
    return swept


def _root() -> Path:
    return Path(settings.ONEWINDOW_HOME) / "files"


def _path(address: str) -> Path:
    return _root() / address[:2] / address[2:4] / address


def _paths_on_disk() -> Iterator[Path]:
    return (path for path in _root().glob("??/??/*") if path.is_file())


def _write(address: str, data: bytes, at: datetime) -> None:
    """The file appears whole or not at all; its time on disk is `at`, so that sweeping needs no other clock."""
    path = _path(address)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".unfinished-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(seal(data, purpose=PURPOSE, context=address))
            file.flush()
            os.fsync(file.fileno())
        os.utime(unfinished, (at.timestamp(), at.timestamp()))
        os.rename(unfinished, path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    for folder in (path.parent, path.parent.parent, _root()):
        _sync(folder)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
