"""`onewindow migrate`: bring the tables of a database to this version."""

import argparse

from onewindow.cli.installation import add_database_argument, migrate_database


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("migrate", help="bring the tables of the database to this version (nothing is lost)")
    add_database_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    migrate_database(verbosity=1)
    return 0
