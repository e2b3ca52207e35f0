"""The numbers people quote: of a case, and of each part (item code + day + serial; GB/T 39046, 国办 办件编号)."""

from __future__ import annotations

from datetime import date

from onewindow.ledger import kernel

CASE_PREFIX = "YL"
"""The abbreviation of the city in the case number (受理号)."""
SERIAL_DIGITS = 4

_NEXT = (
    "INSERT INTO cases_counter (name, last) VALUES (%s, %s) "
    "ON CONFLICT (name) DO UPDATE SET last = cases_counter.last + excluded.last RETURNING last"
)


def next_case_number(day: date) -> str:
    """`YL` + day + serial of the day, e.g. YL202603300412."""
    return f"{CASE_PREFIX}{day:%Y%m%d}{_next(f'case:{day:%Y%m%d}'):0{SERIAL_DIGITS}d}"


def next_part_number(item_code: str, day: date) -> str:
    """Item code + day + serial of the item's day: 43 characters for a code of 31; the serial grows wider when the day needs it."""
    return f"{item_code}{day:%Y%m%d}{_next(f'{item_code}:{day:%Y%m%d}'):0{SERIAL_DIGITS}d}"


def _next(name: str) -> int:
    last: int = kernel.read(_NEXT, (name, 1))[0][0]
    return last
