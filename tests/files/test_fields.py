"""Sealed columns give back what was put in, long or short, and take less room than the text."""

import json

from onewindow.files.fields import SealedJSONField
from onewindow.files.sealing import seal

FORM = {f"question_{number}": "经营场所位于云陵市青山区湖滨路" for number in range(40)}


def stored(value: object) -> bytes:
    kept = SealedJSONField().get_prep_value(value)
    assert kept is not None
    return kept


def read(kept: bytes) -> object:
    return SealedJSONField().from_db_value(kept, None, None)


def test_answers_come_back_as_they_were_given():
    for value in (FORM, {"area": 80}, {}, ["按摩", 1.5, None], "短"):
        assert read(stored(value)) == value


def test_a_long_form_is_deflated_before_it_is_sealed():
    assert len(stored(FORM)) < len(json.dumps(FORM, ensure_ascii=False).encode()) / 2


def test_what_was_sealed_without_deflating_is_still_read():
    assert read(seal(json.dumps(FORM).encode())) == FORM
