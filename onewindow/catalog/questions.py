"""Which questions an application asks, in which order, and which of them decide what applies. Not: how a page looks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import jsonschema_rs

from onewindow.catalog import conditions
from onewindow.catalog.catalogue import Catalogue
from onewindow.catalog.records import Question, Rule
from onewindow.core.terms import Answers


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One page: one question. `decides` says that the answer changes which items or materials are needed; `items` who needs it."""

    question: Question
    decides: bool
    items: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.question.id


@dataclass(frozen=True, slots=True)
class BrokenAnswerRule:
    """A rule of an item that the answers break: what to tell, and the questions whose answers can be changed."""

    item: str
    rule: Rule
    questions: tuple[str, ...]


def questions_for(catalogue: Catalogue, codes: Sequence[str]) -> tuple[QuestionPage, ...]:
    """Every question that these items may ask, in the order of the catalogue, the deciding ones first."""
    deciders: dict[str, list[str]] = {}
    users: dict[str, list[str]] = {}
    for code in codes:
        item = catalogue.item(code)
        for expression in [item.terms.condition, *(material.condition for material in item.terms.materials)]:
            for name in sorted(conditions.names(expression)) if expression else ():
                deciders.setdefault(name, []).append(code)
        for name in [*item.fields, *(name for rule in item.rules for name in sorted(conditions.names(rule.expression)))]:
            users.setdefault(name, []).append(code)
    _add_what_conditions_read(catalogue, deciders, users)
    pages = [
        QuestionPage(question, id in deciders, tuple(dict.fromkeys([*deciders.get(id, ()), *users.get(id, ())])))
        for id, question in catalogue.questions.items()
        if id in deciders or id in users
    ]
    return tuple(sorted(pages, key=lambda page: not page.decides))


def pages_now(pages: Iterable[QuestionPage], answers: Answers) -> tuple[QuestionPage, ...]:
    """The pages that are asked with these answers: those whose condition holds."""
    return tuple(
        page for page in pages if page.question.condition is None or conditions.evaluate(page.question.condition, answers)
    )


def deciding(pages: Iterable[QuestionPage]) -> tuple[QuestionPage, ...]:
    """The few questions that decide what applies."""
    return tuple(page for page in pages if page.decides)


def codes_needed(catalogue: Catalogue, codes: Sequence[str], answers: Answers) -> tuple[str, ...]:
    """The items of these that are needed with these answers."""
    kept = []
    for code in codes:
        condition = catalogue.terms(code).condition
        if condition is None or conditions.evaluate(condition, answers):
            kept.append(code)
    return tuple(kept)


def fits(question: Question, answer: object) -> bool:
    """Whether an answer has the shape that the question's JSON Schema asks for."""
    return bool(_validator(_frozen(question.schema)).is_valid(answer))


def broken_rules(catalogue: Catalogue, codes: Sequence[str], answers: Answers) -> tuple[BrokenAnswerRule, ...]:
    """The rules of these items that the answers break; all at once."""
    return tuple(
        BrokenAnswerRule(code, rule, tuple(sorted(conditions.names(rule.expression))))
        for code in codes
        for rule in catalogue.item(code).rules
        if not conditions.evaluate(rule.expression, answers)
    )


def _add_what_conditions_read(catalogue: Catalogue, deciders: dict[str, list[str]], users: dict[str, list[str]]) -> None:
    """A question asked only after another brings that other with it, and as early as itself."""
    for needed in (deciders, users):
        waiting = list(needed)
        while waiting:
            id = waiting.pop()
            condition = catalogue.questions[id].condition
            for name in conditions.names(condition) if condition else ():
                if name not in needed:
                    needed[name] = list(needed[id])
                    waiting.append(name)


def _frozen(schema: Mapping[str, object]) -> str:
    return json.dumps(schema, sort_keys=True)


@lru_cache(maxsize=1024)
def _validator(schema: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(json.loads(schema))
