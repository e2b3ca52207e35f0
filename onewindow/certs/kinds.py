"""The kinds of documents: title, seal and what each must say (行政许可法 and the local rules named in the table). No texts of a case."""

from dataclasses import dataclass
from enum import StrEnum

from onewindow.certs.seals import SealKind


class DocumentKind(StrEnum):
    """The 文书 of a part; the value is its place in the register of documents."""

    RECEIPT = "W01"
    CORRECTION = "W02"
    ACCEPTANCE = "W03"
    NON_ACCEPTANCE = "W04"
    TOLERANT_PROMISE = "W05"
    COMMITMENT = "W06"
    SPECIAL_PROCEDURE = "W07"
    EXTENSION = "W08"
    HEARING_RIGHT = "W09"
    HEARING_NOTICE = "W10"
    STATEMENT_RIGHT = "W12"
    INSPECTION = "W13"
    GRANT = "W14"
    REFUSAL = "W15"
    CERTIFICATE = "W16"
    DELIVERY = "W17"
    TERMINATION = "W20"


@dataclass(frozen=True, slots=True)
class KindTerms:
    """`required` names the fields of DocumentContext that may not be empty, beside those that every document needs."""

    title: str
    seal: SealKind
    template: str
    required: tuple[str, ...]
    basis: str


ALWAYS_REQUIRED = ("number", "department", "addressee", "item", "part", "on", "check_url")

_S, _O, _N = SealKind.SPECIAL, SealKind.OFFICIAL, SealKind.NONE
KINDS: dict[DocumentKind, KindTerms] = {
    DocumentKind.RECEIPT: KindTerms("申请材料接收凭证", _S, "receipt", ("received_on", "table", "handler"), "行政许可法 §32"),
    DocumentKind.CORRECTION: KindTerms(
        "一次性告知（补正）通知书",
        _S,
        "correction",
        ("received_on", "table", "reply_by", "consequence", "bases"),
        "行政许可法 §32(四)",
    ),
    DocumentKind.ACCEPTANCE: KindTerms(
        "受理通知书", _S, "acceptance", ("accepted_on", "promised_on", "enquiry", "remedies"), "行政许可法 §32"
    ),
    DocumentKind.NON_ACCEPTANCE: KindTerms(
        "不予受理决定书", _S, "non_acceptance", ("received_on", "reasons", "bases", "remedies"), "行政许可法 §32(一)(二)、§72(七)"
    ),
    DocumentKind.TOLERANT_PROMISE: KindTerms(
        "容缺受理承诺书", _N, "tolerant_promise", ("table", "reply_by", "consequence"), "河南省优化营商环境条例 §35"
    ),
    DocumentKind.COMMITMENT: KindTerms(
        "告知承诺书", _N, "commitment", ("conditions", "table", "promises", "consequence", "checking"), "优化营商环境条例 §40"
    ),
    DocumentKind.SPECIAL_PROCEDURE: KindTerms(
        "特别程序所需时间告知书", _S, "special_procedure", ("accepted_on", "procedure", "duration", "bases"), "行政许可法 §45"
    ),
    DocumentKind.EXTENSION: KindTerms(
        "延长审查期限告知书", _S, "extension", ("accepted_on", "duration", "reasons", "approved_by", "due_on"), "行政许可法 §42"
    ),
    DocumentKind.HEARING_RIGHT: KindTerms(
        "听证权利告知书", _S, "hearing_right", ("reply_by", "reasons", "enquiry"), "行政许可法 §47"
    ),
    DocumentKind.HEARING_NOTICE: KindTerms(
        "听证通知书", _S, "hearing_notice", ("held_at", "place", "people", "reasons"), "行政许可法 §48"
    ),
    DocumentKind.STATEMENT_RIGHT: KindTerms(
        "陈述申辩权利告知书", _S, "statement_right", ("reasons", "reply_by", "enquiry"), "行政许可法 §36"
    ),
    DocumentKind.INSPECTION: KindTerms(
        "现场核查记录", _N, "inspection", ("held_at", "place", "people", "findings"), "行政许可法 §34"
    ),
    DocumentKind.GRANT: KindTerms("准予行政许可决定书", _O, "grant", ("accepted_on", "bases"), "行政许可法 §38"),
    DocumentKind.REFUSAL: KindTerms(
        "不予行政许可决定书",
        _O,
        "refusal",
        ("accepted_on", "reasons", "bases", "remedies"),
        "行政许可法 §38；行政复议法 §20；行政诉讼法 §46",
    ),
    DocumentKind.CERTIFICATE: KindTerms(
        "", _O, "certificate", ("title", "rows", "identifier"), "行政许可法 §39；国务院令第716号 §9、§10"
    ),
    DocumentKind.DELIVERY: KindTerms("送达回证", _N, "delivery", ("table", "method", "people", "received_on"), "行政许可法 §44"),
    DocumentKind.TERMINATION: KindTerms("终止办理通知书", _S, "termination", ("received_on", "reasons"), "惯例"),
}
