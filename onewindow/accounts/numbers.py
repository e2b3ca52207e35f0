"""The numbers people and bodies are known by, checked: 公民身份号码 (GB 11643), 统一社会信用代码 (GB 32100). No look-ups here."""

import datetime
import unicodedata
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from stdnum import exceptions, numdb
from stdnum.cn import ric, uscc

from onewindow.files.sealing import keyed_hash

LENGTH = 18
INVENTED_REGION = "99"
"""No real division begins with 99 (GB/T 2260), so numbers of invented people and bodies may."""

REGIONS_OF_RESIDENCE_PERMITS = ("810000", "820000", "830000")
"""Residents of 香港, 澳门 and 台湾 (港澳台居民居住证申领发放办法 §5)."""

SPACES_AND_DASHES = {" ", "-", "‐", "‑", "–", "—", "－", "\u200b", "\ufeff", "\t", "\n", "\r"}


class NumberFault(StrEnum):
    MISSING = "missing"
    LENGTH = "length"
    CHARACTERS = "characters"
    BIRTH_DATE = "birth_date"
    REGION = "region"
    CHECK_CHARACTER = "check_character"


_ID_TEXTS: dict[NumberFault, Promise] = {
    NumberFault.MISSING: _("请填身份证号码。"),
    NumberFault.LENGTH: _("身份证号码是 18 位，您填了 %(length)d 位。"),
    NumberFault.CHARACTERS: _("身份证号码前 17 位都是数字，最后一位是数字或 X。"),
    NumberFault.BIRTH_DATE: _("第 7 到 14 位是出生日期，您填的这 8 位不是一个日期。对照身份证看一下。"),
    NumberFault.REGION: _("前 6 位是地区代码，没有您填的这个地区。对照身份证看一下。"),
    NumberFault.CHECK_CHARACTER: _("号码有一位不对（最后一位对不上）。对照身份证逐位看一下。"),
}

_CREDIT_TEXTS: dict[NumberFault, Promise] = {
    NumberFault.MISSING: _("请填统一社会信用代码。"),
    NumberFault.LENGTH: _("统一社会信用代码是 18 位，您填了 %(length)d 位。"),
    NumberFault.CHARACTERS: _("统一社会信用代码第 3 到 8 位是数字，其余是数字或大写字母，不用 I、O、S、V、Z。"),
    NumberFault.CHECK_CHARACTER: _("代码有一位不对（最后一位对不上）。对照营业执照逐位看一下。"),
}


class NumberRefused(ValueError):
    """A number that cannot be one. `fault` says what is wrong, `text` tells the person; the number itself is not kept."""

    def __init__(self, fault: NumberFault, texts: dict[NumberFault, Promise], length: int) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self._text = texts[fault]
        self._length = length

    @property
    def text(self) -> str:
        text = str(self._text)
        return text % {"length": self._length} if self.fault is NumberFault.LENGTH else text


def normalise(number: str) -> str:
    """Full-width characters made half-width, spaces and dashes taken out, letters made large."""
    half_width = unicodedata.normalize("NFKC", number)
    return "".join(character for character in half_width if character not in SPACES_AND_DASHES).upper()


def check_id_number(number: str, *, on: datetime.date | None = None) -> str:
    """The number in its one spelling. `on` also refuses birth dates after that day. Raises NumberRefused."""
    found = normalise(number)

    def refuse(fault: NumberFault) -> NumberRefused:
        return NumberRefused(fault, _ID_TEXTS, len(found))

    if not found:
        raise refuse(NumberFault.MISSING)
    if len(found) != LENGTH:
        raise refuse(NumberFault.LENGTH)
    if not (found.isascii() and found[:-1].isdigit() and (found[-1].isdigit() or found[-1] == "X")):
        raise refuse(NumberFault.CHARACTERS)
    try:
        born_on = ric.get_birth_date(found)
    except exceptions.ValidationError:
        raise refuse(NumberFault.BIRTH_DATE) from None
    if on is not None and born_on > on:
        raise refuse(NumberFault.BIRTH_DATE)
    if not _is_region(found[:6]):
        raise refuse(NumberFault.REGION)
    if found[-1] != ric.calc_check_digit(found):
        raise refuse(NumberFault.CHECK_CHARACTER)
    return found


def check_credit_code(code: str) -> str:
    """The code in its one spelling. Raises NumberRefused."""
    found = normalise(code)
    if not found:
        raise NumberRefused(NumberFault.MISSING, _CREDIT_TEXTS, 0)
    try:
        return uscc.validate(found)
    except exceptions.InvalidLength:
        fault = NumberFault.LENGTH
    except exceptions.InvalidFormat:
        fault = NumberFault.CHARACTERS
    except exceptions.InvalidChecksum:
        fault = NumberFault.CHECK_CHARACTER
    raise NumberRefused(fault, _CREDIT_TEXTS, len(found))


def hash_id_number(number: str) -> str:
    """What a person is found by: equal for every spelling of one number."""
    return keyed_hash(normalise(number), "id_number")


def born_on(number: str) -> datetime.date:
    """The birth date in a number that `check_id_number` accepted."""
    return ric.get_birth_date(number)


def _is_region(region: str) -> bool:
    if region.startswith(INVENTED_REGION) or region in REGIONS_OF_RESIDENCE_PERMITS:
        return True
    # A code stays in the number for life, also when the division is renamed or dissolved: the year is not asked.
    return any("county" in properties for _part, properties in numdb.get("cn/loc").info(region))
