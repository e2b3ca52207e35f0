"""`onewindow check`: whether this installation can be used, line by line, with what to do where it cannot."""

import argparse
import json
import stat
from collections.abc import Callable
from dataclasses import asdict, dataclass

from onewindow.cli import pango
from onewindow.cli.installation import add_database_argument


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `remedy` is empty when it is in order."""

    subject: str
    remedy: str = ""

    @property
    def is_in_order(self) -> bool:
        return not self.remedy


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("check", help="look whether this installation can be used, and say what to do where not")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    add_database_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    findings = [finding() for finding in CHECKS]
    if arguments.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(f"ok    {finding.subject}" if finding.is_in_order else f"FAIL  {finding.subject}: {finding.remedy}")
    return 0 if all(finding.is_in_order for finding in findings) else 1


def typesetting() -> Finding:
    missing = pango.missing_libraries()
    return Finding("typesetting", f"{', '.join(missing)} missing; {pango.APT_LINE}" if missing else "")


def keys() -> Finding:
    """The keys lie in files that nobody else on the machine can read."""
    from django.conf import settings

    others = stat.S_IRWXG | stat.S_IRWXO
    open_to_others = [path.name for path in settings.ONEWINDOW_KEYS.iterdir() if path.stat().st_mode & others]
    return Finding("keys", f"chmod 600 {' '.join(open_to_others)} in {settings.ONEWINDOW_KEYS}" if open_to_others else "")


def database() -> Finding:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import DatabaseError

    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return Finding("database", f"does not answer: {error}")
    return Finding("database", f"{len(missing)} migrations are missing; run `onewindow migrate`" if missing else "")


def addresses() -> Finding:
    """Outside a demonstration people come by HTTPS."""
    from django.conf import settings

    if settings.ONEWINDOW_DEMONSTRATION or settings.ONEWINDOW_ORIGIN.startswith("https://"):
        return Finding("addresses")
    return Finding("addresses", "set ONEWINDOW_ORIGIN to the https:// address that people use, and ONEWINDOW_HOSTS to its host")


def permissions() -> Finding:
    """Every URL has its row in the permission table."""
    from onewindow.config.permissions import PERMISSIONS
    from onewindow.config.urls import url_names

    missing = sorted(url_names() - PERMISSIONS.keys())
    return Finding("permissions", f"no row for {', '.join(missing)}" if missing else "")


CHECKS: tuple[Callable[[], Finding], ...] = (typesetting, keys, database, addresses, permissions)
