"""What `_field.html` and `_error_summary.html` show: one question with its answer, source and error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

FIELD_KINDS = ("text", "number", "date", "tel", "long", "select", "choice", "choices", "file")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose."""

    value: str
    label: Any
    hint: Any = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file already saved for this field."""

    name: str
    note: Any = ""


@dataclass(frozen=True, slots=True)
class ScreenField:
    """A field as it is shown: `source` says where a pre-filled value comes from (来自不动产登记，2026年3月1日), `width` is short, medium or empty."""

    name: str
    label: Any
    kind: str = "text"
    value: Any = ""
    hint: Any = ""
    unit: Any = ""
    source: Any = ""
    error: Any = ""
    width: str = ""
    choices: tuple[Choice, ...] = ()
    accept: str = ""
    autocomplete: str = ""
    held: HeldFile | None = None

    @property
    def id(self) -> str:
        return f"field-{self.name}"

    @property
    def described_by(self) -> str:
        """The ids of hint, error, unit and source that exist, for a screen reader."""
        plain = self.kind not in ("choice", "choices", "file")
        parts = (("hint", self.hint), ("error", self.error), ("unit", self.unit and plain), ("source", self.source))
        return " ".join(f"{self.id}-{part}" for part, there in parts if there)


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary: the id it leads to, the field's label, and the same sentence as at the field."""

    field: str
    label: Any
    sentence: Any

    @property
    def is_question(self) -> bool:
        """A label that ends with a question mark needs no colon after it."""
        return str(self.label).endswith(("？", "?"))


def problems_of(fields: Iterable[ScreenField]) -> tuple[Problem, ...]:
    """The error summary of these fields, in their order."""
    return tuple(Problem(field.id, field.label, field.error) for field in fields if field.error)
