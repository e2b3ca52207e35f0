"""What a file is, told from its bytes: PDF, OFD, JPEG or PNG, whole and readable; and names that do no harm and prove nothing."""

import io
import re
import unicodedata
import zipfile
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PDF, OFD, JPEG, PNG = "application/pdf", "application/ofd", "image/jpeg", "image/png"
SUFFIXES = {PDF: "pdf", OFD: "ofd", JPEG: "jpg", PNG: "png"}
IMAGE_SUFFIXES = frozenset({"jpg", "jpeg", "jpe", "jfif", "png"})
CLAIMS = {PDF: frozenset({"pdf"}), OFD: frozenset({"ofd"}), JPEG: IMAGE_SUFFIXES, PNG: IMAGE_SUFFIXES}
"""What a name may say of each type. Phones and scanners mix up the endings of pictures; that harms nobody."""

OTHER_ENDINGS = frozenset(
    [
        "7z",
        "apk",
        "bat",
        "bmp",
        "cmd",
        "com",
        "csv",
        "dll",
        "doc",
        "docm",
        "docx",
        "exe",
        "gif",
        "heic",
        "htm",
        "html",
        "jar",
        "js",
    ]
    + [
        "lnk",
        "msi",
        "php",
        "ppt",
        "pptx",
        "ps1",
        "py",
        "rar",
        "rtf",
        "scr",
        "sh",
        "svg",
        "tif",
        "tiff",
        "txt",
        "vbs",
        "webp",
        "wps",
    ]
    + ["xls", "xlsm", "xlsx", "xml", "zip"]
)
"""Endings that claim a type we do not take. Any other ending is part of a name ("合同.final"), and claims nothing."""

NAME_LENGTH = 80
OFD_ENTRIES = 10_000
_ENDINGS = OTHER_ENDINGS.union(*CLAIMS.values())
_SUFFIX = re.compile(r"\.([a-z0-9]{2,5})$")
_ENCRYPTED_PDF = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_FORBIDDEN = frozenset('<>:"|?*&;`$')


class Refusal(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN_TYPE = "unknown_type"
    TYPE_MISMATCH = "type_mismatch"
    ENCRYPTED_PDF = "encrypted_pdf"
    ENCRYPTED_OFD = "encrypted_ofd"
    DAMAGED = "damaged"


TEXTS: dict[Refusal, Promise] = {
    Refusal.EMPTY: _("这个文件是空的，里面什么也没有。请重新选一个。"),
    Refusal.TOO_LARGE: _("文件太大，最多 %(megabytes)d MB。请拍小一点，或分成几份传。"),
    Refusal.UNKNOWN_TYPE: _("只收 PDF、OFD 和照片（JPEG、PNG）。请换一种格式再传。"),
    Refusal.TYPE_MISMATCH: _("文件名说是一种格式，内容却是另一种，不能收。请从原来的软件重新导出一份。"),
    Refusal.ENCRYPTED_PDF: _("这个 PDF 加了密码，我们打不开。请去掉密码再传。"),
    Refusal.ENCRYPTED_OFD: _("这个 OFD 加了密码，我们打不开。请去掉密码再传。"),
    Refusal.DAMAGED: _("文件不完整，可能没有传完或已经损坏。请重新传一次。"),
}


class FileRefused(ValueError):
    """A file that is not taken. `reason` is a Refusal, `text` tells the person what to do."""

    def __init__(self, reason: Refusal, *, max_bytes: int = 0) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self._max_bytes = max_bytes

    @property
    def text(self) -> str:
        text = str(TEXTS[self.reason])
        return text % {"megabytes": self._max_bytes // (1024 * 1024)} if self.reason is Refusal.TOO_LARGE else text


def check_kind(data: bytes, name: str) -> str:
    """The content type of whole, readable bytes whose name does not claim another type. Raises FileRefused."""
    kind = _sniff(data)
    claimed = _claimed_suffix(name)
    if kind is None:
        known = claimed not in OTHER_ENDINGS and claimed != ""
        raise FileRefused(Refusal.TYPE_MISMATCH if known else Refusal.UNKNOWN_TYPE)
    if claimed and claimed not in CLAIMS[kind]:
        raise FileRefused(Refusal.TYPE_MISMATCH)
    if not _is_whole(kind, data):
        raise FileRefused(Refusal.DAMAGED)
    if kind == PDF and _ENCRYPTED_PDF.search(data):
        raise FileRefused(Refusal.ENCRYPTED_PDF)
    return kind


def clean_name(name: str, content_type: str) -> str:
    """A name to show and to save under: no folders, no invisible characters, the ending of its real type."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(
        character for character in last if unicodedata.category(character)[0] != "C" and character not in _FORBIDDEN
    )
    words = " ".join(visible.split()).strip(". ")
    claimed = _claimed_suffix(words)
    stem = words[: -len(claimed) - 1] if claimed else words
    return f"{stem[:NAME_LENGTH].strip('. ') or '文件'}.{SUFFIXES[content_type]}"


def _claimed_suffix(name: str) -> str:
    match = _SUFFIX.search(name.strip().lower())
    return match.group(1) if match and match.group(1) in _ENDINGS else ""


def _sniff(data: bytes) -> str | None:
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    return OFD if data.startswith(b"PK\x03\x04") and _is_ofd(data) else None


def _is_ofd(data: bytes) -> bool:
    """GB/T 33190: a zip with OFD.xml at its root. Nothing is unpacked, so nothing can grow."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    if len(entries) > OFD_ENTRIES or "OFD.xml" not in (entry.filename for entry in entries):
        return False
    if any(entry.flag_bits & 1 or entry.filename == "Encryptions.xml" for entry in entries):
        raise FileRefused(Refusal.ENCRYPTED_OFD)
    return True


def _is_whole(kind: str, data: bytes) -> bool:
    if kind == PDF:
        return b"%%EOF" in data[-2048:]
    if kind == JPEG:
        return b"\xff\xd9" in data
    if kind == PNG:
        return b"IEND" in data
    return True
