"""The catalogue as files: the import and export form, and the demonstration city that is shipped. Files are not the truth at run time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from onewindow.catalog.calendar_facts import build, version_of
from onewindow.catalog.catalogue import Catalogue
from onewindow.catalog.content import Record, catalogue_of
from onewindow.core.clock import Calendar

CITY = Path(__file__).parent / "city"
_FIRST = (
    "code",
    "id",
    "key",
    "zh",
    "name",
    "title",
    "question",
    "kind",
    "profile",
    "department",
    "lead",
    "items",
    "value",
    "days",
)


class UnreadableCatalogue(ValueError):
    """A file of the catalogue is missing or is not JSON; the message names it."""


def read(directory: Path) -> list[Record]:
    """All records of a directory: `documents.json`, `departments.json`, `questions.json`, `items/*.json`, `bundles/*.json`."""
    records = [Record("document", body["code"], body) for body in _json(directory / "documents.json")]
    records += [Record("office", body["code"], body) for body in _json(directory / "departments.json")]
    for position, body in enumerate(_json(directory / "questions.json")):
        records.append(Record("question", body["id"], {**body, "position": position}))
    for kind in ("item", "bundle"):
        for path in sorted((directory / f"{kind}s").glob("*.json")):
            body = _json(path)
            records.append(Record(kind, body["code"], body))
    return records


def write(records: Iterable[Record], directory: Path) -> None:
    """Write records as files that `read` takes; the directory is made, files of the same name are replaced."""
    lists: dict[str, list[Any]] = {"documents": [], "departments": [], "questions": []}
    places = {"document": "documents", "office": "departments", "question": "questions"}
    for record in records:
        if record.kind in places:
            lists[places[record.kind]].append(record.body)
        else:
            folder = directory / f"{record.kind}s"
            folder.mkdir(parents=True, exist_ok=True)
            _write(folder / f"{record.code}.json", record.body)
    lists["questions"].sort(key=lambda body: body["position"])
    lists["questions"] = [{name: part for name, part in body.items() if name != "position"} for body in lists["questions"]]
    for name, bodies in lists.items():
        ordered = bodies if name == "questions" else sorted(bodies, key=lambda body: body["code"])
        _write(directory / f"{name}.json", ordered)


@cache
def city() -> Catalogue:
    """The shipped catalogue, without any database."""
    return catalogue_of(read(CITY))


def city_calendar_body() -> dict[str, Any]:
    body: dict[str, Any] = _json(CITY / "calendar.json")
    return body


@cache
def city_calendar() -> Calendar:
    """The shipped working-day calendar, without any database."""
    body = city_calendar_body()
    return build(version_of(body), body)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableCatalogue(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UnreadableCatalogue(f"{path} is not JSON: {error}") from error


def _write(path: Path, body: object) -> None:
    path.write_text(json.dumps(_ordered(body), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _ordered(part: Any) -> Any:
    """The same content with what a reader looks for first on top, so that two exports differ only where the content does."""
    if isinstance(part, dict):
        names = sorted(part, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name))
        return {name: _ordered(part[name]) for name in names}
    return [_ordered(entry) for entry in part] if isinstance(part, list) else part
