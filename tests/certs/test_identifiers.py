"""Identifiers of certificates: strict when made, lenient when read (GB/T 36904-2018)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.certs.identifiers import IdentifierRefused, is_identifier, make_identifier, read_identifier

REAL = [
    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.002.S",
    "1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F",
    "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
    "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
]
WRONG_CHECK = "1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M"


@pytest.mark.parametrize("text", REAL)
def test_real_identifiers_read_and_their_check_fits(text: str) -> None:
    assert is_identifier(text)
    assert str(read_identifier(f" urn:oid:{text.lower()}\n")) == text


@pytest.mark.parametrize("text", REAL[:4])
def test_an_identifier_made_of_the_same_parts_is_the_same(text: str) -> None:
    parts = read_identifier(text)
    made = make_identifier(type_code=parts.type_code, issuer=parts.issuer, serial=parts.serial, version=int(parts.version))
    assert made == text


def test_an_identifier_with_a_wrong_check_character_reads_but_is_not_sound() -> None:
    assert read_identifier(WRONG_CHECK).check == "M"
    assert not is_identifier(WRONG_CHECK)


def test_a_body_that_is_registered_under_an_odd_code_gives_certificates_with_it() -> None:
    odd = "TE440000GD030003VV"
    made = make_identifier(type_code=f"{odd}A01", issuer=odd, serial="1", as_registered=True)
    assert is_identifier(made)
    for code, lenient in ((odd, False), ("TE440000GD03/003VV", True)):
        with pytest.raises(IdentifierRefused):
            make_identifier(type_code=f"{code}A01", issuer=code, serial="1", as_registered=lenient)


@pytest.mark.parametrize("text", ["", "1.2.156.3005.2", "1.2.3.4.5.6.7.8.9.0", REAL[0] + ".1", REAL[0].replace(".001.", "..")])
def test_what_has_another_form_is_refused(text: str) -> None:
    with pytest.raises(IdentifierRefused):
        read_identifier(text)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("type_code", "11100000000013338W01"),
        ("type_code", "11100000000013338X011"),
        ("issuer", "340100"),
        ("serial", "a-1"),
        ("serial", ""),
        ("version", 0),
        ("version", 1000),
    ],
)
def test_no_identifier_is_made_of_irregular_parts(part: str, value: object) -> None:
    words: dict[str, object] = {"type_code": "11100000000013338W011", "issuer": "11430000006122244L", "serial": "1"}
    with pytest.raises(IdentifierRefused):
        make_identifier(**(words | {part: value}))  # type: ignore[arg-type]


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=26), st.integers(0, 20), st.data())
def test_one_wrong_character_is_always_noticed(serial: str, place: int, data: st.DataObject) -> None:
    made = make_identifier(type_code="11100000000013338W011", issuer="11430000006122244L", serial=serial)
    tail = made.rindex(serial) + place % len(serial)
    other = data.draw(st.sampled_from([c for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" if c != made[tail]]))
    assert not is_identifier(made[:tail] + other + made[tail + 1 :])
