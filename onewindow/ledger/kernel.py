"""The few statements of the write path, run as prepared SQL on Django's own connection, without an ORM call.

On SQLite each statement runs by itself; on PostgreSQL all writes of a transition go as one data-modifying CTE. Everywhere else the ORM is the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction


class Conflict(Exception):
    """Somebody else changed the same row in between: load and decide again."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One write. `must_change` says that it has to touch exactly one row, else the transaction is a Conflict."""

    sql: str
    parameters: tuple[Any, ...]
    must_change: bool = False


@contextmanager
def one_transaction(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Everything or nothing, durable when it returns."""
    with transaction.atomic(using=using):
        yield


def read(sql: str, parameters: Sequence[Any], using: str = DEFAULT_DB_ALIAS) -> list[tuple[Any, ...]]:
    """Rows of one prepared query; `sql` uses %s on every database."""
    connection = connections[using]
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
        sql, expected = _together(tuple((statement.sql, statement.must_change) for statement in statements))
        parameters = [value for statement in statements for value in statement.parameters]
        with connection.connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            if expected and cursor.fetchone() != (True,):
                raise Conflict


@cache
def _for_sqlite(sql: str) -> str:
    return sql.replace("%s", "?")


@cache
def _together(statements: tuple[tuple[str, bool], ...]) -> tuple[str, bool]:
    """One CTE of all writes; the closing SELECT says whether each write that must change a row changed one."""
    if len(statements) == 1 and not statements[0][1]:
        return statements[0][0], False
    parts = [f"w{n} AS ({sql} RETURNING 1)" for n, (sql, _) in enumerate(statements)]
    checks = [f"(SELECT count(*) FROM w{n}) = 1" for n, (_, must_change) in enumerate(statements) if must_change]  # noqa: S608
    return f"WITH {', '.join(parts)} SELECT {' AND '.join(checks) or 'true'}", True
