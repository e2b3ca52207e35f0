"""What an item declares, as the rules see it: documents, materials, results, limits, reviews. No texts for people, no database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

Answers = Mapping[str, object]
Condition = Callable[[str, Answers], bool]
"""Evaluates an expression of the product's one language over answers; core is handed it, it never imports an engine."""


class DocumentKey(NamedTuple):
    """One document is a type, whose it is, and whether it is the old one or the one this work yields.

    The seller's 不动产权证 is `PROPCERT:seller:old`, the buyer's is `PROPCERT:buyer:new`.
    """

    type: str
    holder: str = "applicant"
    edition: str = "new"

    def __str__(self) -> str:
        return ":".join(self)

    @classmethod
    def parse(cls, text: str) -> DocumentKey:
        """Read `TYPE`, `TYPE:holder` or `TYPE:holder:edition`; the missing parts are `applicant` and `new`."""
        return cls(*text.split(":"))


class Need(StrEnum):
    """How a material is needed (enum 材料必要性: 1 必要, 2 非必要, 3 容缺后补)."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
    TOLERABLE = "tolerable"


class Source(StrEnum):
    """Who makes a material (enum 材料来源渠道: 10, 20, 30, 40, 99)."""

    APPLICANT = "applicant"
    GOVERNMENT = "government"
    INTERMEDIARY = "intermediary"
    PROCESS = "process"
    OTHER = "other"


class Unit(StrEnum):
    WORKDAY = "workday"
    CALENDAR_DAY = "calendar_day"


@dataclass(frozen=True, slots=True)
class Limit:
    """A period of `days` in `unit`, with its basis and where the number comes from (`item`, `law` or `profile`)."""

    days: int
    unit: Unit = Unit.WORKDAY
    basis: str = ""
    origin: str = "item"


@dataclass(frozen=True, slots=True)
class Material:
    """One document that an item asks for.

    `condition` is an expression over the answers (only with `Need.CONDITIONAL`); materials with the same `group` are
    alternatives, one of which is enough; `shared` says that the city can obtain it without asking (国令716 §7);
    `generated` that the system writes it from the answers; `after` lists documents without which it cannot be made yet.
    """

    key: DocumentKey
    need: Need = Need.REQUIRED
    source: Source = Source.APPLICANT
    shared: bool = False
    generated: bool = False
    condition: str | None = None
    group: str | None = None
    after: tuple[DocumentKey, ...] = ()
    supplement_days: int = 10


@dataclass(frozen=True, slots=True)
class Yield:
    """A document that the item yields. `certificate` is False for results that are data or notes; `years` None is without end."""

    key: DocumentKey
    certificate: bool = True
    years: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewTerm:
    """Another department's opinion inside the item: who, in what role, how many working days after acceptance."""

    department: str
    role: str = "opinion"
    days: int | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ItemTerms:
    """Everything the rules need of one published item version.

    `profile` names a procedure profile; `statutory` and `promised` are limits (None: the profile's); `extension_days` None
    is the profile's; `pausing` lists the procedures of 许可法 §45 that law requires here; `hearing` is `no`, `mandatory` or
    `on_request`; `commitment` says that 告知承诺 is open, `joint` that a joint handling was announced (许可法 §26).
    """

    code: str
    number_code: str
    profile: str
    department: str
    materials: tuple[Material, ...] = ()
    results: tuple[Yield, ...] = ()
    statutory: Limit | None = None
    promised: Limit | None = None
    extension_days: int | None = None
    completeness_days: int | None = None
    reviews: tuple[ReviewTerm, ...] = ()
    pausing: tuple[str, ...] = ()
    hearing: str = "no"
    commitment: bool = False
    on_the_spot: bool = False
    joint: bool = False
    visits: int = 0
    condition: str | None = None
    """Whether a bundle needs this item at all, over the answers; None is always."""
