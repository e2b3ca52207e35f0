"""A file is genuine only as it left: what was changed, signed by another or ended since is named."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from onewindow.certs.documents import render_for_seal
from onewindow.certs.kinds import DocumentKind
from onewindow.certs.models import Document, Permit, PermitState, SealUse
from onewindow.certs.services import NumberTaken, SealedDocument, check_url, make_document, record_document, seal_document
from onewindow.certs.signatures import read_signatures
from onewindow.certs.verification import Outcome, Result, check, check_number
from onewindow.ledger.ids import new_id
from tests.certs.conftest import AT, IDENTIFIER, PART, context_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def sealed_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SealedDocument]:
    return {}


@pytest.fixture
def sealed(sealed_once: dict[str, SealedDocument]) -> SealedDocument:
    if "certificate" not in sealed_once:
        sealed_once["certificate"] = seal_document(context_of(DocumentKind.CERTIFICATE), department_code="market", at=AT)
    return sealed_once["certificate"]


@pytest.fixture
def permit() -> Permit:
    return Permit.objects.create(
        id=new_id(),
        part_id=PART,
        document_type="FOOD",
        holder_kind="person",
        holder_id=new_id(),
        certificate_number="JY29901030012347",
        identifier=IDENTIFIER,
        version=1,
        item_code="B01",
        department_code="market",
        valid_from=date(2026, 4, 9),
        valid_until=date(2031, 4, 8),
        state=PermitState.VALID,
        issued_at=AT,
    )


def record(sealed: SealedDocument, permit: Permit | None = None) -> Document:
    return record_document(
        sealed,
        stream_id="part",
        seq=7,
        part_id=PART,
        owner="01jr0000000000000000000000",
        addressee_kind="person",
        permit_id=permit.id if permit else None,
    )


def test_what_left_the_office_is_genuine(sealed: SealedDocument, permit: Permit) -> None:
    record(sealed, permit)
    verdict = check(sealed.pdf, AT)
    assert verdict.outcome is Outcome.GENUINE_VALID
    assert [one.result for one in verdict.checks] == [Result.PASSED] * 4


def test_names_of_persons_are_masked(sealed: SealedDocument, permit: Permit) -> None:
    record(sealed, permit)
    document = check(sealed.pdf, AT).document
    assert document is not None
    assert "李娜" not in repr(document)
    assert ("经营者", "李*") in document.rows


def _flip(data: bytes, place: int, bit: int = 1) -> bytes:
    return data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]


def _regions(data: bytes) -> dict[str, int]:
    gap = data.index(b"/Contents <") + len(b"/Contents ")
    end = data.index(b">", gap)
    return {
        "header": 1,
        "version": 7,
        "content stream": data.index(b"stream\n") + 200,
        "font": data.index(b"stream\n") + 60_000,
        "byte range name": data.rindex(b"/ByteRange") + 2,
        "byte range number": data.rindex(b"/ByteRange") + 15,
        "signature filter": data.rindex(b"/ETSI.CAdES.detached") + 3,
        "contents bracket": gap,
        "contents first digit": gap + 1,
        "certificate in the signature": gap + 1200,
        "middle of the signature": gap + (data.rindex(b"0" * 20, gap, end) - gap) // 2,
        "padding of the signature": end - 4,
        "contents last bracket": end,
        "cross-reference": data.rindex(b"startxref") + 3,
        "last byte": len(data) - 2,
    }


def test_a_flipped_byte_anywhere_is_named_as_altered(sealed: SealedDocument, permit: Permit) -> None:
    record(sealed, permit)
    named = {
        f"{region} bit {bit}": check(_flip(sealed.pdf, place, bit), AT).outcome
        for region, place in _regions(sealed.pdf).items()
        for bit in (1, 2, 32, 128)
    }
    assert {region: outcome for region, outcome in named.items() if outcome is not Outcome.ALTERED} == {}


def test_every_part_of_the_signature_is_watched(sealed: SealedDocument, permit: Permit) -> None:
    record(sealed, permit)
    start = sealed.pdf.index(b"/Contents <") + 11
    places = range(start, sealed.pdf.index(b">", start), 37)
    assert {check(_flip(sealed.pdf, place), AT).outcome for place in places} == {Outcome.ALTERED}


def test_whatever_is_done_to_the_signature_is_answered_and_never_called_genuine(sealed: SealedDocument) -> None:
    start = sealed.pdf.index(b"/Contents <") + 11
    chance = random.Random(2026)
    for _ in range(300):
        data = bytearray(sealed.pdf)
        for _ in range(chance.choice((1, 2, 8))):
            place = start + chance.randrange(2600)
            data[place] = chance.choice(b"0123456789abcdef".replace(bytes([data[place]]), b""))
        assert not any(one.is_sound and not one.is_ours for one in read_signatures(bytes(data)))


@pytest.mark.parametrize("tail", [b"\n", b" ", b"%%EOF\n", b"1 0 obj\n<< /A 1 >>\nendobj\nstartxref\n0\n%%EOF\n"])
def test_bytes_added_after_the_seal_are_named_as_altered(sealed: SealedDocument, permit: Permit, tail: bytes) -> None:
    record(sealed, permit)
    verdict = check(sealed.pdf + tail, AT)
    assert verdict.outcome is Outcome.ALTERED
    assert verdict.document is not None


def test_a_shortened_file_is_named_as_altered(sealed: SealedDocument, permit: Permit) -> None:
    record(sealed, permit)
    assert check(sealed.pdf[:-100], AT).outcome is Outcome.ALTERED


def test_a_forgery_sealed_by_another_authority_is_named(
    sealed: SealedDocument, permit: Permit, settings: object, tmp_path: Path, home: Path
) -> None:
    record(sealed, permit)
    settings.ONEWINDOW_HOME = tmp_path  # type: ignore[attr-defined]
    forged = seal_document(context_of(DocumentKind.CERTIFICATE), department_code="market", at=AT).pdf
    settings.ONEWINDOW_HOME = home  # type: ignore[attr-defined]
    verdict = check(forged, AT)
    assert verdict.outcome is Outcome.FORGED
    assert verdict.document is None
    assert verdict.checks[0].result is Result.FAILED


def test_our_signature_without_a_record_is_unknown(sealed: SealedDocument) -> None:
    assert check(sealed.pdf, AT).outcome is Outcome.UNKNOWN


def test_a_pdf_without_a_seal_is_unsigned() -> None:
    assert check(render_for_seal(context_of(DocumentKind.TERMINATION)).pdf, AT).outcome is Outcome.UNSIGNED


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n", b"PK\x03\x04", "真的".encode()])
def test_what_is_not_a_pdf_is_named(data: bytes) -> None:
    assert check(data, AT).outcome is Outcome.NOT_PDF


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (PermitState.REVOKED, Outcome.GENUINE_REVOKED),
        (PermitState.CANCELLED, Outcome.GENUINE_CANCELLED),
        (PermitState.EXPIRED, Outcome.GENUINE_EXPIRED),
        (PermitState.SUSPENDED, Outcome.GENUINE_SUSPENDED),
        (PermitState.RENEWED, Outcome.GENUINE_VALID),
    ],
)
def test_the_original_of_a_permit_that_ended_is_named_as_such(
    sealed: SealedDocument, permit: Permit, state: PermitState, outcome: Outcome
) -> None:
    record(sealed, permit)
    Permit.objects.update(state=state)
    verdict = check(sealed.pdf, AT)
    assert verdict.outcome is outcome
    assert verdict.checks[1].result is Result.PASSED


def test_a_permit_is_valid_on_its_last_day_and_expired_on_the_next(sealed: SealedDocument, permit: Permit) -> None:
    record(sealed, permit)
    last = datetime(2031, 4, 8, 15, 59, tzinfo=UTC)
    assert check(sealed.pdf, last).outcome is Outcome.GENUINE_VALID
    assert check(sealed.pdf, last + timedelta(minutes=2)).outcome is Outcome.GENUINE_EXPIRED


def test_an_older_version_of_a_changed_permit_is_named(sealed: SealedDocument, permit: Permit) -> None:
    record(sealed, permit)
    Permit.objects.update(state=PermitState.CHANGED, version=2)
    assert check(sealed.pdf, AT).outcome is Outcome.GENUINE_SUPERSEDED


@pytest.mark.parametrize("text", [IDENTIFIER, f" {IDENTIFIER.lower()} ", "JY29901030012347", "云市监W16〔2026〕12号"])
def test_a_number_finds_the_document_but_does_not_vouch_for_a_file(sealed: SealedDocument, permit: Permit, text: str) -> None:
    record(sealed, permit)
    verdict = check_number(text, AT)
    assert verdict is not None
    assert verdict.outcome is Outcome.GENUINE_VALID
    assert verdict.by_number
    assert [one.result for one in verdict.checks[:2]] == [Result.UNCHECKED] * 2


def test_a_number_nobody_gave_finds_nothing(sealed: SealedDocument, permit: Permit) -> None:
    record(sealed, permit)
    assert check_number("云市监W16〔2026〕13号", AT) is None
    assert check_number("", AT) is None


def test_a_letter_found_by_its_number_does_not_say_to_whom_or_for_what() -> None:
    letter = seal_document(context_of(DocumentKind.REFUSAL), department_code="market", at=AT)
    record(letter)
    verdict = check_number(letter.context.number, AT)
    assert verdict is not None and verdict.document is not None
    assert (verdict.document.addressee, verdict.document.item) == ("", "")


def test_an_event_has_one_document_however_often_the_worker_comes() -> None:
    words = {
        "department_code": "market", "stream_id": "s", "seq": 3, "part_id": PART, "owner": "o", "addressee_kind": "person", "at": AT,
    }  # fmt: skip
    first = make_document(context_of(DocumentKind.ACCEPTANCE), **words)  # type: ignore[arg-type]
    assert make_document(context_of(DocumentKind.ACCEPTANCE), **words) == first  # type: ignore[arg-type]
    assert (Document.objects.count(), SealUse.objects.count()) == (1, 1)


def test_a_file_that_names_countless_signatures_is_answered_like_any_other(sealed: SealedDocument, permit: Permit) -> None:
    record(sealed, permit)
    hostile = b"%PDF-1.7\n" + b"/ByteRange [0 9 9 9]\n" * 50_000 + sealed.pdf
    assert check(hostile, AT).outcome is Outcome.ALTERED


def test_the_qr_code_leads_to_the_page_that_checks_the_number(settings: object) -> None:
    settings.ONEWINDOW_ORIGIN = "https://example.org"  # type: ignore[attr-defined]
    assert check_url("1.2.156.3005.2.X") == "https://example.org/verify/1.2.156.3005.2.X/"


def test_a_number_is_given_once(sealed: SealedDocument) -> None:
    record(sealed)
    with pytest.raises(NumberTaken):
        record_document(sealed, stream_id="other", seq=1, part_id=PART, owner="o", addressee_kind="person")
