"""`onewindow listeners`: who is called for the events of cases, parts and permits, and what for."""

from __future__ import annotations

import argparse
import json


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("listeners", help="print who listens to the events, and what for")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    from onewindow.ledger.listeners import Listener, listeners

    def place(listener: Listener) -> str:
        return f"{listener.hears.__module__}.{getattr(listener.hears, '__qualname__', '')}"

    found = [{"name": one.name, "purpose": one.purpose, "hears": place(one)} for one in listeners()]
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    for row in found:
        print(f"{row['name']:<12} {row['purpose']}\n{'':<12} {row['hears']}")
    return 0
