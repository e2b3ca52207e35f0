"""Two processes that live and die together: the web and the worker."""

import signal
import subprocess
import time
from collections.abc import Collection, Mapping, Sequence
from threading import Event

STOP_SECONDS = 15.0
LOOK_SECONDS = 0.2


def keep_running(commands: Mapping[str, Sequence[str]]) -> str | None:
    """Start each named command and wait for SIGINT or SIGTERM, then stop them all.

    When one ends by itself the others are stopped too; the sentence that says which one and how is returned. None after a signal.
    """
    stop = Event()
    previous = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            # A session of its own: Ctrl-C reaches this process alone, which then stops the children in order.
            children[name] = subprocess.Popen(command, start_new_session=True)
        return _wait(children, stop)
    finally:
        _stop(children.values())
        for number, handler in previous.items():
            signal.signal(number, handler)


def _wait(children: Mapping[str, "subprocess.Popen[bytes]"], stop: Event) -> str | None:
    while not stop.wait(LOOK_SECONDS):
        for name, child in children.items():
            code = child.poll()
            if code is not None:
                return f"the {name} ended by itself ({_ending(code)}); the rest was stopped"
    return None


def _ending(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}"


def _stop(children: Collection["subprocess.Popen[bytes]"]) -> None:
    running = [child for child in children if child.poll() is None]
    for child in running:
        child.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for child in running:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
