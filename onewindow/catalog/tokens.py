"""The words by which items and bundles are found: Chinese words, pinyin, initials, English, everyday names. No database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import rjieba
from pypinyin import lazy_pinyin

from onewindow.catalog.catalogue import Catalogue
from onewindow.catalog.records import Bundle, Item

LONGEST = 64
WHOLE, WORD, ALIAS_WORD, SAID, SUMMARY_WORD = 12, 5, 3, 4, 1
"""Weights: the whole name or alias, a word of the name, a word of an alias, pinyin or initials, a word of the summary."""

_EMPTY = frozenset(
    "的 了 我 我想 想 要 怎么 怎样 如何 办理 办 去 哪 哪里 在 和 与 及 个 一个 一家 是 吗 可以 需要 什么 and the of for to in or an on".split()
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z0-9]+")


class Token(NamedTuple):
    token: str
    kind: str
    code: str
    weight: int


def words(text: str) -> list[str]:
    """The words of a text, lower case, without the empty ones; long words also give their parts. Order is kept."""
    found: list[str] = []
    for run in _CHINESE.findall(text):
        found += [word for word in rjieba.cut_for_search(run) if len(word) > 1]
    found += _LATIN.findall(text.lower())
    return [word for word in dict.fromkeys(found) if word not in _EMPTY]


def whole(text: str) -> str:
    """The text as one token: lower case, nothing but letters, digits and Chinese characters."""
    return "".join(re.findall(r"[\u4e00-\u9fffa-z0-9]+", text.lower()))[:LONGEST]


@lru_cache(maxsize=8192)
def _said(words: tuple[str, ...]) -> tuple[str, ...]:
    """Pinyin and initials of every run of up to four neighbouring words: `shipinjingying` and `spjy` for 食品经营许可."""
    spelt = [lazy_pinyin(word) for word in words]
    found: list[str] = []
    for first in range(len(words)):
        for last in range(first + 1, min(first + 4, len(words)) + 1):
            syllables = [syllable for word in spelt[first:last] for syllable in word]
            found += ["".join(syllables)[:LONGEST], "".join(syllable[:1] for syllable in syllables)[:LONGEST]]
    return tuple(token for token in dict.fromkeys(found) if len(token) > 1)


def _weighed(record: Item | Bundle, summary: str) -> Iterator[tuple[str, int]]:
    yield record.code.lower(), WHOLE
    for title in (record.title.zh, record.title.en):
        yield whole(title), WHOLE
        for word in words(title):
            yield word, WORD
    for name in (record.title.zh, *record.aliases):
        for run in _CHINESE.findall(name):
            for token in _said(tuple(rjieba.cut(run))):
                yield token, SAID
    for alias in record.aliases:
        yield whole(alias), WHOLE
        for word in words(alias):
            yield word, ALIAS_WORD
    for word in words(summary):
        yield word, SUMMARY_WORD


def tokens_of(catalogue: Catalogue) -> list[Token]:
    """Every token of every item and bundle with its largest weight, in a fixed order."""
    found: list[Token] = []
    for item in catalogue.items.values():
        found += _largest("item", item.code, _weighed(item, item.guide.summary.zh))
    for bundle in catalogue.bundles.values():
        found += _largest("bundle", bundle.code, _weighed(bundle, bundle.summary.zh))
    return found


def _largest(kind: str, code: str, weighed: Iterable[tuple[str, int]]) -> list[Token]:
    weights: dict[str, int] = {}
    for token, weight in weighed:
        if token:
            weights[token] = max(weight, weights.get(token, 0))
    return [Token(token, kind, code, weight) for token, weight in sorted(weights.items())]
