"""The `onewindow` command answers to those who have never used it."""

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from onewindow.cli import main as command
from onewindow.cli import pango
from onewindow.cli.main import COMMANDS, main
from onewindow.cli.supervision import keep_running

FOLDER = Path(command.__file__).parent


def test_each_subcommand_is_listed() -> None:
    assert {path.stem for path in FOLDER.glob("*.py") if "\ndef add_parser(" in path.read_text()} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_subcommand_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert f"usage: onewindow {name}" in capsys.readouterr().out


def test_an_unknown_subcommand_is_a_wrong_command_line() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["dance"])
    assert ended.value.code == 2


def test_run_prints_the_one_line_that_installs_pango(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(pango, "missing_libraries", lambda: ["pango-1.0"])
    assert main(["run"]) == 1
    assert "apt-get install -y libpango" in capsys.readouterr().err


def test_the_demonstration_is_not_served_to_other_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--demonstration", "--host", "0.0.0.0", "--port", "0"]) == 1
    assert "this machine only" in capsys.readouterr().err


def test_when_one_process_ends_the_other_is_stopped_and_it_is_said() -> None:
    web, worker = "import time; time.sleep(60)", "raise SystemExit(3)"
    commands = {"web": [sys.executable, "-c", web], "worker": [sys.executable, "-c", worker]}
    began = time.monotonic()
    assert keep_running(commands) == "the worker ended by itself (exit code 3); the rest was stopped"
    assert time.monotonic() - began < 30


def test_a_signal_stops_all_processes_cleanly() -> None:
    program = (
        "import sys; from onewindow.cli.supervision import keep_running\n"
        "print('up', flush=True); sys.exit(keep_running({'web': [sys.executable, '-c', 'import time; time.sleep(60)']}))"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "up\n"
        threading.Timer(0.5, running.send_signal, [signal.SIGTERM]).start()
        assert running.wait(30) == 0
