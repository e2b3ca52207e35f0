"""From the bodies of published records to the frozen records and the terms of the rules, and nothing back: bodies are the truth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onewindow.catalog.records import (
    Bundle,
    DocumentType,
    Guide,
    Item,
    Joint,
    MaterialNote,
    Office,
    Question,
    Rule,
    Step,
    Text,
)
from onewindow.core.terms import DocumentKey, ItemTerms, Limit, Material, Need, ReviewTerm, Source, Unit, Yield

Body = Mapping[str, Any]


def text(value: object) -> Text:
    """Words: a plain string is Chinese, a mapping has `zh` and perhaps `en`."""
    if isinstance(value, Mapping):
        return Text(str(value.get("zh", "")), str(value.get("en", "")))
    return Text("" if value is None else str(value))


def _texts(values: object) -> tuple[Text, ...]:
    return tuple(text(value) for value in values) if isinstance(values, list) else ()


def limit(body: Body | None) -> Limit | None:
    if body is None:
        return None
    return Limit(int(body["days"]), Unit(body["unit"]), str(body.get("basis", "")), str(body.get("origin", "item")))


def material(body: Body) -> Material:
    return Material(
        key=DocumentKey.parse(body["key"]),
        need=Need(body.get("need", "required")),
        source=Source(body.get("source", "applicant")),
        shared=bool(body.get("shared", False)),
        generated=bool(body.get("generated", False)),
        condition=body.get("condition"),
        group=body.get("group"),
        after=tuple(DocumentKey.parse(key) for key in body.get("after", ())),
        supplement_days=int(body.get("supplement_days", 10)),
    )


def terms(body: Body) -> ItemTerms:
    """What the rules need of an item's body."""
    limits = body.get("limits", {})
    return ItemTerms(
        code=body["code"],
        number_code=body["number_code"],
        profile=body["profile"],
        department=body["department"],
        materials=tuple(material(entry) for entry in body.get("materials", ())),
        results=tuple(
            Yield(DocumentKey.parse(entry["key"]), bool(entry.get("certificate", True)), entry.get("years"))
            for entry in body.get("results", ())
        ),
        statutory=limit(limits.get("statutory")),
        promised=limit(limits.get("promised")),
        extension_days=limits.get("extension_days"),
        completeness_days=limits.get("completeness_days"),
        reviews=tuple(
            ReviewTerm(entry["department"], entry.get("role", "opinion"), entry.get("days"), entry.get("basis", ""))
            for entry in body.get("reviews", ())
        ),
        pausing=tuple(body.get("pausing", ())),
        hearing=body.get("hearing", "no"),
        commitment=bool(body.get("commitment", False)),
        on_the_spot=bool(body.get("on_the_spot", False)),
        joint=bool(body.get("joint", False)),
        visits=int(body.get("visits", 0)),
        condition=body.get("condition"),
    )


def _guide(body: Body) -> Guide:
    return Guide(
        summary=text(body.get("summary")),
        who=text(body.get("who")),
        conditions=_texts(body.get("conditions")),
        how=_texts(body.get("how")),
        steps=tuple(Step(text(step["title"]), text(step["text"]), step["actor"]) for step in body.get("steps", ())),
        questions=tuple((text(pair["question"]), text(pair["answer"])) for pair in body.get("questions", ())),
        fee=text(body.get("fee")),
        where=text(body.get("where")),
        phone=str(body.get("phone", "")),
        basis=tuple(body.get("basis", ())),
        renewal=text(body.get("renewal")),
    )


def _note(body: Body) -> MaterialNote:
    return MaterialNote(
        DocumentKey.parse(body["key"]),
        text(body.get("why")),
        text(body.get("how")),
        int(body.get("original", 1)),
        int(body.get("copies", 0)),
    )


def _rule(body: Body) -> Rule:
    return Rule(body["expression"], text(body["message"]), body.get("basis", ""), bool(body.get("illustrative", False)))


def item(body: Body) -> Item:
    """One item from its body; raises KeyError or ValueError when the body lacks what the rules need."""
    notes = [_note(entry) for entry in body.get("materials", ())]
    return Item(
        code=body["code"],
        title=text(body["name"]),
        terms=terms(body),
        guide=_guide(body.get("guide", {})),
        kind=str(body.get("kind", "")),
        handling_code=str(body.get("handling_code", "")),
        applicants=tuple(body.get("applicants", ())),
        fields=tuple(body.get("fields", ())),
        rules=tuple(_rule(entry) for entry in body.get("rules", ())),
        notes={note.key: note for note in notes},
        aliases=tuple(body.get("aliases", ())),
        illustrative_reviews=frozenset(entry["department"] for entry in body.get("reviews", ()) if entry.get("illustrative")),
        provenance=dict(body.get("provenance", {})),
    )


def bundle(body: Body) -> Bundle:
    joint = body.get("joint")
    return Bundle(
        code=body["code"],
        title=text(body["name"]),
        outcome=text(body.get("outcome")),
        summary=text(body.get("summary")),
        lead=body["lead"],
        items=tuple(body["items"]),
        applicants=tuple(body.get("applicants", ())),
        joint=Joint(joint["announced_on"], joint["basis"], tuple(joint["items"]), bool(joint.get("illustrative")))
        if joint
        else None,
        aliases=tuple(body.get("aliases", ())),
        theme=text(body.get("theme")),
        provenance=dict(body.get("provenance", {})),
    )


def document_type(body: Body) -> DocumentType:
    return DocumentType(
        body["code"],
        text(body["name"]),
        body.get("category", ""),
        str(body.get("source", "")),
        text(body.get("issuer")),
        body.get("holder", "person"),
        bool(body.get("electronic", False)),
        {edition: text(words) for edition, words in body.get("names", {}).items()},
    )


def question(body: Body) -> Question:
    return Question(
        id=body["id"],
        title=text(body["title"]),
        label=text(body.get("label") or body["title"]),
        hint=text(body.get("hint")),
        schema=dict(body["schema"]),
        condition=body.get("condition"),
        choices=tuple((choice["value"], text(choice["text"])) for choice in body.get("choices", ())),
        unit=text(body["unit"]) if body.get("unit") else None,
        shared_fact=body.get("shared_fact"),
        group=text(body.get("group")),
    )


def office(body: Body) -> Office:
    return Office(body["code"], text(body["name"]))
