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
_WHOLE = "title|option|textarea|desc"
"""Elements that hold words alone: the mark goes on themselves."""
_MARKUP = re.compile(rf"(<!--.*?-->|<(script|style|{_WHOLE})\b[^>]*>.*?</\2>|<[^>]*>)", re.DOTALL)
_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
_IN_CHINESE = re.compile(r"\slang=\"zh")
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
    """The page with `lang="zh"` around each run of Chinese that no element around it calls Chinese."""
    pieces = _MARKUP.split(html)
    out: list[str] = []
    chinese, depth, drawing = "", 0, 0
    for text, markup, whole in zip(pieces[::3], [*pieces[1::3], ""], [*pieces[2::3], None], strict=True):
        out.append(text if chinese else _wrapped(text, "tspan" if drawing else "span"))
        name = found[1].lower() if (found := _NAME.match(markup)) else ""
        closes, stays_open = markup.startswith("</"), not markup.endswith("/>") and not whole
        if name == "svg" and stays_open:
            drawing += -1 if closes else 1
        if chinese:
            depth += (-1 if closes else 1) if name == chinese and stays_open else 0
            chinese = chinese if depth else ""
        elif not closes and stays_open and _IN_CHINESE.search(markup):
            chinese, depth = name, 1
        elif name in _WHOLE.split("|") or name in _WITHOUT_CONTENT:
            markup = _with_mark(markup, name)
        out.append(markup)
    return "".join(out)


def _wrapped(text: str, element: str) -> str:
    return _RUN.sub(rf'<{element} lang="zh">\g<0></{element}>', text)


def _with_mark(markup: str, name: str) -> str:
    if _IN_CHINESE.search(markup) or not re.search(CHARACTER, markup):
        return markup
    return f'<{name} lang="zh"{markup[len(name) + 1 :]}'
