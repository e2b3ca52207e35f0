"""Invented content for the style guide."""

from __future__ import annotations


def components() -> dict[str, object]:
    """One of each component."""
    return {}
