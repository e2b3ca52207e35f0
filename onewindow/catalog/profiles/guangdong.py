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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
_LIMIT = re.compile(r"(\d+)\((工作日|自然日)\)")
_PARTNER = re.compile(r"([^（）、]+)（([^（）]*)）")
_CERTIFIED = frozenset({"permit", "confirmation", "filing"})


class UnreadableRecords(ValueError):
    """The file is missing, is not gzip or JSON lines, or holds no record; the message says where."""


@dataclass(frozen=True, slots=True)
class Imported:
    """One record. `number` is its line from 1; `body` its item record; `names` what documents are called, by document type.

    `limit_source` is `record`, `law` or `profile`: whose the decision limit is. `problems` names what the record says that
    cannot be taken as it stands.
    """

    number: int
    name: str
    department_name: str
    kind: str
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
    """Every record of `items.jsonl.gz` (or plain `.jsonl`) in its order. Raises UnreadableRecords."""
    for number, line in enumerate(_lines(path), 1):
        try:
            record = json.loads(line)
            yield imported(number, record)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UnreadableRecords(f"{path.name} line {number}: {error!r}") from error


def imported(number: int, record: Mapping[str, Any]) -> Imported:
    """One record as an item of its own. Raises KeyError or ValueError when it lacks its code, name, type or body."""
    problems: list[str] = []
    profile = PROFILES[record["task_type_code"]]
    offices = {_office_code(record): record["department"]}
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
        "reviews": reviews,
        "visits": record.get("visits") or 0,
    }
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
    return Imported(number, record["name"], record["department"], code, body, terms, source, names, offices, tuple(problems))


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


def _lines(path: Path) -> Iterator[str]:
    opener: Any = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as file:
            yield from (line for line in file if line.strip())
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise UnreadableRecords(f"{path}: {error}") from error


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
