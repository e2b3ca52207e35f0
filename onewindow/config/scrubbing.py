"""The last defence of the log: numbers that name a person or a firm are taken out of every line, tracebacks too.

The first defence is that no such number is handed to a logger.
"""

import logging
import re

REMOVED = "[号码已隐去]"
# GB 11643 (18 characters, the last may be X), GB 32100 (18 characters, positions 3-8 a region), and mobile numbers.
_IDENTITY = r"\d{17}[\dXx]"
_CREDIT_CODE = r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}"
_PHONE = r"1[3-9]\d{9}"
_PERSONAL = re.compile(rf"(?<![0-9A-Za-z])(?:{_IDENTITY}|{_CREDIT_CODE}|(?:\+?86)?{_PHONE})(?![0-9A-Za-z])")


def scrub(text: str) -> str:
    """The text with ID numbers, unified social credit codes and mobile numbers replaced by a mark."""
    return _PERSONAL.sub(REMOVED, text)


class ScrubbedLines(logging.Formatter):
    """Formats as usual and scrubs the whole line with its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record))
