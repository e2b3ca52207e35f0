"""The `onewindow` command: reads what is asked, opens the installation where the subcommand needs it, and runs it.

A subcommand is a module `onewindow/cli/<name>.py` with `add_parser(subparsers)` and `run(arguments) -> int`. It imports models
inside `run` only, because Django is set up between the two; one that needs no installation says
`parser.set_defaults(needs_installation=False)`.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from onewindow.cli.installation import CommandFailed, open_installation

COMMANDS = (
    "run",
    "worker",
    "migrate",
    "check",
    "plan",
    "clock",
    "catalogue",
    "bench",
    "walk",
    "rebuild",
    "sweep",
    "listeners",
    "screenshots",
)

EXIT_CODES = """exit codes: 0 done; 1 it failed, the reason is printed; 2 the command line was not understood; 130 interrupted"""


def build_parser() -> argparse.ArgumentParser:
    """The parser with every subcommand of COMMANDS."""
    parser = argparse.ArgumentParser(
        prog="onewindow",
        description="OneWindow (一窗): the open software of a government-service centre.",
        epilog=EXIT_CODES,
    )
    subparsers = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        module = import_module(f"onewindow.cli.{name}")
        module.add_parser(subparsers)
        subparsers.choices[name].set_defaults(run=module.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; the exit code."""
    arguments = build_parser().parse_args(argv)
    try:
        if getattr(arguments, "needs_installation", True):
            open_installation(getattr(arguments, "database", None))
        return int(arguments.run(arguments))
    except CommandFailed as failure:
        print(f"onewindow {arguments.command}: {failure}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; nothing is left to flush to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
