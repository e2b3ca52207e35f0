"""The few statements of the write path, run as prepared SQL on Django's own connection, without an ORM call.

On SQLite each statement runs by itself; on PostgreSQL all writes of a transition go as one data-modifying CTE. Everywhere else the ORM is the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any, NamedTuple

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from psycopg.types.numeric import Int8


class Conflict(Exception):
    """Somebody else changed the same row in between: load and decide again."""


class Statement(NamedTuple):
    """One write. `must_change` says that it has to touch exactly one row, else the transaction is a Conflict."""

    sql: str
    parameters: tuple[Any, ...]
    must_change: bool = False


def one_transaction(using: str = DEFAULT_DB_ALIAS, *, one_write: bool = False) -> AbstractContextManager[Any]:
    """Everything or nothing, durable when it returns.

    `one_write` says that the block changes the database by one call of `write` and nothing else. On PostgreSQL that call is a
    single statement and so a transaction by itself, which UNIQUE(stream_id, seq) refuses when somebody was faster since the
    block's reads: nothing is put around it, and two of four round trips are saved.
    """
    connection = connections[using]
    if connection.in_atomic_block or not connection.get_autocommit():
        return transaction.atomic(using=using)
    if connection.vendor == "sqlite":
        return _SqliteTransaction(connection)
    return nullcontext() if one_write else transaction.atomic(using=using)


class _SqliteTransaction:
    """What an outermost `atomic()` does, in two calls: its bookkeeping alone takes a fifth of a transition's time.

    Django is told that a block is open, so `atomic()` inside makes savepoints and `on_commit` waits for the end.
    """

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def __enter__(self) -> None:
        connection = self.connection
        with connection.wrap_database_errors:
            connection.connection.execute("BEGIN IMMEDIATE")
        connection.in_atomic_block, connection.autocommit, connection.needs_rollback = True, False, False

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        connection, raw = self.connection, self.connection.connection
        connection.in_atomic_block, connection.autocommit = False, True
        committed = False
        try:
            if error is None and not connection.needs_rollback:
                with connection.wrap_database_errors:
                    raw.execute("COMMIT")
                committed = True
        finally:
            if not committed:
                connection.run_on_commit = []
                if raw.in_transaction:
                    raw.execute("ROLLBACK")
        if connection.run_on_commit:
            connection.run_and_clear_commit_hooks()


def read(sql: str, parameters: Sequence[Any], using: str = DEFAULT_DB_ALIAS) -> list[tuple[Any, ...]]:
    """Rows of one prepared query; `sql` uses %s on every database."""
    connection = connections[using]
    if connection.connection is None:
        connection.ensure_connection()
    with connection.wrap_database_errors:
        if connection.vendor == "sqlite":
            found: list[tuple[Any, ...]] = connection.connection.execute(_for_sqlite(sql), parameters).fetchall()
            return found
        with connection.connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows


def write(statements: Sequence[Statement], using: str = DEFAULT_DB_ALIAS) -> None:
    """Run the writes of one transition inside the caller's transaction; raises Conflict and Django's IntegrityError."""
    connection = connections[using]
    with connection.wrap_database_errors:
        if connection.vendor == "sqlite":
            raw = connection.connection
            for statement in statements:
                cursor = raw.execute(_for_sqlite(statement.sql), statement.parameters)
                if statement.must_change and cursor.rowcount != 1:
                    raise Conflict
            return
        sql = _together(tuple((statement.sql, statement.must_change) for statement in statements))
        # Whole numbers all go as BIGINT: by their size they would go as three types, and each mixture would be prepared anew.
        parameters = [Int8(value) if type(value) is int else value for statement in statements for value in statement.parameters]
        try:
            connection.connection.execute(sql, parameters)
        except psycopg.errors.DivisionByZero as none_changed:
            raise Conflict from none_changed


@cache
def _for_sqlite(sql: str) -> str:
    return sql.replace("%s", "?")


@cache
def _together(statements: tuple[tuple[str, bool], ...]) -> str:
    """One CTE of all writes; the closing SELECT divides by zero, which undoes all, unless each write that must change a row did."""
    parts = ", ".join(f"w{n} AS ({sql} RETURNING 1)" for n, (sql, _) in enumerate(statements))
    changed = " AND ".join(f"(SELECT count(*) FROM w{n}) = 1" for n, (_, must_change) in enumerate(statements) if must_change)  # noqa: S608
    return f"WITH {parts} SELECT 1 / CASE WHEN {changed or 'true'} THEN 1 ELSE 0 END"
