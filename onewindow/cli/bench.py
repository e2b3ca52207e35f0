"""`onewindow bench`: how fast the approval of cases and the worklists are, beside what the database itself can do."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg

from onewindow.cli.installation import CommandFailed, migrate_database, open_installation
from onewindow.config.database import UnknownDatabase
from onewindow.config.temporary_postgresql import NoPostgreSQL

if TYPE_CHECKING:
    from onewindow.bench.places import Place

_DATABASE = (
    "where to measure: a file (temporary files beside it), postgresql://USER:PASSWORD@HOST:PORT/NAME (schemas of its own, dropped at "
    "the end), or postgresql:// alone (a temporary server); what is named is never written to; default: temporary files"
)


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("bench", help="measure approvals and worklists beside the bare database")
    parser.set_defaults(needs_installation=False)
    kinds = parser.add_subparsers(dest="bench", metavar="BENCH", required=True)
    approval = kinds.add_parser("approval", help="whole cases, 14 durable transitions each")
    approval.add_argument("--cases", type=_positive, default=200, metavar="N", help="measured cases (default 200)")
    approval.add_argument("--clients", type=_positive, default=1, metavar="C", help="processes at once (default 1)")
    worklist = kinds.add_parser("worklist", help="first page and a later page of a desk's worklist")
    worklist.add_argument("--cases", type=_positive, default=100_000, metavar="N", help="open cases (default 100,000)")
    for kind in (approval, worklist):
        kind.add_argument("--database", metavar="URL", help=_DATABASE)
        kind.add_argument("--json", action="store_true", help="print JSON")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def run(arguments: argparse.Namespace) -> int:
    with _measured_installation(arguments.database) as place:
        if arguments.bench == "approval":
            return _approval(place, arguments)
        return _worklist(place, arguments)


def _approval(place: Place, arguments: argparse.Namespace) -> int:
    from onewindow.bench.approval import RowsDiffer, measure

    try:
        found = measure(place, arguments.cases, arguments.clients)
    except RowsDiffer as error:
        raise CommandFailed(f"the bare database does not hold what the product wrote: {error}") from error
    if arguments.json:
        print(json.dumps(found, indent=2))
    else:
        _print_approval(found)
    return 0


def _worklist(place: Place, arguments: argparse.Namespace) -> int:
    from onewindow.bench.worklist import measure

    found = measure(arguments.cases)
    if arguments.json:
        print(json.dumps(found, indent=2))
    else:
        for name, value in found.items():
            print(f"{name:28} {value}")
    return 0


@contextmanager
def _measured_installation(url: str | None) -> Iterator[Place]:
    """An installation of its own (database, keys), made for this measurement and gone afterwards."""
    from onewindow.bench.places import place

    with tempfile.TemporaryDirectory(prefix="onewindow-") as home:
        os.environ["ONEWINDOW_HOME"] = home
        try:
            with place(url) as found:
                os.environ["DATABASE_URL"] = found.product
                open_installation()
                from django.db import connections

                try:
                    migrate_database()
                    yield found
                finally:
                    connections.close_all()
        except (UnknownDatabase, NoPostgreSQL, psycopg.OperationalError) as error:
            raise CommandFailed(str(error)) from error


def _print_approval(found: dict[str, Any]) -> None:
    print(
        f"{found['database']}, {found['clients']} client(s), {found['cases']} cases of {found['transitions_per_case']} transitions"
    )
    print(f"{'':16}{'cases/s':>10}{'p50 ms':>10}{'p99 ms':>10}{'of it':>8}")
    for name, side, ratio in (
        ("product", found, 1),
        ("raw, same rows", found["raw"], found["ratio_to_raw"]),
        ("raw, minimal", found["minimal"], found["ratio_to_minimal"]),
    ):
        print(f"{name:16}{side['cases_per_s']:>10}{side['p50_ms']:>10}{side['p99_ms']:>10}{ratio:>8}")
    print(f"{found['statements_per_transition']} statements a transition, {found['bytes_per_case']} bytes a case on the disk")
    print(f"{'table':20}{'rows':>10}{'bytes':>12}{'raw rows':>10}{'raw bytes':>12}")
    for table, row in found["tables"].items():
        print(f"{table:20}{row['rows']:>10}{row['bytes']:>12}{row['raw_rows']:>10}{row['raw_bytes']:>12}")
    sys.stdout.flush()
