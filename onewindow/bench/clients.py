"""Several clients at once: each a process with connections of its own, changing sides together."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onewindow.bench.approval import Barrier, Seen
    from onewindow.bench.places import Place

WAIT_SECONDS = 600
_here: list[Barrier] = []
"""The barrier of this process: it can be inherited by a child, not sent to it."""


def run_clients(place: Place, cases: int, clients: int) -> list[Seen]:
    """Share the cases out evenly; what each client measured. Raises what a client raised."""
    from onewindow.bench.approval import WARM_UP

    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(clients, timeout=WAIT_SECONDS)
    length = WARM_UP + cases // clients
    shares = [range(first, first + length) for first in range(1, 1 + clients * length, length)]
    with ProcessPoolExecutor(clients, context, initializer=_meet_at, initargs=(barrier,)) as pool:
        return list(pool.map(_run, [place] * clients, shares))


def _meet_at(barrier: Barrier) -> None:
    _here.append(barrier)


def _run(place: Place, numbers: Sequence[int]) -> Seen:
    """One client's share. Django is set up here, from the parent's environment."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onewindow.config.settings")
    django.setup()
    from onewindow.bench.approval import CASES_A_ROUND, run_client

    (barrier,) = _here
    return run_client(place, numbers, CASES_A_ROUND, barrier)
