"""Core stands on plain Python, and time comes from one place."""

import ast
import sys
from pathlib import Path

import pytest

import onewindow

ROOT = Path(onewindow.__file__).parent
DOORS = {"portal", "counter", "review", "cli", "config", "pages"}
THE_ONE_SOURCE = "cases/time.py"
IDENTIFIERS = "ledger/ids.py"
"""Its milliseconds make new rows sort last; nothing reads them as a moment."""
ALWAYS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "time.time", "time.time_ns", "Now"}
WITHOUT_A_MOMENT = {"localdate", "localtime", "timezone.localdate", "timezone.localtime", "time.localtime", "time.gmtime"}


def modules(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def clocks_read(path: Path) -> list[int]:
    """Lines that ask a clock. A function `now` that was handed in asks none; one that is imported does."""
    tree = ast.parse(path.read_text("utf-8"))
    taken = {alias.asname or alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    lines = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        if name in ALWAYS or (name in WITHOUT_A_MOMENT and not node.args) or (name == "now" and "now" in taken):
            lines.append(node.lineno)
    return lines


@pytest.mark.parametrize("path", modules(ROOT / "core"), ids=lambda path: path.stem)
def test_core_imports_the_standard_library_and_itself_only(path):
    strangers = {
        name
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("onewindow.core")
    }
    assert not strangers


@pytest.mark.parametrize("path", modules(ROOT / "core"), ids=lambda path: path.stem)
def test_core_reads_and_writes_nothing(path):
    assert not imported(path) & {
        "os",
        "io",
        "pathlib",
        "socket",
        "sqlite3",
        "random",
        "time",
        "threading",
        "subprocess",
        "logging",
    }
    assert "open(" not in path.read_text("utf-8")


def test_below_the_doors_only_one_module_asks_a_clock():
    found = {
        str(path.relative_to(ROOT)): lines
        for path in modules(ROOT)
        if path.relative_to(ROOT).parts[0] not in DOORS and (lines := clocks_read(path))
    }
    assert set(found) - {THE_ONE_SOURCE, IDENTIFIERS} == set(), found
    assert THE_ONE_SOURCE in found
