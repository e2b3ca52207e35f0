"""The documentation says what the code says: events, rules, settings, commands, and every place it points to."""

import ast
import dataclasses
import re
from functools import cache
from pathlib import Path

import pytest
from django.utils import translation

from onewindow.cli.main import COMMANDS
from onewindow.core import rules
from onewindow.core.events import EVENTS
from onewindow.ledger.codec import decode_event, encode
from onewindow.pages.wording import SENTENCES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])
PLACE = re.compile(r"\b((?:onewindow|tests)/[\w./-]*\w/?)(?::(\w+))?")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
RULES = [rule for rule in vars(rules).values() if isinstance(rule, type) and rule.__mro__[1:2] == (rules.BrokenRule,)]


@cache
def event_sections() -> dict[str, str]:
    """The text below each heading of an event."""
    parts = re.split(r"^### (\w+)$", (DOCS / "events.md").read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def sample_of(section: str) -> bytes:
    found = re.search(r"```json\n(.+)\n```", section)
    assert found, "no sample"
    return found[1].encode()


def test_every_event_is_documented_and_no_other():
    assert list(event_sections()) == list(dict.fromkeys(event_sections()))
    assert set(event_sections()) == set(EVENTS)


@pytest.mark.parametrize("kind", EVENTS)
def test_an_event_is_documented_with_exactly_its_fields(kind):
    documented = re.findall(r"^- `(\w+)`: \S", event_sections()[kind], flags=re.MULTILINE)
    assert documented == [field.name for field in dataclasses.fields(EVENTS[kind])]


@pytest.mark.parametrize("kind", EVENTS)
def test_the_stored_form_of_an_event_is_still_read_and_written_as_documented(kind):
    sample = sample_of(event_sections()[kind])
    assert encode(decode_event(kind, sample)) == sample


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_is_documented_with_its_basis_and_its_sentence(rule):
    with translation.override("zh-hans"):
        sentence = str(SENTENCES[rule])
    row = f"| `{rule.__name__}` | {rule.__doc__.strip().splitlines()[0]} | {rule.basis} | {sentence} |"
    assert row in (DOCS / "rules.md").read_text("utf-8").splitlines(), f"docs/rules.md lacks this row:\n{row}"


def test_no_rule_is_documented_that_does_not_exist():
    documented = re.findall(r"^\| `(\w+)` \|", (DOCS / "rules.md").read_text("utf-8"), flags=re.MULTILINE)
    assert documented == [rule.__name__ for rule in RULES]


def test_every_command_is_documented():
    text = (DOCS / "commands.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"`onewindow {name}" not in text] == []


def test_no_command_is_documented_that_does_not_exist():
    said = {name for page in PAGES for name in re.findall(r"(?:`|bin/|^)onewindow (\w+)", page.read_text("utf-8"))}
    assert said <= set(COMMANDS)


def test_every_setting_is_documented():
    settings = (ROOT / "onewindow/config/settings.py").read_text("utf-8")
    read = set(re.findall(r"environ(?:\.get)?[\[(]\"(\w+)\"", settings)) - {"DJANGO_SETTINGS_MODULE"}
    text = (DOCS / "settings.md").read_text("utf-8")
    assert [name for name in sorted(read) if f"`{name}`" not in text] == []


@cache
def names_in(path: Path) -> frozenset[str]:
    """Everything a module defines, at any depth."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return frozenset(found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_place_that_a_page_names_exists(page):
    text = page.read_text("utf-8")
    wrong = [link for link in LINK.findall(text) if not (page.parent / link.strip()).exists()]
    for path, name in PLACE.findall(text):
        file = ROOT / path
        if not file.exists() or (name and name not in names_in(file)):
            wrong.append(f"{path}:{name}" if name else path)
    assert wrong == []


def test_one_application_is_walked_in_at_most_five_files():
    walk = (DOCS / "architecture.md").read_text("utf-8").split("## One application")[1].split("##")[0]
    assert 3 <= len(set(re.findall(r"onewindow/[\w/]+\.py", walk))) <= 5


def test_the_architecture_fits_on_one_page():
    assert len((DOCS / "architecture.md").read_text("utf-8").splitlines()) <= 90


@pytest.mark.parametrize("page", sorted((DOCS / "decisions").glob("*.md")), ids=lambda page: page.stem)
def test_a_decision_says_context_choice_and_cost_on_half_a_page(page):
    text = page.read_text("utf-8")
    assert text.startswith(f"# {page.name[:3]} ")
    assert [word for word in ("Context", "Choice", "Cost") if f"**{word}.**" not in text] == []
    assert len(text.splitlines()) <= 30


def test_every_picture_is_one_that_the_command_takes_and_all_together_are_small():
    from onewindow.cli.walking.photographs import PHOTOGRAPHS

    pictures = {path.stem: path.stat().st_size for path in (DOCS / "pictures").iterdir()}
    assert set(pictures) == {one.name for one in PHOTOGRAPHS}, "run `make screenshots`"
    assert sum(pictures.values()) < 3_000_000
