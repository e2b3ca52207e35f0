"""Where something stands, always said as shape + word + colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

KINDS = ("done", "doing", "wait", "stop", "you", "soon", "bad")
"""已办成 · 正在办 · 等待 · 不算时间 · 请您办 · 快到期 · 超期或错误. Each has its own shape, so that a grey print still tells them apart."""


class UnknownStatus(ValueError):
    """A status without a shape of its own cannot be shown."""


@dataclass(frozen=True, slots=True)
class Status:
    """`kind` chooses shape and colour; `word` is what people read."""

    kind: str
    word: Any

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise UnknownStatus(self.kind)
