"""The test authority of one installation: a root and one signing certificate for each body, made when first needed.

Nobody but this installation trusts it and its certificates say so (测试用 无法律效力). Each is one file of key and certificate,
readable by its owner only, and is never written a second time: what was sealed with it must stay checkable.
"""

import os
import re
import tempfile
import warnings
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

NO_FORCE = "测试用 无法律效力"
ROOT_NAME = "一窗测试根证书"
MOST_CHARACTERS = 64
ROOT_YEARS = 40
SIGNING_YEARS = 30
_CODE = re.compile(r"[A-Za-z0-9_\-]{1,40}")
# The demonstration city has a past: a certificate holds from a year before it is first needed.
_MARGIN = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Credential:
    """A private key and its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, 64 hexadecimal digits."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()


def root(*, at: datetime) -> Credential:
    """The root of this installation, made at `at` when there is none."""
    path = _folder() / "root.pem"
    return _read(path) if path.exists() else _keep(path, _make_root(at))


def signing_credential(department_code: str, organisation: str, *, at: datetime) -> Credential:
    """The credential with which the body seals; `organisation` is its full name, used only when the certificate is made."""
    if not _CODE.fullmatch(department_code):
        raise ValueError(f"department code {department_code!r} may not name a file")
    path = _folder() / f"department-{department_code}.pem"
    return _read(path) if path.exists() else _keep(path, _make_signing(organisation, issuer=root(at=at), at=at))


def is_ours(certificate: x509.Certificate) -> bool:
    """Whether this installation's root signed the certificate; false as well when there is no root yet."""
    path = _folder() / "root.pem"
    if not path.exists():
        return False
    try:
        certificate.verify_directly_issued_by(_read(path).certificate)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


def _folder() -> Path:
    folder = Path(settings.ONEWINDOW_HOME) / "ca"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _subject(common_name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            _words(NameOID.ORGANIZATION_NAME, organisation),
            _words(NameOID.ORGANIZATIONAL_UNIT_NAME, NO_FORCE),
            _words(NameOID.COMMON_NAME, common_name),
        ]
    )


def _words(kind: x509.ObjectIdentifier, text: str) -> x509.NameAttribute[str]:
    # RFC 5280 allows 64 characters; the library counts bytes, by which 22 Chinese characters would be too many.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return x509.NameAttribute(kind, text[:MOST_CHARACTERS], _validate=False)


def _make_root(at: datetime) -> Credential:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _subject(ROOT_NAME, "一窗")
    builder = _builder(name, name, key, at, ROOT_YEARS).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    return Credential(key, builder.add_extension(_usage(signs_certificates=True), critical=True).sign(key, hashes.SHA256()))


def _make_signing(organisation: str, *, issuer: Credential, at: datetime) -> Credential:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _subject(f"{organisation}电子印章", organisation)
    builder = (
        _builder(name, issuer.certificate.subject, key, at, SIGNING_YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False)
    )
    return Credential(key, builder.sign(issuer.key, hashes.SHA256()))


def _builder(
    name: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, at: datetime, years: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _MARGIN)
        .not_valid_after(at + timedelta(days=366 * years))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _read(path: Path) -> Credential:
    written = path.read_bytes()
    key = serialization.load_pem_private_key(written, password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return Credential(key, x509.load_pem_x509_certificate(written))


def _keep(path: Path, made: Credential) -> Credential:
    """Write the file unless another process was faster, and return what the file holds: a link appears whole or not at all."""
    text = made.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + made.certificate.public_bytes(serialization.Encoding.PEM)
    handle, draft = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
    return _read(path)
