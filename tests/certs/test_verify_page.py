"""Anyone may have a file checked; the page says the verdict first and keeps nothing."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from onewindow.certs.kinds import DocumentKind
from onewindow.certs.models import Permit, PermitState
from onewindow.certs.services import make_document
from onewindow.files.models import StoredFile
from onewindow.files.storage import read
from onewindow.ledger.ids import new_id
from tests.certs.conftest import AT, IDENTIFIER, PART, context_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pdf() -> bytes:
    permit = Permit.objects.create(
        id=new_id(), part_id=PART, document_type="FOOD", holder_kind="person", holder_id=new_id(),
        certificate_number="JY29901030012347", identifier=IDENTIFIER, item_code="B01", department_code="market",
        valid_from=date(2026, 4, 9), valid_until=date(2131, 4, 8), issued_at=AT,
    )  # fmt: skip
    document = make_document(
        context_of(DocumentKind.CERTIFICATE), department_code="market", stream_id="part", seq=9, part_id=PART,
        owner=permit.holder_id, addressee_kind="person", at=AT, permit_id=permit.id,
    )  # fmt: skip
    return read(document.file_id)


def hand_in(client: Client, data: bytes) -> str:
    answer = client.post(reverse("certs:verify"), {"file": SimpleUploadedFile("证照.pdf", data)})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_verdict_stands_first_and_says_that_the_seal_has_no_legal_force(client: Client, pdf: bytes) -> None:
    page = hand_in(client, pdf)
    assert "真的，现在有效" in page
    assert page.index("真的，现在有效") < page.index("是这个部门发的") < page.index("食品经营许可证</h2>")
    assert "没有法律效力" in page
    assert "<svg" in page
    assert "李娜" not in page


def test_a_changed_file_is_refused_in_plain_words(client: Client, pdf: bytes) -> None:
    page = hand_in(client, pdf[:5000] + b"X" + pdf[5001:])
    assert "不是真的，请不要收" in page
    assert "供您对照" in page


def test_a_revoked_original_is_named(client: Client, pdf: bytes) -> None:
    Permit.objects.update(state=PermitState.REVOKED)
    assert "曾经有效，现已撤销" in hand_in(client, pdf)


def test_what_is_handed_in_is_not_kept(client: Client, pdf: bytes) -> None:
    before = StoredFile.objects.count()
    hand_in(client, pdf + b"\n")
    assert StoredFile.objects.count() == before


def test_a_missing_file_is_said_at_the_field(client: Client) -> None:
    answer = client.post(reverse("certs:verify"))
    assert answer.status_code == 422
    assert answer.content.decode().count("请选一个 PDF 文件") == 2


def test_a_file_too_large_is_said_and_not_read(client: Client, settings: object) -> None:
    settings.ONEWINDOW_MAX_FILE_BYTES = 1024 * 1024  # type: ignore[attr-defined]
    answer = client.post(reverse("certs:verify"), {"file": SimpleUploadedFile("a.pdf", b"%PDF-" + bytes(1024 * 1024))})
    assert answer.status_code == 422
    assert "最多 1 MB" in answer.content.decode()


def test_the_qr_code_leads_to_what_is_on_record(client: Client, pdf: bytes) -> None:
    answer = client.get(reverse("certs:verify_number", args=[IDENTIFIER]))
    assert answer.status_code == 200
    assert "要把文件放进来才知道" in answer.content.decode()


def test_a_number_that_nobody_gave_is_not_found(client: Client) -> None:
    answer = client.get(reverse("certs:verify_number", args=["<b>x"]))
    assert answer.status_code == 404
    assert "查不到这个编号" in answer.content.decode()
    assert "<b>x" not in answer.content.decode()
