"""Read the signatures out of the bytes of a PDF, damaged or not; whether they are to be believed is said in `verification`.

The bytes are searched, not parsed as PDF: a file that was tampered with may not open at all and must still be told from one
that was never signed.
"""

import hashlib
import re
from dataclasses import dataclass
from itertools import islice

from asn1crypto import cms, x509
from cryptography import x509 as pyca
from pyhanko.sign.general import (
    check_ess_certid,
    extract_certificate_info,
    extract_signer_info,
    find_unique_cms_attribute,
)
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from onewindow.certs import authority

HEADER = b"%PDF-"
_HEADER_WITHIN = 1024
# Each costs a digest of the file, and a hostile file may name a million.
_MOST_SIGNATURES = 16
_TRACES = (b"/ByteRange", b"/ETSI.CAdES.detached", b"/adbe.pkcs7.detached", b"/Adobe.PPKLite")
_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_CONTENTS = re.compile(rb"<(?:[0-9a-fA-F]{2})*>")
_DIGESTS = frozenset({"sha256", "sha384", "sha512"})


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature as found. `is_sound`: it fits its own certificate and the bytes it names; `is_ours`: that certificate is of
    this installation; `covers_all`: those bytes are the whole file. The digests are SHA-256 in hexadecimal, empty if unreadable."""

    signer: str
    is_sound: bool
    is_ours: bool
    covers_all: bool
    signed_sha256: str
    claimed_sha256: str


def looks_like_pdf(data: bytes) -> bool:
    return HEADER in data[:_HEADER_WITHIN] or has_traces(data)


def has_traces(data: bytes) -> bool:
    """Whether anything in the bytes says that they were signed once."""
    return any(trace in data for trace in _TRACES)


def read_signatures(data: bytes) -> tuple[Signature, ...]:
    """The signatures whose range of bytes can be read, in the order of the file, sixteen at most."""
    ranges = islice(_BYTE_RANGE.finditer(data), _MOST_SIGNATURES)
    return tuple(_read(data, *(int(number) for number in found.groups())) for found in ranges)


def signed_sha256(data: bytes) -> str:
    """Digest of what the only signature of a freshly sealed file covers."""
    (signature,) = read_signatures(data)
    return signature.signed_sha256


def _read(data: bytes, start: int, length: int, resume: int, rest: int) -> Signature:
    signed = data[start : start + length] + data[resume : resume + rest]
    gap = data[start + length : resume]
    digest = hashlib.sha256(signed).hexdigest()
    if not _CONTENTS.fullmatch(gap):
        return Signature("", False, False, False, digest, "")
    covers_all = start == 0 and resume == length + len(gap) and resume + rest == len(data)
    try:
        return _judge(bytes.fromhex(gap[1:-1].decode("ascii")), signed, digest, covers_all)
    except Exception:  # whatever two parsers raise on hostile ASN.1: the list is theirs and open, the answer is one
        return Signature("", False, False, covers_all, digest, "")


def _judge(der: bytes, signed: bytes, digest: str, covers_all: bool) -> Signature:
    signed_data = cms.ContentInfo.load(der)["content"]
    signer_info = extract_signer_info(signed_data)
    certificate = extract_certificate_info(signed_data).signer_cert
    claimed = find_unique_cms_attribute(signer_info["signed_attrs"], "message_digest").native.hex()
    return Signature(
        signer=_name(certificate),
        is_sound=_is_sound(signer_info, certificate, signed),
        is_ours=authority.is_ours(pyca.load_der_x509_certificate(certificate.dump())),
        covers_all=covers_all,
        signed_sha256=digest,
        claimed_sha256=claimed,
    )


def _is_sound(signer_info: cms.SignerInfo, certificate: x509.Certificate, signed: bytes) -> bool:
    algorithm = signer_info["digest_algorithm"]["algorithm"].native
    if algorithm not in _DIGESTS:
        return False
    try:
        intact, valid = validate_sig_integrity(signer_info, certificate, "data", hashlib.new(algorithm, signed).digest())
        return bool(intact and valid and _names_its_certificate(signer_info, certificate))
    except Exception:  # as in `_read`
        return False


def _names_its_certificate(signer_info: cms.SignerInfo, certificate: x509.Certificate) -> bool:
    """PAdES signs the hash of the certificate too, so that a certificate of the same key cannot be put in its place."""
    attribute = find_unique_cms_attribute(signer_info["signed_attrs"], "signing_certificate_v2")
    return bool(check_ess_certid(certificate, attribute["certs"][0]))


def _name(certificate: x509.Certificate) -> str:
    subject = certificate.subject.native
    return str(subject.get("organization_name") or subject.get("common_name") or "")[:100]
