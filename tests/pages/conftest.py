"""A demonstration site for the tests of screens."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def demonstration(settings: Any) -> None:
    """The site as `make run` starts it."""
    settings.ONEWINDOW_DEMONSTRATION = True
