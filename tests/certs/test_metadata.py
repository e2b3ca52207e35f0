"""The description of a certificate carries the fields that the national library asks for."""

from datetime import date

from onewindow.certs.metadata import LAST_DAY, CertificateDescription, Copy, describe_certificate
from tests.certs.conftest import AT, IDENTIFIER, MARKET

CERTIFICATE = CertificateDescription(
    identifier=IDENTIFIER, type_code="11100000000013338W011", type_name="食品经营许可证", number="JY29901030012347",
    name="食品经营许可证", version=1, issued_on=date(2026, 4, 9), issuer_name=MARKET, issuer_code="11430000006122244L",
    definer_name="国家市场监督管理总局", definer_code="11100000000013338W", valid_from=date(2026, 4, 9), valid_until=None,
    area_code="990100", holder_name="禾味小馆", holder_code="92990100MA0000000X", holder_code_type="001",
    item_name="食品经营许可（新办）", item_code="000131001000",
)  # fmt: skip


def test_a_certificate_without_an_end_is_valid_to_the_last_day_that_can_be_written() -> None:
    told = describe_certificate(CERTIFICATE)
    assert (told["license_code"], told["version"], told["expiry_date"]) == (IDENTIFIER, "001", LAST_DAY)
    assert "copy" not in told


def test_a_copy_says_for_what_it_was_made_and_until_when() -> None:
    told = describe_certificate(CERTIFICATE, Copy(AT, "李*", "办理户外广告设置", date(2026, 5, 9)))
    assert told["copy"] == {
        "created_at": "2026-04-09T15:20:00+08:00",
        "creator": "李*",
        "creator_code": "",
        "cause": "办理户外广告设置",
        "expires_on": "2026-05-09",
    }
