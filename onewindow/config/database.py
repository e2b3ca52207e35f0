"""A database named by a URL, as Django's settings: SQLite by default, PostgreSQL when it grows."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"
BUSY_SECONDS = 20


class UnknownDatabase(ValueError):
    """A database URL of a kind that OneWindow does not run on."""


def database_settings(url: str) -> dict[str, Any]:
    """Django's settings for `sqlite:///relative`, `sqlite:////absolute`, a path of a file, or `postgresql://user:password@host:port/name`.

    What follows `?` in a PostgreSQL URL goes to the driver as it is (`?host=/run/postgresql`). Raises UnknownDatabase.
    """
    parts = urlsplit(url)
    if parts.scheme in ("postgresql", "postgres"):
        return _postgresql(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path.removeprefix("/"))))
    if parts.scheme or not url:
        raise UnknownDatabase(f"{url!r}: use sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME")
    return _sqlite(Path(url))


def _sqlite(path: Path) -> dict[str, Any]:
    # IMMEDIATE takes the write lock at BEGIN, so that a transaction which reads and then writes waits its turn instead of
    # failing half-way; FULL makes a commit survive a power cut.
    return {
        "ENGINE": SQLITE,
        "NAME": path.expanduser().absolute(),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": BUSY_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    # Parameters bound by the server and statements prepared at their first use: the write path sends few and equal ones.
    parts = urlsplit(url)
    return {
        "ENGINE": POSTGRESQL,
        "NAME": unquote(parts.path.removeprefix("/")) or "onewindow",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 0, **dict(parse_qsl(parts.query))},
    }
