"""W, the measured case: one application through acceptance, four opinions, decision, entry and close; 14 durable transitions by the doors' own verbs."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any

from onewindow.cases import services
from onewindow.cases.submission import Application, ItemVersion
from onewindow.catalog import calendars, packaged, versions
from onewindow.core.commands import Actor, Given
from onewindow.ledger import kernel
from onewindow.ledger.ids import new_id

TRANSITIONS = 14
ITEMS = 24
DAYS = 60
FORM_BYTES = 2048
BODIES = ("market", "fire", "health", "city_management", "housing", "human_resources")
REVIEWS = 4
BODY_CODE = "11990100X000100066"
"""A unified social credit code with its check character; one body stands for all, only lengths matter here."""
FIRST_DAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MATERIALS = ("FORM:applicant", "BL:firm", "LAYOUT:firm", "RULES:firm")
CLERK = Actor("clerk-01", frozenset({"clerk"}), "centre")
_WORDS = (
    "经营场所位于云陵市青山区湖滨路食品餐饮服务面积平方米员工健康证明设备布局操作流程卫生制度负责人"
    "联系方式工作日营业时间消防通道油烟净化排水许可备案变更注销"
)


@dataclass(frozen=True, slots=True)
class City:
    """What cases are made of: the items, and the hash of the catalogue they name."""

    items: tuple[ItemVersion, ...]
    catalogue: str


def make_city() -> City:
    """Publish ITEMS items of six bodies, each with four materials, four other departments' opinions and an entry as its result; once or often is the same."""
    calendars.load_all(packaged.city_calendar_body(), actor_id="", at=FIRST_DAY - timedelta(days=365))
    found = []
    for number in range(ITEMS):
        hash_ = versions.add_item(_item(number))
        found.append(ItemVersion(versions.terms_of_version(hash_), hash_))
    return City(tuple(found), found[0].version)


def _item(number: int) -> dict[str, Any]:
    body = BODIES[number % len(BODIES)]
    others = [other for other in BODIES if other != body][:REVIEWS]
    return {
        "code": f"W{number:02d}",
        "number_code": f"{BODY_CODE}4990131{number:06d}",
        "profile": "permit",
        "department": body,
        "limits": {
            "statutory": {"days": 20, "unit": "workday", "basis": "行政许可法 §42"},
            "promised": {"days": 8 + number % 7, "unit": "workday", "basis": "公开承诺"},
        },
        "materials": [{"key": key} for key in MATERIALS],
        "results": [{"key": "ENTRY:firm", "certificate": False}],
        "reviews": [{"department": other, "days": 5} for other in others],
    }


@dataclass(frozen=True, slots=True)
class Errand:
    """One case to be walked: what is sent, by whom, when; made before the clock runs."""

    application: Application
    person: Actor
    at: datetime


def make_errand(number: int, city: City) -> Errand:
    """Errand `number`: its item, day, applicant, form and materials follow from the number."""
    item = city.items[number % len(city.items)]
    applicant = f"{number % 9973:026d}"
    given = tuple(Given(material.key, "asked", _evidence(number, n)) for n, material in enumerate(item.terms.materials))
    return Errand(
        Application(applicant, "firm", (item,), _form(number), given, "", city.catalogue),
        Actor(f"person-{applicant[-4:]}", frozenset({"applicant"}), None, frozenset({applicant})),
        FIRST_DAY + timedelta(days=number % DAYS, seconds=number % 20_000),
    )


def walk(errand: Errand) -> Iterator[tuple[float, str]]:
    """Take the case from submission to its end; yields the seconds of each transition and the part's id."""
    seconds, case = _timed(services.submit_application, errand.application, actor=errand.person, at=errand.at, key=new_id())
    ((part,),) = kernel.read("SELECT id FROM cases_part WHERE case_id = %s", (case.stream_id,))
    yield seconds, part
    (item,) = errand.application.items
    for step, (verb, words, actor) in enumerate(_acts(item), start=1):
        seconds, _ = _timed(verb, part=part, **words, actor=actor, at=errand.at + timedelta(hours=step), key=new_id())
        yield seconds, part


def _timed(verb: Callable[..., services.Outcome], *arguments: Any, **words: Any) -> tuple[float, services.Outcome]:
    began = perf_counter()
    outcome = verb(*arguments, **words)
    return perf_counter() - began, outcome


def _acts(item: ItemVersion) -> Iterator[tuple[Callable[..., services.Outcome], dict[str, str], Actor]]:
    yield services.accept, {}, CLERK
    for review in item.terms.reviews:
        reviewer = Actor(f"approver-{review.department}", frozenset({"approver"}), review.department)
        yield services.claim_review, {"department": review.department}, reviewer
        yield services.give_opinion, {"department": review.department, "verdict": "agree"}, reviewer
    decider = Actor(f"approver-{item.terms.department}", frozenset({"approver"}), item.terms.department)
    for verb in (services.claim_decision, services.grant, services.issue, services.close):
        yield verb, {}, decider


def _evidence(number: int, material: int) -> str:
    return random.Random(number * 10 + material).randbytes(32).hex()  # noqa: S311 an address of a file, not a secret


def _form(number: int) -> dict[str, str]:
    """Answers of FORM_BYTES bytes in all, no two alike."""
    choose = random.Random(number)  # noqa: S311 a form of a measured case, not a secret
    answers: dict[str, str] = {}
    left = FORM_BYTES - 2
    while left > 100:
        name, value = f"question_{len(answers):02d}", "".join(choose.choices(_WORDS, k=12))
        answers[name] = value
        left -= len(f'"{name}": "{value}", '.encode())
    answers["remark"] = "x" * max(0, left - 12)
    return answers
