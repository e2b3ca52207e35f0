"""`onewindow run`: everything that one installation needs to be used in a browser, from an empty folder on."""

import argparse
import os
import socket
import sys
from collections.abc import Mapping, Sequence
from ipaddress import ip_address

from onewindow.cli import pango
from onewindow.cli.installation import CommandFailed, add_database_argument, migrate_database, open_installation
from onewindow.cli.supervision import keep_running

THREADS = 4


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("run", help="serve this installation: tables, web and worker in one")
    parser.add_argument("--host", default="127.0.0.1", help="address to serve at (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="default: PORT, else 8000")
    parser.add_argument("--threads", type=int, default=THREADS, help=f"requests answered at once (default: {THREADS})")
    parser.add_argument(
        "--demonstration",
        action="store_true",
        help="load the demonstration city into a new database, offer one-click log-in and a clock that can be advanced",
    )
    parser.add_argument("--no-worker", action="store_true", help="serve the web only; run `onewindow worker` elsewhere")
    add_database_argument(parser)
    parser.set_defaults(needs_installation=False)


def run(arguments: argparse.Namespace) -> int:
    _refuse_without_pango()
    _refuse_taken_port(arguments.host, arguments.port)
    os.environ["PORT"] = str(arguments.port)
    if arguments.demonstration:
        _refuse_public_demonstration(arguments.host)
        os.environ["ONEWINDOW_DEMONSTRATION"] = "1"
    open_installation(arguments.database)
    _prepare(demonstration=arguments.demonstration)
    _print_welcome(arguments)
    ended = keep_running(_commands(arguments))
    if ended:
        raise CommandFailed(ended)
    print("stopped")
    return 0


def _refuse_without_pango() -> None:
    missing = pango.missing_libraries()
    if missing:
        raise CommandFailed(f"no document can be made without {', '.join(missing)}. Install once:\n\n  {pango.APT_LINE}\n")


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandFailed(f"{host}:{port} cannot be served at ({error.strerror}); choose another with PORT=8001") from error


def _refuse_public_demonstration(host: str) -> None:
    # One-click log-in lets whoever reaches the port act as anyone.
    if host != "localhost" and not ip_address(host).is_loopback:
        raise CommandFailed(f"the demonstration is served on this machine only, not at {host}: anyone may log in as anyone there")


def _prepare(*, demonstration: bool) -> None:
    from django.core.management import call_command

    print("checking the database ...", flush=True)
    migrate_database()
    if demonstration:
        _load_demonstration()
    call_command("collectstatic", interactive=False, verbosity=0)


def _load_demonstration() -> None:
    from django.contrib.auth import get_user_model
    from django.db import transaction

    from onewindow.accounts import demonstration as people
    from onewindow.catalog import demonstration as catalogue
    from onewindow.materials import demonstration as wallets

    users = get_user_model().objects
    # One transaction, so that a loading that was interrupted leaves a database that is still new.
    with transaction.atomic():
        if not users.exists():
            print("loading the demonstration city 云陵市 ...", flush=True)
            people.load()
            catalogue.load()
            wallets.load()
        elif not users.filter(username=people.CAST[0].username).exists():
            raise CommandFailed(
                "this database has real accounts, it is no demonstration; use `onewindow run` or another --database"
            )


def _commands(arguments: argparse.Namespace) -> Mapping[str, Sequence[str]]:
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", arguments.host, "--port", str(arguments.port)]
    web += ["--workers", "1", "--blocking-threads", str(arguments.threads), "--blocking-threads-idle-timeout", "600"]
    web += ["--workers-kill-timeout", "5", "--log-level", "warning", "--no-ws", "onewindow.config.wsgi:application"]
    worker = [sys.executable, "-m", "onewindow", "worker"]
    return {"web": web} if arguments.no_worker else {"web": web, "worker": worker}


def _print_welcome(arguments: argparse.Namespace) -> None:
    print(f"\n一窗 OneWindow: http://{arguments.host}:{arguments.port}/  (Ctrl-C stops it)", flush=True)
    if not arguments.demonstration:
        return
    from onewindow.accounts.demonstration import accounts_to_show

    print("demonstration accounts (one click on the log-in page):")
    for username, description in accounts_to_show():
        print(f"  {username:<12} {description}")
    sys.stdout.flush()
