"""`onewindow walk`: an application for a bundle or an item, or every record of a file, through the whole product by its services."""

from __future__ import annotations

import argparse
import json
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from onewindow.cli.installation import (
    CommandFailed,
    add_database_argument,
    migrate_database,
    open_installation,
    temporary_installation,
)

DEFAULT = "E05"


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("walk", help="take an application through the whole product and print its timeline")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--bundle", metavar="CODE", help=f"a bundle of the demonstration city (default {DEFAULT})")
    what.add_argument("--item", metavar="CODE", help="a single item of the demonstration city")
    what.add_argument("--records", type=Path, metavar="FILE", help="real service items, one JSON object a line; all are walked")
    parser.add_argument("--profile", choices=["guangdong"], default="guangdong", help="how to read the records")
    parser.add_argument("--answers", type=Path, metavar="FILE", help="a JSON object of answers by question")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_database_argument(parser)
    parser.set_defaults(needs_installation=False)


def run(arguments: argparse.Namespace) -> int:
    with ExitStack() as stack:
        if arguments.database:
            open_installation(arguments.database)
            migrate_database()
        else:
            stack.enter_context(temporary_installation())
        if arguments.records:
            from onewindow.cli.walking import records

            return records.walk(arguments.records, as_json=arguments.json)
        return _walk_city(arguments)


def _walk_city(arguments: argparse.Namespace) -> int:
    from onewindow.cli.walking import city

    code = (arguments.bundle or arguments.item or DEFAULT).upper()
    answers = _read_answers(arguments.answers)
    try:
        told = city.walk(code, answers)
    except city.CannotWalk as failure:
        raise CommandFailed(str(failure)) from failure
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False, indent=2, default=_plain))
    else:
        _print(told)
    return 0 if told["finished"] else 1


def _read_answers(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandFailed(f"{path} cannot be read as JSON: {error}") from error
    if not isinstance(found, dict):
        raise CommandFailed(f"{path} must hold a JSON object of answers by question")
    return found


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _print(told: dict[str, Any]) -> None:
    print(f"{told['case']['name']}  {told['case']['number']}")
    for event in told["events"]:
        print(f"  {event['at'][:16].replace('T', ' ')}  {event['item']:<4} {event['kind']}")
    for part in told["parts"]:
        print(f"{part['item']}  {part['number']}  {part['state']}  {part['decision'] or '-'}  {part['certificate'] or '-'}")
