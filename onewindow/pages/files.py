"""Answering with a file that the asker may see: never as something that a browser runs or keeps. Who may see it is for the door to say."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse

SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png"})


def answer_file(data: bytes, content_type: str, name: str, *, download: bool = False) -> HttpResponse:
    """The bytes, shown in the browser where it can, else to be kept, with a name that harms nobody."""
    response = HttpResponse(data, content_type=content_type or "application/octet-stream")
    way = "attachment" if download or content_type not in SHOWN else "inline"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    if content_type != "application/pdf":  # a browser's own reader of PDF does not start inside a sandbox
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
