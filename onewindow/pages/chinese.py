"""Marks what stays Chinese on an English page: catalogue texts that have no English, names, what people typed (WCAG 2.2, 3.1.2).

Done once, on the finished page, because a name may stand inside any sentence and no template can know which values are Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

CHARACTER = "[\u3001-\u303f\u3400-\u9fff\uff01-\uffef]"
_RUN = re.compile(rf"{CHARACTER}+(?:[\s\d·—]*{CHARACTER}+)*")
_TOKEN = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1>"
    r"|<(?P<whole>title|option|textarea|desc)\b[^<>]*>.*?</(?P=whole)>"
    r"|<(?P<chinese>[a-z][\w-]*)\b[^<>]*\slang=\"zh[^<>]*>"
    r"|<(?P<svg>/?svg)\b[^<>]*>"
    rf"|<(?P<tag>[a-z][\w-]*)\b[^<>]*{CHARACTER}[^<>]*>"
    rf"|(?P<run>{_RUN.pattern})",
    re.DOTALL,
)
"""Everything that decides, and nothing else: a page has thousands of tags and little Chinese."""
_WITHOUT_CONTENT = ("input", "img")


class MarkChinese:
    """The last thing that happens to an English page before it is sent."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        english = getattr(request, "LANGUAGE_CODE", "") == "en"
        if english and isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html"):
            response.content = marked(response.content.decode(response.charset)).encode(response.charset)
        return response


def marked(html: str) -> str:
    """The page with `lang="zh"` around each run of Chinese that no element around it calls Chinese.

    Elements that hold words alone (title, option) and those without content get the mark themselves.
    """
    out: list[str] = []
    at = drawings = 0
    while found := _TOKEN.search(html, at):
        out.append(html[at : found.start()])
        at, piece = found.end(), found[0]
        if found["run"]:
            element = "tspan" if drawings else "span"
            piece = f'<{element} lang="zh">{piece}</{element}>'
        elif found["svg"]:
            drawings += -1 if found["svg"] == "/svg" else 1
        elif found["chinese"] and found["chinese"] not in _WITHOUT_CONTENT:
            at = _end_of(html, found["chinese"], at)
            piece = html[found.start() : at]
        elif found["whole"] or found["tag"] in _WITHOUT_CONTENT:
            piece = _with_mark(piece, found["whole"] or found["tag"])
        out.append(piece)
    return "".join((*out, html[at:]))


def _end_of(html: str, name: str, start: int) -> int:
    """Where the element that was opened before `start` is closed."""
    depth = 1
    for tag in re.compile(rf"<(/?){name}\b[^<>]*>").finditer(html, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(html)


def _with_mark(piece: str, name: str) -> str:
    head = piece[: piece.index(">")]
    if ' lang="zh' in head or not re.search(CHARACTER, piece):
        return piece
    return f'<{name} lang="zh"{piece[len(name) + 1 :]}'
