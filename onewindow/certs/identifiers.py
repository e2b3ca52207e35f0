"""The identifier of an electronic certificate (GB/T 36904-2018): make it strictly, read it leniently. No database.

`1.2.156.3005.2.` type code (21: USCC of the body that defines the type, and 3 characters) `.` issuer (USCC) `.` serial `.`
version (3 digits) `.` check character (ISO/IEC 7064 MOD 37,36 over all after the root, dots removed).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

ROOT = "1.2.156.3005.2"
_SERIAL = re.compile(r"[0-9A-Z]{1,40}")
_TYPE_SERIAL = re.compile(r"[0-9A-Z]{3}")
_REGISTERED_CODE = re.compile(r"[0-9A-Z]{18}")
_PARTS = 5


class IdentifierRefused(ValueError):
    """A part that may not stand in an identifier; `part` says which, `value` what it was."""

    def __init__(self, part: str, value: str) -> None:
        super().__init__(f"{part} {value!r} may not stand in a certificate identifier (GB/T 36904-2018)")
        self.part = part
        self.value = value


@dataclass(frozen=True, slots=True)
class Identifier:
    """The parts of an identifier as they were read; `is_sound` says whether the check character fits."""

    type_code: str
    issuer: str
    serial: str
    version: str
    check: str

    def __str__(self) -> str:
        return ".".join((ROOT, self.type_code, self.issuer, self.serial, self.version, self.check))

    @property
    def is_sound(self) -> bool:
        return self.check == _check_character(self.type_code, self.issuer, self.serial, self.version)


def make_identifier(*, type_code: str, issuer: str, serial: str, version: int = 1, as_registered: bool = False) -> str:
    """The identifier with its check character. Raises IdentifierRefused unless every part has the form of the standard.

    `as_registered` takes the bodies' codes without their own check: some bodies are registered under a code that fails it, which
    is a warning where the body is entered and no reason for it to give no certificates.
    """
    is_code = _REGISTERED_CODE.fullmatch if as_registered else _is_credit_code
    if not (is_code(type_code[:18]) and _TYPE_SERIAL.fullmatch(type_code[18:])):
        raise IdentifierRefused("type code", type_code)
    if not is_code(issuer):
        raise IdentifierRefused("issuer", issuer)
    if not _SERIAL.fullmatch(serial):
        raise IdentifierRefused("serial", serial)
    if not 1 <= version <= 999:
        raise IdentifierRefused("version", str(version))
    edition = f"{version:03d}"
    return str(Identifier(type_code, issuer, serial, edition, _check_character(type_code, issuer, serial, edition)))


def read_identifier(text: str) -> Identifier:
    """The parts of `text`, whatever codes its issuer used and whether or not its check character fits.

    Spaces, small letters and the prefix `urn:oid:` are accepted, because people type and systems wrap. Raises IdentifierRefused.
    """
    tidy = re.sub(r"\s", "", text).upper().removeprefix("URN:OID:")
    parts = tidy.removeprefix(f"{ROOT}.").split(".")
    if not tidy.startswith(f"{ROOT}.") or len(parts) != _PARTS or not all(part.isascii() and part.isalnum() for part in parts):
        raise IdentifierRefused("form", text)
    return Identifier(*parts)


def is_identifier(text: str) -> bool:
    """Whether `text` reads as an identifier and its check character fits."""
    try:
        return read_identifier(text).is_sound
    except IdentifierRefused:
        return False


@lru_cache(maxsize=4096)
def _is_credit_code(text: str) -> bool:
    try:
        return bool(uscc.validate(text) == text)
    except ValidationError:
        return False


def _check_character(*parts: str) -> str:
    return str(mod_37_36.calc_check_digit("".join(parts)))
