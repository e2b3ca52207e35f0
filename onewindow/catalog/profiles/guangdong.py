"""Real service items of Guangdong as their portal lists them (2021), each with its own body, materials and limits.

A record says less than a catalogue item: it has no results, conditions or basis. What it does not say is not invented: the limit
is then the law's or the procedure profile's, and `provenance` says so.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stdnum.cn import uscc

from onewindow.catalog import reading
from onewindow.core.procedure import PROFILES as PROCEDURES
from onewindow.core.procedure import statutory_limit
from onewindow.core.terms import ItemTerms

PROFILES = {
    "01": "permit",
    "05": "payment",
    "07": "confirmation",
    "08": "award",
    "09": "adjudication",
    "20": "filing",
    "21": "service",
}
"""行政许可, 行政给付, 行政确认, 行政奖励, 行政裁决, 其他行政权力, 公共服务 by task_type_code."""

ROLES = {"受理": "receive", "审核": "review", "决定与公开": "decide", "证件制定与送达": "deliver"}
UNITS = {"工作日": "workday", "自然日": "calendar_day"}
NATURAL_PERSON = "自然人"
TASK_CODE_LENGTHS = (31, 33)
_LIMIT = re.compile(r"(\d+)\((工作日|自然日)\)")
_PARTNER = re.compile(r"([^（）、]+)（([^（）]*)）")
_CERTIFIED = frozenset({"permit", "confirmation", "filing"})


class UnreadableRecords(ValueError):
    """The file is missing, is not gzip or JSON lines, or holds no record; the message says where."""


class UnreadableRecord(ValueError):
    """One line is no record; `number` is its line from 1, `name` what the record is called if that can be read."""

    def __init__(self, number: int, name: str, reason: str) -> None:
        super().__init__(reason)
        self.number = number
        self.name = name


@dataclass(frozen=True, slots=True)
class Imported:
    """One record. `number` is its line from 1; `record` what stands there; `body` its item record; `names` what documents are
    called, by document type.

    `limit_source` is `record`, `law` or `profile`: whose the decision limit is. `problems` names what the record says that
    cannot be taken as it stands.
    """

    number: int
    name: str
    department_name: str
    kind: str
    record: Mapping[str, Any]
    body: Mapping[str, Any]
    terms: ItemTerms
    limit_source: str
    names: Mapping[str, str]
    office_names: Mapping[str, str]
    problems: tuple[str, ...]

    @property
    def provenance(self) -> Mapping[str, str]:
        found: Mapping[str, str] = self.body["provenance"]
        return found


def read(path: Path) -> Iterator[Imported]:
    """Every record of `items.jsonl.gz` (or plain `.jsonl`) in its order. Raises UnreadableRecords at the first that is none."""
    for number, line in lines(path):
        try:
            yield read_line(number, line)
        except UnreadableRecord as error:
            raise UnreadableRecords(f"{path.name} line {number}: {error}") from error


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """Each line that says something, with its number from 1. Raises UnreadableRecords when the file cannot be read."""
    opener: Any = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as file:
            yield from ((number, line) for number, line in enumerate(file, 1) if line.strip())
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise UnreadableRecords(f"{path}: {error}") from error


def read_line(number: int, line: str) -> Imported:
    """The record of one line. Raises UnreadableRecord."""
    name = ""
    try:
        record = json.loads(line)
        name = str(record.get("name") or "")
        return imported(number, record)
    except KeyError as error:
        raise UnreadableRecord(number, name, f"the record lacks {error}") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise UnreadableRecord(number, name, f"the record cannot be read: {error}") from error


def imported(number: int, record: Mapping[str, Any]) -> Imported:
    """One record as an item of its own. Raises KeyError or ValueError when it lacks its code, name, type or body."""
    _require_words(record)
    problems: list[str] = []
    profile = PROFILES[record["task_type_code"]]
    offices = {_office_code(record): record["department"].strip()}
    if not uscc.is_valid(_office_code(record)):
        problems.append(f"the body's credit code {_office_code(record)} fails its check (GB 32100); it is taken as it stands")
    reviews = _reviews(record, offices, problems)
    names: dict[str, str] = {}
    body = {
        "code": record["task_code"],
        "name": record["name"],
        "number_code": record["task_code"],
        "kind": record["task_type_code"],
        "profile": profile,
        "department": _office_code(record),
        "limits": _limits(record, profile, problems),
        "materials": _materials(record, names, problems),
        "results": [_result(record, profile, names)],
        "applicants": _applicants(record),
        "reviews": reviews,
        "visits": record.get("visits") or 0,
    }
    body["document_names"] = names
    terms = reading.terms(body)
    origin = statutory_limit(terms).origin
    source = "record" if origin == "item" else origin
    body["provenance"] = {
        "limit": source,
        "promise": "record" if terms.promised else source,
        "materials": "record" if terms.materials else "the record lists none",
        "reviews": "record" if reviews else "the record names none",
        "results": "illustrative: the record names no result",
    }
    code = record["task_type_code"]
    return Imported(
        number,
        record["name"],
        record["department"].strip(),
        code,
        record,
        body,
        terms,
        source,
        names,
        offices,
        tuple(problems),
    )


def partners(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Who else takes part and in what roles: `省级司法（审核,决定与公开）、市级司法（受理）`. Raises ValueError for other forms."""
    found = [(name.strip(), tuple(part.strip() for part in roles.split(","))) for name, roles in _PARTNER.findall(text)]
    written = "、".join(f"{name}（{','.join(roles)}）" for name, roles in found)
    if written != text.strip() or any(role not in ROLES for _, roles in found for role in roles):
        raise ValueError(f"not a list of departments and roles: {text}")
    return found


def document_type(name: str) -> str:
    """A stable type for a document that has only a name: the same words give the same type, whatever their width and ending."""
    return "N" + hashlib.sha256(_normal(name).encode()).hexdigest()[:12]


def _normal(name: str) -> str:
    return unicodedata.normalize("NFKC", name).replace(" ", "").strip("；;。,，、.《》")


def _require_words(record: Mapping[str, Any]) -> None:
    for name in ("task_code", "name", "task_type_code", "department"):
        if not isinstance(record[name], str) or not record[name].strip():
            raise ValueError(f"{name} says nothing")
    if len(record["task_code"]) not in TASK_CODE_LENGTHS:
        raise ValueError(f"task_code has {len(record['task_code'])} characters")
    if record["task_type_code"] not in PROFILES:
        raise ValueError(f"no procedure is known for task_type_code {record['task_type_code']}")


def _applicants(record: Mapping[str, Any]) -> list[str]:
    """`person` and `firm` as the catalogue says them; every applicant that is not a natural person is a body."""
    listed = record.get("applicants") or [NATURAL_PERSON]
    return [*(["person"] if NATURAL_PERSON in listed else []), *(["firm"] if set(listed) - {NATURAL_PERSON} else [])]


def _office_code(record: Mapping[str, Any]) -> str:
    """The body's unified social credit code: the first 18 characters of the item's code."""
    return str(record["task_code"])[:18]


def _limits(record: Mapping[str, Any], profile: str, problems: list[str]) -> dict[str, Any]:
    limits = {}
    for name in ("statutory", "promised"):
        found = _limit(record.get(f"{name}_limit"), name, problems)
        if found is not None:
            limits[name] = found
    law = reading.limit(limits.get("statutory")) or PROCEDURES[profile].default
    promise = reading.limit(limits.get("promised"))
    if promise and promise.unit == law.unit and promise.days > law.days:
        problems.append(f"promises {promise.days} days where {law.days} are the limit ({law.origin}); the limit is used")
        del limits["promised"]
    return limits


def _limit(text: str | None, name: str, problems: list[str]) -> dict[str, Any] | None:
    if text is None:
        return None
    found = _LIMIT.fullmatch(text.strip())
    if found is None:
        problems.append(f"the {name} limit {text!r} is no number of days; the law's or the profile's is used")
        return None
    return {"days": int(found[1]), "unit": UNITS[found[2]], "basis": "事项记录", "origin": "item"}


def _materials(record: Mapping[str, Any], names: dict[str, str], problems: list[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name in record.get("materials") or []:
        kind = document_type(name)
        if kind in names:
            problems.append(f"lists {name} twice; it is asked for once")
            continue
        names[kind] = name
        found.append({"key": f"{kind}:applicant:new", "need": "required", "source": "applicant"})
    return found


def _result(record: Mapping[str, Any], profile: str, names: dict[str, str]) -> dict[str, Any]:
    """What the work yields. The record names none: an act that grants or registers gives a certificate, the rest a plain result."""
    kind = "R" + hashlib.sha256(record["task_code"].encode()).hexdigest()[:12]
    names[kind] = f"{record['name']}办理结果"
    return {"key": f"{kind}:applicant:new", "certificate": profile in _CERTIFIED}


def _reviews(record: Mapping[str, Any], offices: dict[str, str], problems: list[str]) -> list[dict[str, Any]]:
    text = record.get("co_department")
    if not text:
        return []
    try:
        listed = partners(text)
    except ValueError as error:
        problems.append(str(error))
        return []
    offices.update({name: name for name, _ in listed})
    return [
        {"department": name, "role": ",".join(ROLES[role] for role in roles), "basis": "事项记录 co_department"}
        for name, roles in listed
    ]
