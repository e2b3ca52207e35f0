"""Answering with a file of a case: shown inside the page, never run, never kept by the browser."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse

SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png"})


def answer_file(data: bytes, content_type: str, name: str) -> HttpResponse:
    """The bytes, inside the page where a browser can show them, else to be kept."""
    response = HttpResponse(data, content_type=content_type or "application/octet-stream")
    way = "inline" if content_type in SHOWN else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    if content_type != "application/pdf":  # a browser's own reader of PDF does not start inside a sandbox
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
