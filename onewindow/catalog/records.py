"""What a published catalogue says to people and to the rules: frozen records. Not: how they are stored or read from files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onewindow.core.terms import DocumentKey, ItemTerms, Limit


@dataclass(frozen=True, slots=True)
class Text:
    """Words in Chinese and, where somebody wrote it, in English."""

    zh: str
    en: str = ""

    def name(self, lang: str = "zh") -> str:
        """The English words if asked for and written, else the Chinese; the caller then marks `lang="zh"`."""
        return self.en if lang.startswith("en") and self.en else self.zh

    def language(self, lang: str = "zh") -> str:
        """In which language `name(lang)` answers: `en` or `zh`."""
        return "en" if lang.startswith("en") and self.en else "zh"

    def __str__(self) -> str:
        return self.zh


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document: who issues it, whose it is (`person`, `firm`, `both`), whether it exists as an electronic certificate.

    `category` is the national kind (证照, 证明, 批文, 数据, 表单 …); `source` the enum 材料来源渠道 (10, 20, 30, 40, 99); `names` says
    what people call it by holder and edition (`seller:old`) where that is more than the type's name.
    """

    code: str
    title: Text
    category: str
    source: str
    issuer: Text
    holder: str
    electronic: bool
    names: Mapping[str, Text] = field(default_factory=dict)

    def name(self, lang: str = "zh") -> str:
        return self.title.name(lang)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked on one page.

    `label` is its short name on forms and certificates, `schema` the JSON Schema of this one answer, `condition` an expression
    over the other answers (None: always asked), `choices` pairs of value and words, `unit` what stands inside the box at right,
    `shared_fact` where the value may be pre-filled from (`holding:HOUSE.area`), `group` the heading under which the answers are
    checked together.
    """

    id: str
    title: Text
    label: Text
    hint: Text
    schema: Mapping[str, object]
    condition: str | None = None
    choices: tuple[tuple[str, Text], ...] = ()
    unit: Text | None = None
    shared_fact: str | None = None
    group: Text = Text("基本情况", "The basics")

    @property
    def page(self) -> str:
        """Each question has a page of its own."""
        return self.id


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold of the answers before the item can be applied for: an expression, and what to tell when it does not hold."""

    expression: str
    message: Text
    basis: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class MaterialNote:
    """What people read about one material: why it is needed, how to make it, and how many copies the window takes on paper."""

    key: DocumentKey
    why: Text
    how: Text = Text("")
    original: int = 1
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the procedure: its name, what happens, who acts (`applicant`, or a department code)."""

    title: Text
    text: Text
    actor: str


@dataclass(frozen=True, slots=True)
class Guide:
    """The published guide (国令716 §6; 行政许可法 §30): who, on what conditions, how, what it costs, where."""

    summary: Text
    who: Text
    conditions: tuple[Text, ...]
    how: tuple[Text, ...]
    steps: tuple[Step, ...]
    questions: tuple[tuple[Text, Text], ...]
    fee: Text
    where: Text
    phone: str
    basis: tuple[str, ...]
    renewal: Text = Text("")


@dataclass(frozen=True, slots=True)
class Item:
    """One published version of an item. `terms` is all that the rules read; everything else is for people.

    `fields` are the questions whose answers are written into the application form and the certificate; `provenance` says of each
    part of the record whether law, an official list or an illustration stands behind it.
    """

    code: str
    title: Text
    terms: ItemTerms
    guide: Guide
    kind: str
    handling_code: str
    applicants: tuple[str, ...]
    fields: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    notes: Mapping[DocumentKey, MaterialNote] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    illustrative_reviews: frozenset[str] = frozenset()
    provenance: Mapping[str, str] = field(default_factory=dict)

    def name(self, lang: str = "zh") -> str:
        return self.title.name(lang)

    @property
    def promised(self) -> Limit | None:
        return self.terms.promised

    @property
    def is_illustrative(self) -> bool:
        """Whether any part of what the guide says is an illustration and not the act of a real body."""
        return any(value.startswith("illustrative") for value in self.provenance.values())


@dataclass(frozen=True, slots=True)
class Joint:
    """An announced joint handling (行政许可法 §26): since when, on what basis, and which items are decided together."""

    announced_on: str
    basis: str
    items: tuple[str, ...]
    illustrative: bool = True


@dataclass(frozen=True, slots=True)
class Bundle:
    """A set of items that people do as one thing (一件事). The order of work is not in here: it is computed."""

    code: str
    title: Text
    outcome: Text
    summary: Text
    lead: str
    items: tuple[str, ...]
    applicants: tuple[str, ...]
    joint: Joint | None = None
    aliases: tuple[str, ...] = ()
    theme: Text = Text("")
    provenance: Mapping[str, str] = field(default_factory=dict)

    def name(self, lang: str = "zh") -> str:
        return self.title.name(lang)


@dataclass(frozen=True, slots=True)
class Office:
    """A department as the catalogue names it: the code, what people call it and in English."""

    code: str
    title: Text

    def name(self, lang: str = "zh") -> str:
        return self.title.name(lang)
