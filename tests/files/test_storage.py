"""Files of people: told by content, owned, sealed on disk, swept when nothing refers to them."""

import io
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from onewindow.files.kinds import FileRefused, Refusal, clean_name
from onewindow.files.models import StoredFile
from onewindow.files.storage import FileDamaged, FileMissing, forget_names, read, store, sweep_orphans
from onewindow.materials.models import Holding

AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0" + bytes(20) + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20) + b"IEND\xaeB`\x82"
EXE = b"MZ\x90\x00" + bytes(200)
LI_NA, ZHOU_PING = "lina", "zhouping"

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.ONEWINDOW_HOME = tmp_path
    return tmp_path


def package(**entries):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("_", "."), content)
    return held.getvalue()


def on_disk(home: Path):
    return [path for path in (home / "files").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("data", "name", "content_type"),
    [
        (PDF, "布局图.pdf", "application/pdf"),
        (JPEG, "IMG_0001.JPG", "image/jpeg"),
        (PNG, "截屏.png", "image/png"),
        (JPEG, "其实是JPEG.png", "image/jpeg"),
        (package(OFD_xml="<ofd/>"), "发票.ofd", "application/ofd"),
        (PDF, "没有后缀", "application/pdf"),
        (PDF, "合同.final", "application/pdf"),
    ],
)
def test_the_type_is_told_from_the_content(data, name, content_type):
    assert store(owner=LI_NA, data=data, name=name, at=AT).content_type == content_type


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "空.pdf", Refusal.EMPTY),
        (EXE, "申请表.pdf", Refusal.TYPE_MISMATCH),
        (EXE, "申请表.exe", Refusal.UNKNOWN_TYPE),
        (PDF, "申请表.exe", Refusal.TYPE_MISMATCH),
        (PDF, "照片.jpg", Refusal.TYPE_MISMATCH),
        (b"<html><script>", "页.html", Refusal.UNKNOWN_TYPE),
        (package(word_xml="x"), "说明.docx", Refusal.UNKNOWN_TYPE),
        (package(word_xml="x"), "说明.ofd", Refusal.TYPE_MISMATCH),
        (b"PK\x03\x04 broken", "坏.ofd", Refusal.TYPE_MISMATCH),
        (package(OFD_xml="x", Encryptions_xml="x"), "密.ofd", Refusal.ENCRYPTED_OFD),
        (PDF.replace(b"/Root", b"/Encrypt 7 0 R/Root"), "密.pdf", Refusal.ENCRYPTED_PDF),
        (PDF[:30], "断.pdf", Refusal.DAMAGED),
        (JPEG[:-2], "断.jpg", Refusal.DAMAGED),
    ],
)
def test_a_file_that_is_not_what_we_take_is_refused_with_its_reason(data, name, reason, home):
    with pytest.raises(FileRefused) as refused:
        store(owner=LI_NA, data=data, name=name, at=AT)
    assert refused.value.reason is reason
    assert refused.value.text
    assert name not in str(refused.value)
    assert not on_disk(home)
    assert not StoredFile.objects.exists()


def test_a_file_over_the_limit_is_refused_and_the_limit_is_said(settings):
    settings.ONEWINDOW_MAX_FILE_BYTES = 1024 * 1024
    with pytest.raises(FileRefused) as refused:
        store(owner=LI_NA, data=PDF + bytes(1024 * 1024), name="大.pdf", at=AT)
    assert refused.value.reason is Refusal.TOO_LARGE
    assert "1 MB" in refused.value.text


def test_the_same_file_of_one_owner_is_one_file(home):
    first = store(owner=LI_NA, data=PDF, name="a.pdf", at=AT)
    again = store(owner=LI_NA, data=PDF, name="b.pdf", at=AT + timedelta(hours=1))
    assert first.address == again.address
    assert again.name == "a.pdf"
    assert StoredFile.objects.count() == len(on_disk(home)) == 1


def test_the_same_file_of_two_owners_is_two_files_and_neither_reads_the_others():
    mine = store(owner=LI_NA, data=PDF, name="a.pdf", at=AT)
    theirs = store(owner=ZHOU_PING, data=PDF, name="a.pdf", at=AT)
    assert mine.address != theirs.address
    assert read(mine.address, owner=LI_NA) == PDF
    with pytest.raises(FileMissing):
        read(mine.address, owner=ZHOU_PING)


def test_nothing_readable_is_on_disk(home):
    store(owner=LI_NA, data=PDF, name="李娜.pdf", at=AT)
    (path,) = on_disk(home)
    assert b"PDF" not in path.read_bytes()
    assert "李娜" not in str(path)


def test_a_changed_file_is_said_to_be_damaged(home):
    stored = store(owner=LI_NA, data=PDF, name="a.pdf", at=AT)
    (path,) = on_disk(home)
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    with pytest.raises(FileDamaged):
        read(stored.address)


def test_the_bytes_of_another_file_are_not_accepted_in_its_place(home):
    first = store(owner=LI_NA, data=PDF, name="a.pdf", at=AT)
    second = store(owner=LI_NA, data=JPEG, name="b.jpg", at=AT)
    paths = {path.name: path for path in on_disk(home)}
    paths[first.address].write_bytes(paths[second.address].read_bytes())
    with pytest.raises(FileDamaged):
        read(first.address)


@pytest.mark.parametrize("address", ["", "../../etc/passwd", "a" * 63, "A" * 64, "a" * 64])
def test_an_address_that_is_none_is_missing(address):
    with pytest.raises(FileMissing):
        read(address)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\李娜\\布局图.PDF", "布局图.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("  ..  ", "文件.pdf"),
        ("", "文件.pdf"),
        ("长" * 300 + ".pdf", "长" * 80 + ".pdf"),
        ("<script>alert(1)</script>.pdf", "script.pdf"),
    ],
)
def test_a_name_can_do_no_harm(given, kept):
    assert clean_name(given, "application/pdf") == kept


def test_an_orphan_is_swept_after_a_day_and_what_is_referred_to_stays(home):
    orphan = store(owner=LI_NA, data=PDF, name="a.pdf", at=AT)
    kept = store(owner=LI_NA, data=JPEG, name="b.jpg", at=AT)
    in_wallet = store(owner=LI_NA, data=PNG, name="c.png", at=AT)
    Holding.objects.create(owner_kind="person", owner_id=LI_NA, document_type="ID", source="x", file=in_wallet, added_at=AT)
    assert sweep_orphans(at=AT + timedelta(hours=23), referenced=[]) == 0
    assert sweep_orphans(at=AT + timedelta(hours=25), referenced=[kept.address]) == 1
    with pytest.raises(FileMissing):
        read(orphan.address)
    assert read(kept.address) == JPEG
    assert read(in_wallet.address) == PNG


def test_a_file_given_again_today_is_not_swept():
    stored = store(owner=LI_NA, data=PDF, name="a.pdf", at=AT)
    store(owner=LI_NA, data=PDF, name="a.pdf", at=AT + timedelta(days=3))
    assert sweep_orphans(at=AT + timedelta(days=3, hours=1), referenced=[]) == 0
    assert read(stored.address) == PDF


def test_bytes_without_a_row_are_swept_after_a_day(home):
    with transaction.atomic():
        store(owner=LI_NA, data=PDF, name="a.pdf", at=AT)
        transaction.set_rollback(True)
    assert not StoredFile.objects.exists()
    assert len(on_disk(home)) == 1
    assert sweep_orphans(at=AT + timedelta(hours=1), referenced=[]) == 0
    assert sweep_orphans(at=AT + timedelta(days=2), referenced=[]) == 1
    assert not on_disk(home)


def test_a_file_whose_bytes_were_lost_is_whole_again_when_it_is_given_again(home):
    stored = store(owner=LI_NA, data=PDF, name="a.pdf", at=AT)
    on_disk(home)[0].unlink()
    store(owner=LI_NA, data=PDF, name="a.pdf", at=AT)
    assert read(stored.address) == PDF


def test_the_names_of_an_owners_files_can_be_forgotten():
    stored = store(owner=LI_NA, data=PDF, name="李娜的合同.pdf", at=AT)
    assert forget_names(LI_NA) == 1
    stored.refresh_from_db()
    assert stored.name == ""
    assert read(stored.address) == PDF
