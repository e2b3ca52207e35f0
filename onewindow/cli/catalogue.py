"""`onewindow catalogue`: publish a directory of files as a version, or write the version in force as files."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from onewindow.cli.installation import CommandFailed


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("catalogue", help="publish or export the catalogue of items and bundles")
    actions = parser.add_subparsers(title="actions", dest="action", metavar="ACTION", required=True)
    publish = actions.add_parser("publish", help="publish the files of a directory; the same content changes nothing")
    publish.add_argument("directory", type=Path, metavar="DIR")
    publish.add_argument(
        "--effective-on", type=date.fromisoformat, metavar="DATE", help="from which day it applies (default: today)"
    )
    publish.add_argument("--notes", default="", help="what changed, for the record")
    export = actions.add_parser("export", help="write the version in force as files")
    export.add_argument("directory", type=Path, metavar="DIR")
    for action in (publish, export):
        action.add_argument("--database", metavar="URL", help="another database than the installation's")


def run(arguments: argparse.Namespace) -> int:
    return _publish(arguments) if arguments.action == "publish" else _export(arguments)


def _publish(arguments: argparse.Namespace) -> int:
    from onewindow.cases.time import now
    from onewindow.catalog import packaged, versions

    try:
        version = versions.publish(
            packaged.read(arguments.directory), actor_id="", at=now(), effective_on=arguments.effective_on, notes=arguments.notes
        )
    except packaged.UnreadableCatalogue as unreadable:
        raise CommandFailed(str(unreadable)) from unreadable
    except versions.CatalogueBroken as broken:
        raise CommandFailed(f"nothing is published, {len(broken.problems)} place(s) do not hold together:\n{broken}") from broken
    print(version.hash)
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from onewindow.catalog import packaged, versions

    try:
        found = versions.current()
    except versions.NoCatalogue as missing:
        raise CommandFailed(str(missing)) from missing
    try:
        packaged.write(versions.records_of(found.hash), arguments.directory)
    except OSError as error:
        raise CommandFailed(f"{arguments.directory}: {error.strerror}") from error
    print(f"{arguments.directory}: {len(found.items)} items, {len(found.bundles)} bundles, version {found.hash}")
    return 0
