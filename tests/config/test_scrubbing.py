"""No number that names a person or a firm comes into the log."""

import logging
import sys

import pytest

from onewindow.config.scrubbing import REMOVED, ScrubbedLines, scrub


@pytest.mark.parametrize(
    "number", ["99010119900101123X", "990101199001011234", "91990100MA00000001", "13800138000", "+8613800138000"]
)
def test_numbers_of_persons_and_firms_are_taken_out(number: str) -> None:
    assert scrub(f"申请人 {number}，已受理") == f"申请人 {REMOVED}，已受理"


@pytest.mark.parametrize(
    "number", ["01jd0000000000000000000000", "1763773200000000", "9901000000202611220001", "2026-11-22", "code=42"]
)
def test_numbers_of_cases_and_moments_stay(number: str) -> None:
    assert scrub(number) == number


def test_a_traceback_is_scrubbed_too() -> None:
    try:
        raise ValueError("990101199001011234")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "%s failed", ("13800138000",), sys.exc_info())
    line = ScrubbedLines().format(record)
    assert "990101199001011234" not in line
    assert "13800138000" not in line
    assert "ValueError" in line
