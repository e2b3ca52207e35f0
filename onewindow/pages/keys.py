"""The key bar of a staff screen: what works now, each key with a click equal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """`key` as browsers name it (F9, j, Control+Enter); with `href` a link, with `form` a submit button of that form."""

    key: str
    word: Any
    href: str = ""
    form: str = ""
    name: str = ""
    value: str = ""

    @property
    def cap(self) -> str:
        """What is written on the key cap."""
        cap = self.key.replace("Control", "Ctrl").replace("+", " ")
        return cap.upper() if len(cap) == 1 else cap
