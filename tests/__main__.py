"""`make test`: what must hold on both databases on PostgreSQL first, then everything on SQLite.

The closing lines are pytest's for the whole suite, after a loud list of what could not be run and why.
"""

import os
import subprocess
import sys
from collections.abc import Sequence

from tests.conftest import NOT_RUN
from tests.databases import NO_POSTGRESQL

NO_TESTS = 5
PROCESSES = "2"


def main(arguments: Sequence[str]) -> int:
    """Both runs, with pytest's own arguments passed on; 0 only when both passed."""
    pytest = [sys.executable, "-m", "pytest", "-n", PROCESSES, *arguments]
    print("== what must hold on both databases, on PostgreSQL ==", flush=True)
    postgresql = subprocess.run([sys.executable, "-m", "tests.databases", "--", *pytest, "-m", "both_databases"]).returncode
    print("== everything, on SQLite ==", flush=True)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    sqlite = subprocess.run(pytest, env={**environment, NOT_RUN: _not_run(postgresql)}).returncode
    if postgresql not in (0, NO_TESTS, NO_POSTGRESQL):
        print(f"the run on PostgreSQL failed (exit code {postgresql}); see above")
        return sqlite or postgresql
    return sqlite


def _not_run(code: int) -> str:
    if code == NO_POSTGRESQL:
        return "the tests on PostgreSQL: none could be started (the reason is at the top; the Debian package is `postgresql`)"
    return "the tests on PostgreSQL: no test asked for both databases" if code == NO_TESTS else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
