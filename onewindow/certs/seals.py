"""Seal a PDF: the picture of the seal over the date and a signature after PAdES B-B (ETSI EN 319 142-1), made offline."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization
from django.db import models
from django.utils.translation import gettext_lazy as _
from pyhanko.pdf_utils.content import RawContent, ResourceType
from pyhanko.pdf_utils.generic import DictionaryObject, NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from onewindow.certs import authority
from onewindow.certs.pictures import DIAMETER, pdf_picture

FIELD = "OneWindowSeal"
RESERVED = 8_192
"""Hexadecimal digits kept free for the signature: with the longest names half of them. Told, the library need not sign twice to
find out."""


class SealKind(models.TextChoices):
    """The two seals a body keeps for this work, and the bare signature on papers that others sign by hand."""

    SPECIAL = "special", _("行政审批专用章")
    OFFICIAL = "official", _("机关印章")
    NONE = "none", _("电子签名（不盖章）")


@dataclass(frozen=True, slots=True)
class SealPlace:
    """Where the seal's middle goes: page counted from 0, pt from the left and from the bottom of the page."""

    page: int
    x: float
    y: float


class _SignerAt(signers.PdfSigner):
    """Signs at the moment it is told, where the library would ask the machine's clock."""

    at: datetime

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


def seal_pdf(
    pdf: bytes,
    *,
    department_code: str,
    organisation: str,
    kind: SealKind,
    place: SealPlace,
    number: str,
    at: datetime,
    specimen: bool = True,
) -> bytes:
    """The same PDF with the seal of `organisation` and its signature over every byte; no later change is permitted (DocMDP 1).

    `number` is the document's number and stands as the reason of the signature. `SealKind.NONE` signs without a picture.
    """
    credential = authority.signing_credential(department_code, organisation, at=at)
    box, style = None, None
    if kind is not SealKind.NONE:
        left, bottom, side = round(place.x - DIAMETER / 2), round(place.y - DIAMETER / 2), round(DIAMETER)
        box = (left, bottom, left + side, bottom + side)
        style = StaticStampStyle(background=_picture(organisation, seal_line(kind, specimen=specimen)), border_width=0)
    signer = _SignerAt(
        signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            name=organisation,
            reason=number,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        ),
        signer=_signer(credential, authority.root(at=at)),
        stamp_style=style,
        new_field_spec=SigFieldSpec(FIELD, on_page=place.page, box=box, readable_field_name=f"{organisation}电子印章"),
    )
    signer.at = at
    # pyHanko runs an event loop of its own; a thread of its own keeps it apart from one the caller may be in.
    with ThreadPoolExecutor(max_workers=1) as apart:
        sealed = apart.submit(signer.sign_pdf, IncrementalPdfFileWriter(BytesIO(pdf)), bytes_reserved=RESERVED).result()
    return bytes(sealed.getvalue())


def seal_line(kind: SealKind, *, specimen: bool = True) -> str:
    """The words at the foot of the seal; an official seal has none, so a specimen of it says that it is one."""
    if kind is SealKind.SPECIAL:
        return "行政审批专用章"
    return "样例" if specimen else ""


def _picture(organisation: str, line: str) -> RawContent:
    # Multiply, so that the date under the seal stays black, as ink on print does.
    content = RawContent(
        b"/Ink gs " + pdf_picture(organisation, line), box=BoxConstraints(width=round(DIAMETER), height=round(DIAMETER))
    )
    ink = DictionaryObject({NameObject("/BM"): NameObject("/Multiply")})
    content.set_resource(ResourceType.EXT_G_STATE, NameObject("/Ink"), ink)
    return content


def _signer(credential: authority.Credential, root: authority.Credential) -> signers.SimpleSigner:
    store = SimpleCertificateStore()
    store.register(_asn1(root))
    key = credential.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return signers.SimpleSigner(_asn1(credential), keys.PrivateKeyInfo.load(key), store)


def _asn1(credential: authority.Credential) -> x509.Certificate:
    return x509.Certificate.load(credential.certificate.public_bytes(serialization.Encoding.DER))
