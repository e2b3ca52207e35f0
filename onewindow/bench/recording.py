"""Notes what the kernel really writes, and how many statements it takes, while the product runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

from onewindow.bench.raw import Write
from onewindow.ledger import kernel
from onewindow.ledger.kernel import Statement

_TABLE = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)")
_TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


class Recording:
    """The writes since the last `take`, and all statements so far (BEGIN and COMMIT are not counted)."""

    def __init__(self) -> None:
        self.statements = 0
        self._one_statement = connection.vendor != "sqlite"
        self._writes: list[Statement] = []

    def take(self) -> list[Write]:
        """The writes since the last call."""
        taken, self._writes = self._writes, []
        return [(sql, parameters) for sql, parameters, *_ in taken]

    def wrote(self, statements: Sequence[Statement]) -> None:
        self.statements += 1 if self._one_statement else len(statements)
        self._writes += statements

    def did_read(self, sql: str, parameters: Sequence[Any]) -> None:
        self.statements += 1
        if not sql.startswith("SELECT"):
            self._writes.append(Statement(sql, tuple(parameters)))


@contextmanager
def recorded() -> Iterator[Recording]:
    """Record everything that goes through the kernel, and count what goes past it through the ORM."""
    recording = Recording()
    read, write = kernel.read, kernel.write

    def noted_read(sql: str, parameters: Sequence[Any], using: str = "default") -> list[tuple[Any, ...]]:
        recording.did_read(sql, parameters)
        return read(sql, parameters, using)

    def noted_write(statements: Sequence[Statement], using: str = "default") -> None:
        recording.wrote(statements)
        write(statements, using)

    def noted_orm(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        recording.statements += not sql.startswith(_TRANSACTION)
        return execute(sql, parameters, many, context)

    kernel.read, kernel.write = noted_read, noted_write
    try:
        with connection.execute_wrapper(noted_orm):
            yield recording
    finally:
        kernel.read, kernel.write = read, write


def tables_of(writes: Sequence[Write]) -> set[str]:
    """The tables that these statements write."""
    return {found.group(1) for sql, _ in writes if (found := _TABLE.match(sql))}
