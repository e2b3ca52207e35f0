"""Finding items and bundles by what people type: one token table, the same ranking on every database."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import isqrt
from typing import NamedTuple

from onewindow.catalog import versions
from onewindow.catalog.catalogue import Catalogue
from onewindow.catalog.models import SearchToken
from onewindow.catalog.tokens import whole, words

LONGEST_QUERY = 100


class Hit(NamedTuple):
    """One answer: `kind` is item or bundle; a larger `score` fits better."""

    kind: str
    code: str
    name: str
    score: int


def search(text: str, limit: int = 10, *, lang: str = "zh", catalogue: Catalogue | None = None) -> list[Hit]:
    """The items and bundles that fit best, best first; bundles before items of the same score, then by code.

    Words, whole names, pinyin and initials count; a token that many records have counts less. An empty text finds nothing.
    """
    found = catalogue or versions.current()
    asked = [token for token in dict.fromkeys([whole(text[:LONGEST_QUERY]), *words(text[:LONGEST_QUERY])]) if token]
    rows = list(SearchToken.objects.filter(version_id=found.hash, token__in=asked).values_list("token", "kind", "code", "weight"))
    shared_by = Counter(token for token, _, _, _ in rows)
    scores: dict[tuple[str, str], int] = defaultdict(int)
    for token, kind, code, weight in rows:
        scores[kind, code] += 1000 * weight // isqrt(100 * shared_by[token])
    ranked = sorted(scores.items(), key=lambda entry: (-entry[1], entry[0][0] != "bundle", entry[0][1]))
    return [Hit(kind, code, _name(found, kind, code, lang), score) for (kind, code), score in ranked[:limit]]


def _name(catalogue: Catalogue, kind: str, code: str, lang: str) -> str:
    return (catalogue.bundles if kind == "bundle" else catalogue.items)[code].name(lang)
