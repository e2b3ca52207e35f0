"""Answers, papers and people for a walk: what the demonstration's applicant would say, from the questions' own schemas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from onewindow.accounts.actors import actor_of
from onewindow.accounts.models import Post, User
from onewindow.catalog import questions
from onewindow.catalog.catalogue import Catalogue
from onewindow.cli.walking.driver import Office
from onewindow.core.commands import Actor

PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" + (
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
"""An empty page: the sample for every paper that a walk hands in."""

MIDDLING = 30
"""A number that is neither too small nor too large for most questions: square metres, metres, people."""


def answers_for(catalogue: Catalogue, codes: Sequence[str]) -> dict[str, Any]:
    """One valid answer to each question of the items: the first choice, the least number, and no, unless no drops an item."""
    asked = [page.question for page in questions.questions_for(catalogue, codes)]
    answers = {question.id: _answer(question.schema) for question in asked}
    for question in asked:
        if question.schema.get("type") == "boolean":
            without = len(questions.codes_needed(catalogue, codes, answers))
            with_it = len(questions.codes_needed(catalogue, codes, {**answers, question.id: True}))
            answers[question.id] = with_it > without
    return answers


def _answer(schema: Mapping[str, Any]) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "string")
    if kind == "array":
        return [_answer(schema.get("items", {}))]
    if kind in ("integer", "number"):
        return min(max(schema.get("minimum", 0), MIDDLING), schema.get("maximum", MIDDLING))
    if kind == "boolean":
        return False
    if schema.get("format") == "date":
        return "2026-01-01"
    return "云陵示例"[: schema.get("maxLength", 40)]


def demonstration_office(applicant: Actor) -> Office:
    """The standing cast: 王强 at the window, each department's approver and head."""
    clerk = actor_of(User.objects.get(username="wangqiang"))
    return Office(applicant, clerk, _holder("approver"), _holder("head"))


def _holder(role: str) -> Any:
    @cache
    def of(department: str) -> Actor:
        post = Post.objects.filter(department_id=department, role=role).order_by("pk").first()
        if post is None:
            raise LookupError(f"{department} has no {role}")
        return actor_of(User.objects.get(person_id=post.person_id), department=department)

    return of
