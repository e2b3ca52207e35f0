"""`make messages`: takes every text of code and templates into the English catalogue, and compiles it. Needs no gettext on the machine.

Prints what has no English yet. The tests read the same catalogue, so a text without English cannot pass unseen.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

ROOT = Path(__file__).parent.parent
PRODUCT = ROOT / "onewindow"
PO = PRODUCT / "locale/en/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
HEADER = "# OneWindow in English. Source language: Chinese (zh-hans). `make messages` takes new texts in and compiles this file."
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w+)\}")
CHINESE = re.compile(r"[\u3001-\u303f\u3400-\u9fff\uff01-\uffef]")

_ONE, _TWO, _CONTEXT = None, (1, 2), ((1, "c"), 2)
KEYWORDS = {
    **dict.fromkeys(("_", "_g", "_l", "N_", "gettext", "gettext_lazy", "gettext_noop"), _ONE),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), _TWO),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), _CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


def texts() -> Catalog:
    """Every text of the product, with the files it stands in."""
    found = Catalog(locale="en", domain="django", header_comment=HEADER, fuzzy=False)
    for path in sorted(PRODUCT.rglob("*")):
        if path.suffix not in (".py", ".html", ".txt"):
            continue
        for _line, message, comments, context in _texts_of(path):
            found.add(message, None, locations=[(str(path.relative_to(ROOT)), None)], auto_comments=comments, context=context)
    return found


def _texts_of(path: Path) -> Iterator[tuple]:
    if path.suffix == ".py":
        with path.open("rb") as file:
            yield from extract("python", file, KEYWORDS)
        return
    from django.utils.translation.template import templatize

    # What templatize leaves of a template is calls among crosses, which a scanner of JavaScript reads without minding.
    calls = templatize(path.read_text("utf-8"), origin=str(path))
    yield from extract("javascript", io.BytesIO(calls.encode()), KEYWORDS)


def english() -> Catalog:
    """The English catalogue as it is committed."""
    with PO.open("rb") as file:
        return read_po(file, locale="en", domain="django")


class _WithoutDates:
    """The catalogue to be compiled: its own header would carry the hour, and no two runs would give the same bytes."""

    charset = "utf-8"

    def __init__(self, catalogue: Catalog) -> None:
        self.messages = [Message("", "".join(f"{line}\n" for line in _HEADERS)), *(one for one in catalogue if one.id)]

    def __iter__(self) -> Iterator[Message]:
        return iter(self.messages)


def compiled(catalogue: Catalog) -> bytes:
    """What the `.mo` of this catalogue must be."""
    buffer = io.BytesIO()
    write_mo(buffer, _WithoutDates(catalogue))
    return buffer.getvalue()


def written(catalogue: Catalog) -> bytes:
    """The `.po` in its one form: by file, without line numbers and dates, so that a change shows only what changed."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0, sort_by_file=True, include_lineno=False, ignore_obsolete=True, omit_header=True)
    head = f'{HEADER}\nmsgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in _HEADERS)
    return head.encode() + b"\n" + buffer.getvalue()


_HEADERS = (
    "Project-Id-Version: onewindow",
    "Language: en",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "Plural-Forms: nplurals=2; plural=(n != 1);",
)


def forms(message: Message) -> tuple[str, ...]:
    """The English of a text: one form, or one and many."""
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def placeholders(text: str) -> set[str]:
    """`%(count)s`, `{number}` and their like: what the code puts in."""
    return {found[0] for found in PLACEHOLDER.finditer(text.replace("%%", ""))}


def without_english(catalogue: Catalog) -> list[str]:
    """Texts without a form, or with one that was written for another text (`fuzzy`) and must be looked at."""
    return [str(message.id) for message in catalogue if message.id and (message.fuzzy or not all(forms(message)))]


def main() -> int:
    catalogue = english() if PO.exists() else Catalog(locale="en", domain="django")
    catalogue.update(texts(), no_fuzzy_matching=True)
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(written(catalogue))
    MO.write_bytes(compiled(english()))
    missing = without_english(catalogue)
    for text in missing:
        print(f"no English: {text}")
    print(f"{len(catalogue)} texts, {len(missing)} without English")
    return 0


if __name__ == "__main__":
    settings.configure(USE_I18N=True)
    django.setup()
    sys.exit(main())
