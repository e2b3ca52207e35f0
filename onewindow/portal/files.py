"""Answering with a file: never as something that a browser runs, always for its owner only."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse

SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png"})


def answer_file(data: bytes, content_type: str, name: str, *, download: bool = False) -> HttpResponse:
    """The bytes, shown in the browser where it can, with a name that harms nobody."""
    response = HttpResponse(data, content_type=content_type)
    way = "attachment" if download or content_type not in SHOWN else "inline"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    if content_type != "application/pdf":
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
