"""A database is named by a URL, and works the way the write path counts on."""

import sqlite3
import threading
from pathlib import Path

import pytest
from django.db import connection, connections

from onewindow.config.database import UnknownDatabase, database_settings


def test_sqlite_is_named_by_a_path_or_a_url(tmp_path: Path) -> None:
    assert database_settings(str(tmp_path / "a.sqlite3"))["NAME"] == tmp_path / "a.sqlite3"
    assert database_settings(f"sqlite:///{tmp_path}/a.sqlite3")["NAME"] == tmp_path / "a.sqlite3"
    assert database_settings("sqlite:///a.sqlite3")["NAME"] == Path.cwd() / "a.sqlite3"


def test_postgresql_is_named_by_a_url_and_prepares_its_statements() -> None:
    found = database_settings("postgresql://li%20na:p%40ss@db.example:5433/city?sslmode=require")
    assert {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "city",
        "USER": "li na",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
    }
    assert found["OPTIONS"] == {"server_side_binding": True, "prepare_threshold": 0, "sslmode": "require"}


@pytest.mark.parametrize("url", ["mysql://localhost/city", "", "http://127.0.0.1/"])
def test_another_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(UnknownDatabase):
        database_settings(url)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_this_run_uses_the_database_it_was_asked_for(on_postgresql: bool) -> None:
    assert connection.vendor == ("postgresql" if on_postgresql else "sqlite")


@pytest.mark.django_db(transaction=True)
def test_sqlite_keeps_what_it_confirmed_and_a_writer_takes_the_lock_first(on_postgresql: bool) -> None:
    if on_postgresql:
        pytest.skip("about SQLite")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)
    assert connection.transaction_mode == "IMMEDIATE"


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_connections_at_once_see_what_the_other_committed() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE seen_by_both (n integer)")
        cursor.execute("INSERT INTO seen_by_both VALUES (1)")
    seen: list[object] = []

    def read() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT n FROM seen_by_both")
            seen.extend(cursor.fetchall())
        connections.close_all()

    reader = threading.Thread(target=read)
    reader.start()
    reader.join()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE seen_by_both")
    assert seen == [(1,)]


def test_this_sqlite_knows_what_the_kernel_asks() -> None:
    assert sqlite3.sqlite_version_info >= (3, 35), "RETURNING"
