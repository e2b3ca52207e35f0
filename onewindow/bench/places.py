"""Where a measurement runs: databases of its own, beside each other on the disk or the server to be measured, and gone afterwards."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from onewindow.bench import raw
from onewindow.config.database import POSTGRESQL, database_settings
from onewindow.config.temporary_postgresql import temporary_postgresql

TEMPORARY_POSTGRESQL = "postgresql://"


@dataclass(frozen=True, slots=True)
class Place:
    """Three databases of one kind: the product's, the one for the same rows, the one for the least rows. URLs, or files of SQLite."""

    kind: str
    product: str
    same_rows: str
    minimal: str


@contextmanager
def place(url: str | None) -> Iterator[Place]:
    """A place to measure: without a URL temporary files, with `postgresql://` alone a temporary server.

    A named database is never written to: measured is in files beside it, or in schemas of their own that are dropped at the
    end. Raises UnknownDatabase and NoPostgreSQL.
    """
    with ExitStack() as stack:
        if url == TEMPORARY_POSTGRESQL:
            url = stack.enter_context(temporary_postgresql())
        if url is not None and database_settings(url)["ENGINE"] == POSTGRESQL:
            yield stack.enter_context(_schemas(url))
        else:
            beside = database_settings(url)["NAME"].parent if url else None
            yield stack.enter_context(_files(beside))


@contextmanager
def _files(beside: Path | None) -> Iterator[Place]:
    with tempfile.TemporaryDirectory(prefix="onewindow-bench-", dir=beside) as folder:
        yield Place("sqlite", *(str(Path(folder) / f"{name}.sqlite3") for name in ("product", "same-rows", "minimal")))


@contextmanager
def _schemas(url: str) -> Iterator[Place]:
    stem = f"onewindow_bench_{os.urandom(4).hex()}"
    names = [f"{stem}_{name}" for name in ("product", "same_rows", "minimal")]
    with psycopg.connect(url, autocommit=True) as connection:
        for name in names:
            connection.execute(f"CREATE SCHEMA {name}")
        try:
            yield Place("postgresql", *(_in_schema(url, name) for name in names))
        finally:
            for name in names:
                connection.execute(f"DROP SCHEMA {name} CASCADE")


def _in_schema(url: str, name: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}options={quote(f'-c search_path={name}')}"


def copy_tables(source: str, target: str, tables: Sequence[str]) -> None:
    """Make the tables in `target` as they are in `source`: columns, keys and indexes, no rows."""
    with raw.opened(source) as old, raw.opened(target) as new:
        if raw.is_sqlite(old):
            marks = ", ".join("?" * len(tables))
            wanted = f"SELECT sql FROM sqlite_master WHERE tbl_name IN ({marks}) AND sql IS NOT NULL ORDER BY type DESC"  # noqa: S608
            for (sql,) in old.execute(wanted, tables).fetchall():
                new.execute(sql)
            return
        schema = old.execute("SELECT current_schema()").fetchone()[0]
        for table in tables:
            new.execute(f"CREATE TABLE {table} (LIKE {schema}.{table} INCLUDING ALL)")


def contents(url: str, tables: Sequence[str]) -> dict[str, tuple[int, int]]:
    """For each table its rows and their bytes: texts and blobs as long as they are, every other value that is not null 8."""
    with raw.opened(url) as connection:
        return {table: _content(connection, table) for table in tables}


def _content(connection: raw.Connection, table: str) -> tuple[int, int]:
    if raw.is_sqlite(connection):
        columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
        size = "CASE typeof({0}) WHEN 'null' THEN 0 WHEN 'text' THEN length(CAST({0} AS blob)) WHEN 'blob' THEN length({0}) ELSE 8 END"
    else:
        columns = [column.name for column in connection.execute(f"SELECT * FROM {table} LIMIT 0").description]  # noqa: S608
        size = (
            "CASE WHEN {0} IS NULL THEN 0 WHEN pg_typeof({0})::text IN ('character varying', 'text') THEN octet_length({0}::text) "
            + ("WHEN pg_typeof({0})::text = 'bytea' THEN octet_length({0}::text) / 2 - 1 ELSE 8 END")
        )
    total = " + ".join(size.format(f'"{name}"') for name in columns)
    rows, bytes_ = connection.execute(f"SELECT count(*), coalesce(sum({total}), 0) FROM {table}").fetchone()  # noqa: S608
    return rows, int(bytes_)


def stored_bytes(url: str) -> int:
    """What the database takes on the disk now, tables with their indexes, without the room that later rows will use again.

    That room is free pages in SQLite, dead row versions in PostgreSQL: the latter are vacuumed away first.
    """
    with raw.opened(url) as connection:
        if raw.is_sqlite(connection):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            (free,) = connection.execute("PRAGMA freelist_count").fetchone()
            (size,) = connection.execute("PRAGMA page_size").fetchone()
            return int((pages - free) * size)
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()
        for (table,) in tables:
            connection.execute(f"VACUUM FULL {table}")
        sizes = "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        return int(connection.execute(sizes).fetchone()[0] or 0)
