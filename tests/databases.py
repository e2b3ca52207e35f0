"""Runs a command with a PostgreSQL of its own.

    python -m tests.databases -- pytest -m both_databases

runs the command with DATABASE_URL set. Exit code 69 says that no PostgreSQL could be had, and why.
"""

import os
import re
import subprocess
import sys
from collections.abc import Sequence

import psycopg

from onewindow.config.temporary_postgresql import NoPostgreSQL, temporary_postgresql

NO_POSTGRESQL = 69


def main(arguments: Sequence[str]) -> int:
    """Run the command after `--` with DATABASE_URL naming a temporary PostgreSQL; its exit code."""
    command = list(arguments[1:] if arguments[:1] == ["--"] else arguments)
    try:
        with temporary_postgresql(durable=False) as url:
            with psycopg.connect(url) as connection:
                version = re.split(r"\s", str(connection.info.parameter_status("server_version")))[0]
            print(f"PostgreSQL {version} at {url}", flush=True)
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode
    except NoPostgreSQL as reason:
        print(f"no PostgreSQL: {reason}", file=sys.stderr)
        return NO_POSTGRESQL


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
