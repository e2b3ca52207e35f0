"""Scans at the counter: stored as soon as they come, and carried from page to page as signed tokens that only this clerk can use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDict

from onewindow.files.kinds import FileRefused, Refusal
from onewindow.files.models import StoredFile
from onewindow.files.storage import read, store
from onewindow.pages.files import answer_file

SALT = "counter.upload"
MOST = 60


@dataclass(frozen=True, slots=True)
class Scan:
    """A stored file for one document: `key` is the document's key as text."""

    key: str
    address: str
    name: str
    size: int
    token: str


class NoSuchScan(LookupError):
    """The token is not ours, not this clerk's, or the file is gone."""


def read_scans(
    posted: QueryDict, files: MultiValueDict[str, UploadedFile], *, owner: str, clerk: str, at: datetime
) -> tuple[dict[str, Scan], dict[str, str]]:
    """The scans of a form by document key, old ones and new ones, and a sentence for each file that was refused."""
    scans = {scan.key: scan for token in posted.getlist("kept")[:MOST] if (scan := _opened(token, owner, clerk))}
    errors: dict[str, str] = {}
    for field in list(files)[:MOST]:
        kind, _colon, key = field.partition(":")
        uploaded = files.get(field)
        if kind != "file" or uploaded is None:
            continue
        try:
            scans[key] = keep_scan(uploaded, key=key, owner=owner, clerk=clerk, at=at)
        except FileRefused as refused:
            errors[key] = refused.text
    return scans, errors


def keep_scan(uploaded: UploadedFile, *, key: str, owner: str, clerk: str, at: datetime) -> Scan:
    """Store one file for its owner. Raises FileRefused, before reading what is too large."""
    if uploaded.size is not None and uploaded.size > settings.ONEWINDOW_MAX_FILE_BYTES:
        raise FileRefused(Refusal.TOO_LARGE, max_bytes=settings.ONEWINDOW_MAX_FILE_BYTES)
    file = store(owner=owner, data=uploaded.read(), name=uploaded.name or "", at=at)
    return _scan(key, file, owner, clerk)


def scan_of(token: str, *, clerk: str) -> StoredFile:
    """The file behind a token of this clerk. Raises NoSuchScan."""
    found = _loaded(token)
    file = StoredFile.objects.filter(address=found.get("file"), owner=found.get("owner")).first() if found else None
    if file is None or found.get("clerk") != clerk:
        raise NoSuchScan
    return file


def shown(file: StoredFile) -> HttpResponse:
    """The file as the browser shows it; what browsers cannot show is saved. Raises FileMissing, FileDamaged."""
    return answer_file(read(file.address), file.content_type, file.name or "file")


def _scan(key: str, file: StoredFile, owner: str, clerk: str) -> Scan:
    token = signing.dumps({"key": key, "file": file.address, "owner": owner, "clerk": clerk}, salt=SALT)
    return Scan(key, file.address, file.name, file.size, token)


def _opened(token: str, owner: str, clerk: str) -> Scan | None:
    found = _loaded(token)
    if not found or found.get("owner") != owner or found.get("clerk") != clerk:
        return None
    file = StoredFile.objects.filter(address=found["file"], owner=owner).first()
    return Scan(found["key"], file.address, file.name, file.size, token) if file else None


def _loaded(token: str) -> Mapping[str, Any]:
    try:
        found = signing.loads(token, salt=SALT, max_age=24 * 3600)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}
