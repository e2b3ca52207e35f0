"""Render the documents of a part as PDF: what must be said is in `kinds`, the wording in the templates, the facts in the context."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import segno
from django.template.loader import render_to_string
from pylopdf_fonts_zh_cn import serif_path
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from onewindow.certs.kinds import ALWAYS_REQUIRED, KINDS, DocumentKind
from onewindow.certs.seals import SealPlace

SEAL_ANCHOR = "seal"
_POINTS_OF_PIXEL = 0.75
# A document is made of what it is given: a name that says `<img src=…>` fetches nothing.
_ONLY_GIVEN = URLFetcher(allowed_protocols=("data",))
_STYLE = Path(__file__).parent / "templates" / "certs" / "documents" / "document.css"


class IncompleteDocument(ValueError):
    """A document that would not say what the law wants of its kind; `missing` are names of fields of DocumentContext."""

    def __init__(self, kind: DocumentKind, missing: tuple[str, ...]) -> None:
        super().__init__(f"{kind} lacks {', '.join(missing)} ({KINDS[kind].basis})")
        self.kind = kind
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Row:
    """A named value, as on a certificate. `personal` is how the public page masks it: `name`, `number`, or empty for not at all."""

    label: str
    value: str
    personal: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A list in columns; a number is put before each row when it is printed."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who acts in the document: presider, inspector, recipient; `number` is that of the 执法证件 where one is shown."""

    role: str
    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Remedies:
    """Whom to turn to against the document (行政复议法 §20, §24: 60 days; 行政诉讼法 §46: six months)."""

    review_body: str
    court: str
    review_days: int = 60
    suit_months: int = 6


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """Every fact that a document of any kind may say. Which of them a kind needs is in `kinds.KINDS`.

    `addressee` is the name in full or masked, as the reader may know it; `title` replaces the title of the kind (备案回执,
    确认决定书, 给付决定书 ...); `paragraphs` replace the sentence that decides; dates are days in the calendar of the city.
    """

    kind: DocumentKind
    number: str
    department: str
    addressee: str
    item: str
    part: str
    on: date
    check_url: str
    title: str = ""
    addressee_number: str = ""
    received_on: date | None = None
    accepted_on: date | None = None
    promised_on: date | None = None
    due_on: date | None = None
    reply_by: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    certificate_number: str = ""
    identifier: str = ""
    rows: tuple[Row, ...] = ()
    table: Table | None = None
    paragraphs: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    people: tuple[Official, ...] = ()
    remedies: Remedies | None = None
    competent: str = ""
    handler: str = ""
    approved_by: str = ""
    procedure: str = ""
    duration: str = ""
    held_at: str = ""
    place: str = ""
    method: str = ""
    enquiry: str = ""
    consequence: str = ""
    checking: str = ""
    specimen: bool = True

    @property
    def shown_title(self) -> str:
        return self.title or KINDS[self.kind].title


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """A PDF that has no seal yet, and where its seal belongs."""

    pdf: bytes
    place: SealPlace


def render(context: DocumentContext) -> bytes:
    """The document as PDF without a seal. Raises IncompleteDocument."""
    return render_for_seal(context).pdf


def render_for_seal(context: DocumentContext) -> RenderedDocument:
    """The document as PDF and the place over its date where the seal goes. Raises IncompleteDocument."""
    missing = missing_fields(context)
    if missing:
        raise IncompleteDocument(context.kind, missing)
    page = render_to_string(f"certs/documents/{KINDS[context.kind].template}.html", {"d": context, "qr": _qr(context.check_url)})
    fonts, style = _typography()
    document = HTML(string=page, url_fetcher=_ONLY_GIVEN).render(stylesheets=[style], font_config=fonts)
    return RenderedDocument(pdf=document.write_pdf(), place=_seal_place(document))


def missing_fields(context: DocumentContext) -> tuple[str, ...]:
    """Names of the fields that this kind must say and that are empty."""
    return tuple(name for name in ALWAYS_REQUIRED + KINDS[context.kind].required if not getattr(context, name))


def _seal_place(document: Document) -> SealPlace:
    for number, page in reversed(list(enumerate(document.pages))):
        if SEAL_ANCHOR in page.anchors:
            x, y = page.anchors[SEAL_ANCHOR][:2]
            return SealPlace(number, x * _POINTS_OF_PIXEL, (page.height - y) * _POINTS_OF_PIXEL)
    raise LookupError("the template has no place for the seal")


def _qr(url: str) -> str:
    return str(segno.make(url, error="m", micro=False).svg_data_uri(border=0, dark="#14222A"))


@lru_cache(maxsize=1)
def _typography() -> tuple[FontConfiguration, CSS]:
    """Font and style of all documents, read once: a warm letter takes a fifth of a second, a cold one more.

    One face only, because each adds a hundred kilobytes to every file.
    """
    face = f"@font-face {{ font-family: 'Paper Serif'; src: url('{serif_path().as_uri()}'); }}\n"
    fonts = FontConfiguration()
    return fonts, CSS(string=face + _STYLE.read_text(encoding="utf-8"), font_config=fonts)
