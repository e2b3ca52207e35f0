"""What the database itself can do: the same writes, already computed, as prepared SQL, one transaction each. Imports nothing of the product."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import Any, NamedTuple

import psycopg

Write = tuple[str, tuple[Any, ...]]
"""One statement with %s for its parameters, and the parameters."""
Connection = Any
"""A connection of sqlite3 or psycopg in autocommit mode."""

DURABLE = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY"
BUSY_SECONDS = 20
PREPARED_STATEMENTS = 1000
MINIMAL_TABLES = (
    "CREATE TABLE event (stream_id varchar(26) NOT NULL, seq integer NOT NULL, body {bytes} NOT NULL, PRIMARY KEY (stream_id, seq))",
    "CREATE TABLE state (id varchar(26) PRIMARY KEY, version integer NOT NULL, snapshot {bytes} NOT NULL)",
)
_EVENT = "INSERT INTO event (stream_id, seq, body) VALUES (%s, %s, %s)"
_STATE = "INSERT INTO state (id, version, snapshot) VALUES (%s, %s, %s)"
_NEW_STATE = "UPDATE state SET version = %s, snapshot = %s WHERE id = %s AND version = %s"


class Transition(NamedTuple):
    """The writes of one transition, ready to be sent."""

    writes: tuple[Write, ...]


class Step(NamedTuple):
    """What a minimal event store has to keep of one transition: the event's bytes and the new state's."""

    stream_id: str
    event: bytes
    state: bytes


def connect(url: str) -> Connection:
    """A connection of its own to a file of SQLite or a PostgreSQL, as durable as the product's."""
    if url.startswith("postgresql"):
        server = psycopg.connect(url, autocommit=True, prepare_threshold=0)
        server.prepared_max = PREPARED_STATEMENTS
        return server
    file = sqlite3.connect(url, isolation_level=None, timeout=BUSY_SECONDS, cached_statements=PREPARED_STATEMENTS)
    file.executescript(DURABLE)
    return file


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    """A connection that is closed when the block ends."""
    connection = connect(url)
    try:
        yield connection
    finally:
        connection.close()


def is_sqlite(connection: Connection) -> bool:
    return isinstance(connection, sqlite3.Connection)


def make_minimal_tables(connection: Connection) -> None:
    kind = "blob" if is_sqlite(connection) else "bytea"
    for table in MINIMAL_TABLES:
        connection.execute(table.format(bytes=kind))


def prepared(connection: Connection, transitions: Iterable[Sequence[Write]]) -> list[Transition]:
    """The transitions as this database takes them fastest: SQLite statement by statement, PostgreSQL as one statement."""
    if is_sqlite(connection):
        return [Transition(tuple((sql.replace("%s", "?"), values) for sql, values in writes)) for writes in transitions]
    return [Transition((_together(writes),)) for writes in transitions]


def _together(writes: Sequence[Write]) -> Write:
    """All writes as one data-modifying CTE, which is a transaction by itself."""
    *first, (last, _) = writes
    parts = ", ".join(f"w{n} AS ({sql})" for n, (sql, _) in enumerate(first))
    return (f"WITH {parts} {last}" if parts else last), tuple(value for _, values in writes for value in values)


def minimal(steps: Iterable[Step]) -> list[list[Write]]:
    """One event and one state for each transition, each stream from its first event on."""
    versions: dict[str, int] = {}
    found: list[list[Write]] = []
    for stream_id, event, state in steps:
        version = versions.get(stream_id, 0)
        versions[stream_id] = version + 1
        kept = (_NEW_STATE, (version + 1, state, stream_id, version)) if version else (_STATE, (stream_id, 1, state))
        found.append([(_EVENT, (stream_id, version + 1, event)), kept])
    return found


def replay(connection: Connection, transitions: Iterable[Transition]) -> list[float]:
    """Run them one after another, each durable when it returns; seconds of each."""
    seconds = []
    one_by_one = is_sqlite(connection)
    execute = connection.execute if one_by_one else connection.cursor().execute
    for (writes,) in transitions:
        began = perf_counter()
        if one_by_one:
            execute("BEGIN IMMEDIATE")
            for sql, values in writes:
                execute(sql, values).fetchall()
            execute("COMMIT")
        else:
            execute(*writes[0])
        seconds.append(perf_counter() - began)
    return seconds
