"""`onewindow sweep`: remove files of abandoned uploads that nothing refers to, and answers to keys older than thirty days."""

from __future__ import annotations

import argparse

from onewindow.cli.installation import add_database_argument


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("sweep", help="remove files of abandoned uploads and answers to old keys")
    add_database_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    from onewindow.cases.evidence import referenced_files
    from onewindow.cases.time import now
    from onewindow.cases.worker import forget_keys
    from onewindow.files.storage import sweep_orphans

    at = now()
    files = sweep_orphans(at=at, referenced=referenced_files())
    keys = forget_keys(at)
    print(f"{files} files and {keys} answers to old keys removed")
    return 0
