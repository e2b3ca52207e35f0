"""In which language a subcommand speaks to people: Chinese, or English with `--english` or an English LANG."""

from __future__ import annotations

import argparse
import os


def add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--english", action="store_true", help="speak English (default: Chinese unless LANG is English)")


def language(arguments: argparse.Namespace) -> str:
    """`en` or `zh`."""
    said = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if arguments.english or said.startswith("en") else "zh"
