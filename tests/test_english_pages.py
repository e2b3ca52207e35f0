"""Pages in English: what is not English is a name, a catalogue text that has no English, or what a person typed, and it is marked."""

import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from django.test import Client

from onewindow.accounts.demonstration import CAST, city
from onewindow.accounts.models import Organisation, User
from onewindow.cases import time as case_time
from onewindow.catalog import packaged
from onewindow.certs.kinds import KINDS
from onewindow.certs.models import Document
from onewindow.cli.walking.story import ANSWERS, tell
from tests.messages import CHINESE
from tests.portal.conftest import load_city

MONDAY = datetime(2026, 4, 13, 1, 30, tzinfo=UTC)
VOID = {
    "area",
    "base",
    "br",
    "col",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "wbr",
    "path",
    "rect",
    "circle",
    "line",
    "use",
}
READ_ALOUD = ("aria-label", "alt", "title", "placeholder")


class Reader(HTMLParser):
    """Collects the words of a page that no element around them calls Chinese."""

    def __init__(self) -> None:
        super().__init__()
        self.around: list[tuple[str, bool]] = []
        self.unmarked: list[str] = []
        self.attributes: list[str] = []

    @property
    def in_chinese(self) -> bool:
        return any(chinese for _tag, chinese in self.around)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        chinese = (given.get("lang") or "").startswith("zh")
        if not chinese and not self.in_chinese:
            self.attributes += [given[name] or "" for name in READ_ALOUD if CHINESE.search(given.get(name) or "")]
        if tag not in VOID:
            self.around.append((tag, chinese))

    def handle_endtag(self, tag: str) -> None:
        while self.around and self.around.pop()[0] != tag:
            pass

    def handle_data(self, text: str) -> None:
        if CHINESE.search(text) and not self.in_chinese and not any(tag in ("script", "style") for tag, _ in self.around):
            self.unmarked.append(text.strip())


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


@pytest.fixture
def story(db, settings, monkeypatch):
    """李娜's case in the middle of its way, on a Monday morning."""
    settings.ONEWINDOW_DEMONSTRATION = True
    load_city()

    class Monday(datetime):
        @classmethod
        def now(cls, tz=None):
            return MONDAY

    monkeypatch.setattr(case_time, "datetime", Monday)
    return tell(MONDAY)


def english(username: str = "") -> Client:
    client = Client()
    client.cookies["onewindow_language"] = "en"
    if username:
        client.force_login(User.objects.get(username=username))
        client.cookies["onewindow_language"] = "en"
    return client


# As whom, and which page.
PAGES = (
    ("", "/"),
    ("", "/search/?q=restaurant"),
    ("", "/search/?q=nothing-of-the-kind"),
    ("", "/bundles/"),
    ("", "/items/"),
    ("", "/guide/E05/"),
    ("", "/guide/B01/"),
    ("", "/guide/P05/"),
    ("", "/start/E05/?asked=1"),
    ("", "/login/"),
    ("", "/verify/"),
    ("", "/accessibility"),
    ("", "/no-such-page/"),
    ("lina", "/"),
    ("lina", "/cases/"),
    ("lina", "/cases/{number}/"),
    ("lina", "/cases/{number}/receipt/"),
    ("lina", "/certificates/"),
    ("wangqiang", "/counter/"),
    ("wangqiang", "/counter/?person={lina}&item=B05"),
    ("wangqiang", "/counter/parts/{B01}/"),
    ("chentao", "/review/"),
    ("chentao", "/review/part/{B01}"),
    ("liuyang", "/review/part/{B01}"),
)


def texts_without_english() -> set[str]:
    """Whatever the catalogue says in Chinese only: guides that nobody translated yet, statutes, telephone numbers."""
    found: set[str] = set()

    def gather(record: object) -> None:
        if isinstance(record, str):
            found.add(record)
        elif isinstance(record, dict) and "zh" in record:
            found.update([record["zh"]] if not record.get("en") else [])
        elif isinstance(record, dict):
            gather(list(record.values()))
        elif isinstance(record, list):
            for value in record:
                gather(value)

    for path in packaged.CITY.rglob("*.json"):
        gather(json.loads(path.read_text("utf-8")))
    return found


def data_of_the_city() -> set[str]:
    """Names of people (whole and masked) and firms, titles and numbers of sealed documents, what 李娜 typed."""
    people = {one.name for one in CAST} | {row["name"] for row in city()["staff"]} | {row["name"] for row in city()["applicants"]}
    firms = {firm.name for firm in Organisation.objects.all()}
    papers = {text for row in Document.objects.all() for text in (row.title, row.number, row.item)}
    papers |= {terms.title for terms in KINDS.values()}
    typed = {value for value in ANSWERS.values() if isinstance(value, str)} | {"十个工作日内补交", "云陵市"}
    return people | {name[0] for name in people} | firms | papers | typed | {"云（", "号"}


@pytest.fixture
def unmarked(settings):
    """Pages as the doors make them, before what is Chinese is marked."""
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one != "onewindow.pages.chinese.MarkChinese"]


def visits(story):
    lina = User.objects.get(username="lina").person_id
    for username, path in PAGES:
        answer = english(username).get(path.format(number=story.number, lina=lina, **story.parts))
        assert answer.status_code in (200, 404), path
        assert '<html lang="en"' in answer.content.decode(), path
        yield path, read(answer.content.decode())


def test_only_names_and_untranslated_records_are_chinese_on_an_english_page(story, unmarked):
    known = sorted(texts_without_english() | data_of_the_city(), key=len, reverse=True)
    said = {text: path for path, page in visits(story) for text in (*page.unmarked, *page.attributes)}
    left = {text: re.sub("|".join(re.escape(one) for one in known if one), "", text) for text in said}
    assert {said[text]: text for text, rest in left.items() if CHINESE.search(rest)} == {}


def test_whatever_is_chinese_on_an_english_page_is_marked_as_chinese(story):
    assert {path: page.unmarked for path, page in visits(story) if page.unmarked} == {}
