"""The benchmarks run and measure what they say; how fast they are is nobody's test."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest

pytestmark = pytest.mark.both_databases
FIGURES = {"cases_per_s", "p50_ms", "p99_ms"}
APPROVAL = FIGURES | {
    "bytes_per_case",
    "statements_per_transition",
    "ratio_to_raw",
    "ratio_to_minimal",
    "raw",
    "minimal",
    "tables",
}


def bench(*arguments: str) -> dict[str, Any]:
    given = os.environ.get("DATABASE_URL")
    database: Sequence[str] = ("--database", given) if given else ()
    command = [sys.executable, "-m", "onewindow", "bench", *arguments, *database, "--json"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def approval() -> dict[str, Any]:
    return bench("approval", "--cases", "3")


def test_a_whole_case_is_measured_beside_the_rows_that_it_wrote(approval: dict[str, Any]) -> None:
    assert approval.keys() >= APPROVAL
    assert (approval["cases"], approval["clients"], approval["transitions_per_case"]) == (3, 1, 14)
    assert approval["raw"].keys() == approval["minimal"].keys() == FIGURES
    assert all(approval[name] > 0 for name in APPROVAL - {"raw", "minimal", "tables"})
    for table, row in approval["tables"].items():
        assert (row["rows"], row["bytes"]) == (row["raw_rows"], row["raw_bytes"]), table


def test_every_transition_leaves_its_event_its_answer_and_its_hand_over(approval: dict[str, Any]) -> None:
    tables, cases = approval["tables"], approval["cases_stored"]
    assert tables["ledger_answer"]["rows"] == 14 * cases
    assert tables["ledger_event"]["rows"] >= 14 * cases
    assert tables["cases_form"]["bytes"] >= 500 * cases, "2 KB of answers, deflated before they are sealed"
    assert tables["ledger_outbox"]["rows"] > 0
    assert tables["cases_work"]["rows"] == 0, "closed cases have nothing to be done"


def test_several_clients_share_the_cases_out() -> None:
    found = bench("approval", "--cases", "5", "--clients", "2")
    assert (found["cases"], found["clients"]) == (6, 2)
    assert found["cases_per_s"] > 0


def test_pages_of_a_worklist_follow_each_other() -> None:
    found = bench("worklist", "--cases", "300")
    assert found["cases"] == 300
    assert found["open_work"] >= 300
    assert {"first_page_p95_ms", "later_page_p95_ms"} <= found.keys()
