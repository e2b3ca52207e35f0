"""The seal is a signature that any reader can check, made by an authority whose keys never change."""

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from onewindow.certs import authority
from onewindow.certs.kinds import DocumentKind
from onewindow.certs.pictures import pdf_picture, svg_picture
from onewindow.certs.services import seal_document
from onewindow.certs.signatures import read_signatures
from tests.certs.conftest import AT, MARKET, context_of


@pytest.mark.parametrize("kind", [DocumentKind.ACCEPTANCE, DocumentKind.CERTIFICATE, DocumentKind.COMMITMENT])
def test_another_reader_finds_the_signature_whole_and_trusted(kind: DocumentKind) -> None:
    sealed = seal_document(context_of(kind), department_code="market", at=AT)
    (signature,) = PdfFileReader(BytesIO(sealed.pdf)).embedded_signatures
    root = x509.Certificate.load(authority.root(at=AT).certificate.public_bytes(Encoding.DER))
    context = ValidationContext(trust_roots=[root], moment=AT, allow_fetching=False)
    with ThreadPoolExecutor(max_workers=1) as apart:  # the browser's fixture may have an event loop in this one
        status = apart.submit(validate_pdf_signature, signature, context).result()
    assert status.intact and status.valid and status.trusted
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    assert status.signer_reported_dt == AT
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.sig_object["/Reason"] == context_of(kind).number


def test_a_body_with_a_long_name_and_a_code_in_capitals_seals_too() -> None:
    name = "某某自治区某某自治州某某自治县人民政府政务服务和公共资源交易管理办公室"
    context = replace(context_of(DocumentKind.ACCEPTANCE), department=name)
    sealed = seal_document(context, department_code="11990100X000100066", at=AT)
    (signature,) = PdfFileReader(BytesIO(sealed.pdf)).embedded_signatures
    assert signature.signer_cert.subject.native["organization_name"] == name
    (read,) = read_signatures(sealed.pdf)
    assert read.is_sound and read.is_ours and read.signer == name


def test_the_seal_stands_over_the_date_where_the_kind_has_one() -> None:
    def area(kind: DocumentKind) -> float:
        sealed = seal_document(context_of(kind), department_code="market", at=AT)
        left, bottom, right, top = PdfFileReader(BytesIO(sealed.pdf)).embedded_signatures[0].sig_field["/Rect"]
        return float((right - left) * (top - bottom))

    assert area(DocumentKind.ACCEPTANCE) == pytest.approx(119**2, rel=0.02)
    assert area(DocumentKind.COMMITMENT) == 0


def test_keys_are_made_once_and_only_their_owner_may_read_them(settings: object, tmp_path: Path) -> None:
    settings.ONEWINDOW_HOME = tmp_path  # type: ignore[attr-defined]
    first = authority.signing_credential("market", MARKET, at=AT)
    again = authority.signing_credential("market", "另一个名字", at=AT)
    assert first.fingerprint == again.fingerprint
    files = list((tmp_path / "ca").iterdir())
    assert {file.name for file in files} == {"root.pem", "department-market.pem"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_the_certificate_says_that_it_has_no_legal_force() -> None:
    assert authority.NO_FORCE in authority.signing_credential("market", MARKET, at=AT).certificate.subject.rfc4514_string()


def test_a_certificate_of_another_root_is_not_ours(settings: object, tmp_path: Path, home: Path) -> None:
    settings.ONEWINDOW_HOME = tmp_path  # type: ignore[attr-defined]
    other = authority.signing_credential("market", MARKET, at=AT).certificate
    assert authority.is_ours(other)
    settings.ONEWINDOW_HOME = home  # type: ignore[attr-defined]
    authority.root(at=AT)
    assert not authority.is_ours(other)


def test_a_department_code_never_leads_out_of_the_folder() -> None:
    with pytest.raises(ValueError, match="may not name a file"):
        authority.signing_credential("../root", MARKET, at=AT)


@pytest.mark.parametrize("name", ["云陵市水务局", MARKET, "云陵市住房和城乡建设局（云陵市人民防空办公室）", ""])
def test_a_seal_of_any_name_can_be_drawn(name: str) -> None:
    assert b" c\n" in pdf_picture(name, "行政审批专用章")
    assert svg_picture(name, "样例").startswith("<svg")
