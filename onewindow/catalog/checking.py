"""Whether the records of a catalogue hold together: every code that one names, another defines. Not: whether they obey the law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onewindow.catalog import conditions
from onewindow.catalog.catalogue import Catalogue
from onewindow.catalog.records import Item
from onewindow.core.planner import BundleDeadlocks, plan
from onewindow.core.terms import Need


def problems(catalogue: Catalogue) -> list[str]:
    """Every break of the catalogue, with its place; empty when it holds together."""
    found = [problem for item in catalogue.items.values() for problem in _item_problems(catalogue, item)]
    found += _question_problems(catalogue)
    found += _bundle_problems(catalogue)
    return found


def uses(catalogue: Catalogue) -> dict[str, list[str]]:
    """Where each question is used: a material's or an item's condition, a rule, a field of a document, another question."""
    found: dict[str, list[str]] = {question: [] for question in catalogue.questions}
    for place, name in _readings(catalogue):
        if name in found:
            found[name].append(place)
    return found


def _readings(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for place, expression in _expressions(catalogue):
        for name in conditions.names(expression):
            yield place, name
    for item in catalogue.items.values():
        for name in item.fields:
            yield f"field {item.code}", name


def _expressions(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for item in catalogue.items.values():
        if item.terms.condition:
            yield f"item {item.code}", item.terms.condition
        for material in item.terms.materials:
            if material.condition:
                yield f"material {item.code} {material.key}", material.condition
        for rule in item.rules:
            yield f"rule {item.code}", rule.expression
    for question in catalogue.questions.values():
        if question.condition:
            yield f"question {question.id}", question.condition


def _item_problems(catalogue: Catalogue, item: Item) -> Iterator[str]:
    place = f"item {item.code}"
    for problem in (*_unknown_codes(catalogue, item), *_material_problems(item)):
        yield f"{place}: {problem}"
    promised, statutory = item.terms.promised, item.terms.statutory
    if promised and statutory and promised.unit == statutory.unit and promised.days > statutory.days:
        yield f"{place}: promises more days than the law allows"


def _unknown_codes(catalogue: Catalogue, item: Item) -> Iterator[str]:
    terms = item.terms
    gates = [gate for material in terms.materials for gate in material.after]
    for key in [*(material.key for material in terms.materials), *gates, *(result.key for result in terms.results)]:
        if key.type not in catalogue.documents:
            yield f"no document type {key.type}"
    for office in [terms.department, *(review.department for review in terms.reviews)]:
        if office not in catalogue.offices:
            yield f"no department {office}"


def _material_problems(item: Item) -> Iterator[str]:
    materials = item.terms.materials
    for key, count in Counter(material.key for material in materials).items():
        if count > 1:
            yield f"{key} is asked for {count} times"
    for group, count in Counter(material.group for material in materials if material.group).items():
        if count < 2:
            yield f"the alternatives {group} have one member"
    for material in materials:
        if (material.need is Need.CONDITIONAL) != (material.condition is not None):
            yield f"{material.key} is conditional without a condition, or the other way round"


def _question_problems(catalogue: Catalogue) -> Iterator[str]:
    for place, expression in _expressions(catalogue):
        wrong = conditions.check(expression)
        if wrong:
            yield f"{place}: {expression}: {wrong}"
    for place, name in _readings(catalogue):
        if name not in catalogue.questions:
            yield f"{place}: no question {name}"
    for question, places in uses(catalogue).items():
        if not places:
            yield f"question {question}: nothing uses the answer"


def _bundle_problems(catalogue: Catalogue) -> Iterator[str]:
    for bundle in catalogue.bundles.values():
        missing = [code for code in bundle.items if code not in catalogue.items]
        if missing:
            yield f"bundle {bundle.code}: no items {', '.join(missing)}"
            continue
        if bundle.lead not in catalogue.offices:
            yield f"bundle {bundle.code}: no department {bundle.lead}"
        try:
            plan([catalogue.terms(code) for code in bundle.items], answers={}, condition=conditions.evaluate)
        except BundleDeadlocks as error:
            yield f"bundle {bundle.code}: {error}"
