"""The description of an electronic certificate that travels with it (fields in use after GB/T 36903 and the national library)."""

from dataclasses import dataclass, field
from datetime import date, datetime

from onewindow.core.clock import LAW_ZONE

# Type of the holder's code in the national certificate library.
PERSON_CODE_TYPE = "111"
ORGANISATION_CODE_TYPE = "001"
LAST_DAY = "9999-12-31"


@dataclass(frozen=True, slots=True)
class CertificateDescription:
    """What is said of a certificate. `definer` is the body that defines the type, `issuer` the one that gives it, both with USCC;
    `holder_code_type` is 111 (公民身份号码) or 001 (USCC); `valid_until` None means 长期."""

    identifier: str
    type_code: str
    type_name: str
    number: str
    name: str
    version: int
    issued_on: date
    issuer_name: str
    issuer_code: str
    definer_name: str
    definer_code: str
    valid_from: date
    valid_until: date | None
    area_code: str
    holder_name: str
    holder_code: str
    holder_code_type: str
    item_name: str
    item_code: str
    state: str = "01"


@dataclass(frozen=True, slots=True)
class Copy:
    """加注件: a copy made for one use, by whom, why, and until when it may be relied on."""

    made_at: datetime
    made_by: str
    cause: str
    until_on: date
    creator_code: str = field(default="")


def describe_certificate(certificate: CertificateDescription, copy: Copy | None = None) -> dict[str, object]:
    """The description as JSON can hold it, under the field names of the national library."""
    told: dict[str, object] = {
        "license_code": certificate.identifier,
        "license_type_code": certificate.type_code,
        "license_type": certificate.type_name,
        "id_code": certificate.number,
        "name": certificate.name,
        "version": f"{certificate.version:03d}",
        "issue_date": certificate.issued_on.isoformat(),
        "issue_org_name": certificate.issuer_name,
        "issue_org_code": certificate.issuer_code,
        "definer_name": certificate.definer_name,
        "definer_code": certificate.definer_code,
        "effective_date": certificate.valid_from.isoformat(),
        "expiry_date": certificate.valid_until.isoformat() if certificate.valid_until else LAST_DAY,
        "area_code": certificate.area_code,
        "holder_name": certificate.holder_name,
        "holder_identity_num": certificate.holder_code,
        "holder_identity_type": certificate.holder_code_type,
        "related_item_name": certificate.item_name,
        "related_item_code": certificate.item_code,
        "license_status": certificate.state,
    }
    if copy:
        told["copy"] = {
            "created_at": copy.made_at.astimezone(LAW_ZONE).isoformat(),
            "creator": copy.made_by,
            "creator_code": copy.creator_code,
            "cause": copy.cause,
            "expires_on": copy.until_on.isoformat(),
        }
    return told
