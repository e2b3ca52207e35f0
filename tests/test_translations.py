"""Everything the product says is said in English too, anew and whole; what stands in Chinese on an English page is marked as Chinese."""

import re

import pytest

from tests import messages
from tests.messages import CHINESE, PRODUCT, ROOT

PAPER = PRODUCT / "certs/templates/certs/documents"
ERRORS = tuple(PRODUCT / "pages/templates" / name for name in ("400.html", "403_csrf.html", "500.html"))
STYLE_GUIDE = tuple(PRODUCT / "pages/templates/pages" / name for name in ("styleguide.html", "styleguide_staff.html"))
TEMPLATES = [
    path for path in sorted(PRODUCT.rglob("*.html")) if PAPER not in path.parents and path not in (*ERRORS, *STYLE_GUIDE)
]
"""Statutory documents are Chinese by law, the style guide shows invented content; three pages for what went wrong render without settings."""


def test_every_text_is_in_the_catalogue_and_no_other():
    said, known = messages.texts(), messages.english()
    missing = [one.id for one in said if one.id and known.get(one.id, one.context) is None]
    stale = [one.id for one in known if one.id and said.get(one.id, one.context) is None]
    assert (missing, stale) == ([], []), "run `make messages` and write the English of what it names"


def test_every_text_has_its_english():
    assert messages.without_english(messages.english()) == []


def test_the_english_of_a_text_keeps_its_placeholders():
    wrong = []
    for message in messages.english():
        originals = [message.id] if isinstance(message.id, str) else message.id
        for form in messages.forms(message):
            if message.id and form and messages.placeholders(form) != messages.placeholders(originals[-1]):
                wrong.append((originals[-1], form))
    assert wrong == []


def test_no_english_text_contains_chinese():
    assert [
        form for message in messages.english() if message.id for form in messages.forms(message) if CHINESE.search(form)
    ] == []


def test_english_speaks_without_exclamation_marks_and_slogans():
    shouted = [form for message in messages.english() if message.id for form in messages.forms(message) if "!" in form]
    assert shouted == []


def test_the_compiled_catalogue_is_the_committed_one():
    assert messages.MO.read_bytes() == messages.compiled(messages.english()), "run `make messages`"


def test_the_catalogue_has_its_one_form():
    assert messages.PO.read_bytes() == messages.written(messages.english()), "run `make messages`"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_says_nothing_in_chinese_that_is_not_taken_for_translation(path):
    text = path.read_text("utf-8")
    text = re.sub(r"{% comment .*?{% endcomment %}|{#.*?#}|<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", text, flags=re.DOTALL)
    text = re.sub(r"{[%{].*?[%}]}", "", text, flags=re.DOTALL)
    text = re.sub(r"<(\w+)[^>]*\blang=\"zh[^>]*>.*?</\1>", "", text, flags=re.DOTALL)
    assert [line.strip()[:80] for line in text.splitlines() if CHINESE.search(line)] == []
