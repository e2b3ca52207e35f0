"""The one adapter of the expression language (zen): whether a condition holds over answers. Not: which conditions there are.

What is not answered is not known, and a comparison with something unknown does not hold; of `a or b` one known part is enough.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import zen

from onewindow.core.terms import Answers

_TOKENS = re.compile(
    r"""(?P<text>'[^']*'|"[^"]*"|`[^`]*`)|(?P<name>[A-Za-z_$][\w$]*)|(?P<sign>\?\?|[()\[\]{}?.:#]|[^\s\w])|(?P<rest>\S)"""
)
_WORDS = frozenset("and or not in true false null".split())
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")


def evaluate(expression: str, answers: Answers) -> bool:
    """Whether the condition holds. Missing answers and answers of another type make it false where they matter; it never raises."""
    held = _compiled(expression)
    if held is None:
        return False
    try:
        found = held.evaluate(dict(answers))
    except Exception:
        # The engine raises RuntimeError for types that it cannot compare and plain Exception for numbers that it cannot hold.
        return _evaluate_parts(expression, answers)
    if found is None:
        return _evaluate_parts(expression, answers)
    return bool(found)


def value(expression: str, answers: Answers) -> object:
    """What the expression gives over the answers; None where an answer that it needs is missing."""
    held = _compiled(expression)
    try:
        return held.evaluate(dict(answers)) if held is not None else None
    except Exception:
        return None


def check(expression: str) -> str | None:
    """What is wrong with the way the expression is written; None when nothing is."""
    if not expression.strip():
        return "the expression is empty"
    found = zen.validate_expression(expression)
    return None if found is None else str(found["source"])


def names(expression: str) -> frozenset[str]:
    """The answers that the expression reads."""
    tokens = list(_TOKENS.finditer(expression))
    found = set()
    for position, match in enumerate(tokens):
        before = tokens[position - 1].group() if position else ""
        after = tokens[position + 1].group() if position + 1 < len(tokens) else ""
        if match.lastgroup == "name" and match.group() not in _WORDS and before not in (".", "#", "$") and after != "(":
            found.add(match.group())
    return frozenset(found)


@lru_cache(maxsize=4096)
def _compiled(expression: str) -> zen.Expression | None:
    try:
        return zen.compile_expression(expression)
    except RuntimeError:
        return None


def _evaluate_parts(expression: str, answers: Answers) -> bool:
    """The parts of `or`, then of `and`, each for itself, so that one missing answer does not hide a known one."""
    inner = _without_outer_brackets(expression)
    for word, settle in (("or", any), ("and", all)):
        parts = _split(inner, word)
        if len(parts) > 1:
            return bool(settle([evaluate(part, answers) for part in parts]))
    return evaluate(inner, answers) if inner != expression else False


@lru_cache(maxsize=4096)
def _split(expression: str, word: str) -> tuple[str, ...]:
    """Cut at each `word` that stands outside brackets; a choice (`a ? b : c`) binds less than any word and is not cut."""
    depth, cuts = 0, []
    for match in _TOKENS.finditer(expression):
        sign = match.group()
        depth += (sign in _OPEN) - (sign in _CLOSE)
        if depth == 0 and sign == "?":
            return (expression,)
        if depth == 0 and sign == word and match.lastgroup == "name":
            cuts.append(match.span())
    edges = [0, *(edge for cut in cuts for edge in cut), len(expression)]
    return tuple(expression[start:end].strip() for start, end in list(pairwise(edges))[::2])


@lru_cache(maxsize=4096)
def _without_outer_brackets(expression: str) -> str:
    inner = expression.strip()
    if not (inner.startswith("(") and inner.endswith(")")):
        return inner
    depth = 0
    for match in _TOKENS.finditer(inner):
        depth += (match.group() in _OPEN) - (match.group() in _CLOSE)
        if depth == 0:
            return _without_outer_brackets(inner[1:-1]) if match.end() == len(inner) else inner
    return inner
