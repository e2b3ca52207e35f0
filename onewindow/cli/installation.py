"""Opening an installation from the command line: which database, which folder, Django set up."""

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onewindow.config.database import UnknownDatabase, database_settings


class CommandFailed(Exception):
    """A subcommand cannot do what it was asked; the text says why and what to do."""


def add_database_argument(parser: argparse.ArgumentParser) -> None:
    """Offer `--database URL`; without it DATABASE_URL is used, else the SQLite file of this installation."""
    parser.add_argument(
        "--database",
        metavar="URL",
        help="a file, sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME; default: DATABASE_URL, else a file in var/",
    )


def open_installation(database: str | None = None) -> None:
    """Set Django up on the given database, or on the one that the environment names. Raises CommandFailed for an unknown URL."""
    if database:
        try:
            database_settings(database)
        except UnknownDatabase as error:
            raise CommandFailed(str(error)) from error
        os.environ["DATABASE_URL"] = database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onewindow.config.settings")
    import django

    django.setup()


@contextmanager
def temporary_installation() -> Iterator[Path]:
    """An installation of its own (database, keys and files) in a folder that is removed at the end; gives the folder.

    For commands that must leave no trace, such as `walk`. It is the installation of this process: call it before anything
    else opened one, and call nothing after it.
    """
    with tempfile.TemporaryDirectory(prefix="onewindow-") as folder:
        os.environ["ONEWINDOW_HOME"] = folder
        os.environ.pop("DATABASE_URL", None)
        open_installation()
        migrate_database()
        try:
            yield Path(folder)
        finally:
            from django.db import connections

            connections.close_all()


def migrate_database(verbosity: int = 0) -> None:
    """Bring the tables of the open installation to this version. Nothing is lost; what is done already is not done again."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=verbosity)
