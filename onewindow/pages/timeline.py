"""What happened to a case, newest first: the same list for citizen, clerk, approver and supervisor, cut by rights before it comes here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onewindow.pages.status import KINDS, UnknownStatus


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """`sentence` says what happened, `meaning` in one line what it means for the reader; `href` leads to what came of it."""

    at: datetime
    shape: str
    sentence: Any
    meaning: Any = ""
    href: str = ""
    link: Any = ""

    def __post_init__(self) -> None:
        if self.shape not in KINDS:
            raise UnknownStatus(self.shape)


def build_timeline(entries: Iterable[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """Newest first; of two at one moment the one that came later in `entries` stands first."""
    return tuple(sorted(reversed(list(entries)), key=lambda entry: entry.at, reverse=True))
