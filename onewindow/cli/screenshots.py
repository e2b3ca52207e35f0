"""`onewindow screenshots`: the pictures of the documentation, taken in a browser from a case that was walked for them."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from onewindow.cli.installation import CommandFailed, open_installation

if TYPE_CHECKING:
    from onewindow.cli.walking.story import Story

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
START_SECONDS = 120
COLOURS = 192


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("screenshots", help="take the pictures of the documentation in a temporary demonstration")
    parser.add_argument("--out", type=Path, default=Path("docs/pictures"), metavar="DIR", help="default: docs/pictures")
    parser.add_argument("--only", metavar="NAME", help="only the pictures whose name contains NAME")
    parser.set_defaults(needs_installation=False)


def run(arguments: argparse.Namespace) -> int:
    executable = _chromium()
    try:
        import playwright  # noqa: F401  only `make venv` installs it
    except ImportError as missing:
        raise CommandFailed("playwright is not installed; `make venv` installs it") from missing
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="onewindow-pictures-") as home, _serving(home) as site:
        story = _tell_story(home, site)
        from onewindow.cli.walking.photographs import photographs

        for name, picture in photographs(executable, site, story, only=arguments.only or ""):
            path = arguments.out / f"{name}.png"
            path.write_bytes(_compressed(picture))
            print(f"{path}  {path.stat().st_size // 1024} KB", flush=True)
    return 0


def _chromium() -> str:
    named = os.environ.get("CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if named is None:
        raise CommandFailed("no Chromium: install Debian's package `chromium`, or name one in CHROMIUM")
    return named


@contextmanager
def _serving(home: str) -> Iterator[str]:
    """The demonstration, served by a process of its own on a free port; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    command = [sys.executable, "-m", "onewindow", "run", "--demonstration", "--no-worker", "--port", str(port)]
    process = subprocess.Popen(command, env={**environment, "ONEWINDOW_HOME": home}, stdout=subprocess.DEVNULL)
    site = f"http://127.0.0.1:{port}"
    try:
        _wait(process, f"{site}/login/")
        yield site
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise CommandFailed("the demonstration does not answer; `onewindow run --demonstration` says why")


def _tell_story(home: str, site: str) -> Story:
    """Walk the case in the database that is being served, and seal what came of it."""
    # Playwright's loop runs in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    os.environ.update(ONEWINDOW_HOME=home, ONEWINDOW_DEMONSTRATION="1", ONEWINDOW_ORIGIN=site)
    os.environ.pop("DATABASE_URL", None)
    open_installation()
    from onewindow.cases.time import now
    from onewindow.cases.worker import run_until_idle
    from onewindow.cli.walking.story import tell

    story = tell(now())
    run_until_idle(now())
    return story


def _compressed(picture: bytes) -> bytes:
    """The picture with a palette: flat screens need no more colours, and the repository stays small."""
    from io import BytesIO

    from PIL import Image

    kept = BytesIO()
    with Image.open(BytesIO(picture)) as image:
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()
