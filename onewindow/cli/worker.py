"""`onewindow worker`: what happens without anyone asking: lapses, notices, seals, listeners. One process beside the web's."""

import argparse
import logging
import os
import signal
import time
from threading import Event

from onewindow.cli.installation import add_database_argument

logger = logging.getLogger(__name__)

IDLE_SECONDS = 0.5
LOST_DATABASE_SECONDS = 5.0
KEYS_SECONDS = 3600.0


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("worker", help="do the waiting work until stopped (lapses, notices, seals)")
    parser.add_argument("--until-idle", action="store_true", help="stop as soon as nothing is left to do")
    add_database_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    _work(stop, until_idle=arguments.until_idle)
    return 0


def _work(stop: Event, *, until_idle: bool) -> None:
    from django.db import OperationalError, close_old_connections, connection

    from onewindow.cases.time import now
    from onewindow.cases.worker import forget_keys, run_once

    parent = os.getppid()
    keys_forgotten = -KEYS_SECONDS
    # A supervisor that was killed cannot stop its worker; the worker sees it by its new parent.
    while not stop.is_set() and os.getppid() == parent:
        try:
            worked = run_once(now())
            if not worked and time.monotonic() - keys_forgotten > KEYS_SECONDS:
                forget_keys(now())
                keys_forgotten = time.monotonic()
        except OperationalError:
            logger.exception("the database did not answer; trying again in %s s", LOST_DATABASE_SECONDS)
            connection.close()
            stop.wait(LOST_DATABASE_SECONDS)
            continue
        if not worked and until_idle:
            return
        if not worked:
            close_old_connections()
            stop.wait(IDLE_SECONDS)
