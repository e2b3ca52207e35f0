"""`onewindow rebuild`: compare every part with its events, and with `--repair` write it again from them."""

from __future__ import annotations

import argparse

from onewindow.cli.installation import add_database_argument


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("rebuild", help="compare every part with its events; --repair writes it again from them")
    parser.add_argument("--repair", action="store_true", help="write what differs again from the events")
    add_database_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    from rich.progress import track

    from onewindow.cases.rebuild import all_parts, differences, repair

    parts = list(all_parts())
    wrong = {}
    for part in track(parts, description="parts", transient=True):
        found = differences(part)
        if found:
            wrong[part] = found
            if arguments.repair:
                repair(part)
    for part, found in wrong.items():
        print(f"{part}: {', '.join(found)}")
    done = "repaired" if arguments.repair else "differ"
    print(f"{len(parts)} parts, {len(wrong)} {done}")
    return 0 if arguments.repair or not wrong else 1
