"""`onewindow run`: from an empty folder to a page in the browser, and again without losing anything."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(home: Path, port: int) -> Iterator[list[str]]:
    """The city being served; gives the lines printed before it answers."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    process = subprocess.Popen(
        [sys.executable, "-m", "onewindow", "run", "--demonstration", "--port", str(port)],
        env={**environment, "ONEWINDOW_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield read_until_it_answers(process, port)
        process.send_signal(signal.SIGTERM)
        rest = process.communicate(timeout=40)[0]
        assert process.returncode == 0, rest
    finally:
        process.kill()
        process.wait()


def read_until_it_answers(process: "subprocess.Popen[str]", port: int) -> list[str]:
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith("  zhengjie"):
            break
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            status(port, "/login/")
        except OSError:
            time.sleep(0.2)
        else:
            return lines
    raise AssertionError("".join(lines) + (process.stdout.read() or ""))


def status(port: int, path: str) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_the_city_is_served_from_an_empty_folder_and_kept_when_run_again(tmp_path: Path) -> None:
    port = free_port()
    with running(tmp_path, port) as printed:
        assert any(f"http://127.0.0.1:{port}/" in line for line in printed)
        assert any("李娜" in line for line in printed)
        assert status(port, "/") == 200
        assert status(port, "/static/pages/pages.css") == 200
        assert status(port, "/nothing-of-this-name") == 404
    key = (tmp_path / "keys" / "sealing.key").read_bytes()
    with running(tmp_path, port) as printed:
        assert not any("loading" in line for line in printed)
        assert status(port, "/login/") == 200
    assert (tmp_path / "keys" / "sealing.key").read_bytes() == key
