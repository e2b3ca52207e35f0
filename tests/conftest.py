"""What every test may ask for: a browser, which database it runs on; and a loud end where something was skipped."""

import os
from collections.abc import Iterator

import pytest

pytest_plugins = ["tests.browser"]

NOT_RUN = "ONEWINDOW_TESTS_NOT_RUN"


@pytest.fixture
def on_postgresql() -> bool:
    """Whether this run is the one on PostgreSQL."""
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    yield
    reasons = [line for line in os.environ.get(NOT_RUN, "").splitlines() if line]
    skipped: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        skipped[reason] = skipped.get(reason, 0) + 1
    reasons += [f"{count} test(s): {reason}" for reason, count in skipped.items()]
    if reasons:
        terminalreporter.write_sep("!", "NOT EVERYTHING WAS TESTED", red=True, bold=True)
        for reason in reasons:
            terminalreporter.write_line(f"  not run: {reason}", red=True)
