"""Say of a file, or of a number, whether it is ours, unchanged and still in force; the file is looked at and not kept."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q
from django.utils.translation import gettext as _

from onewindow.accounts.masking import mask_name, mask_number
from onewindow.certs.identifiers import IdentifierRefused, read_identifier
from onewindow.certs.kinds import DocumentKind
from onewindow.certs.models import Document, Permit, PermitState
from onewindow.certs.signatures import Signature, has_traces, looks_like_pdf, read_signatures
from onewindow.core.clock import LAW_ZONE


class Outcome(StrEnum):
    GENUINE_VALID = "genuine_valid"
    GENUINE_SUSPENDED = "genuine_suspended"
    GENUINE_REVOKED = "genuine_revoked"
    GENUINE_CANCELLED = "genuine_cancelled"
    GENUINE_EXPIRED = "genuine_expired"
    GENUINE_SUPERSEDED = "genuine_superseded"
    ALTERED = "altered"
    FORGED = "forged"
    UNSIGNED = "unsigned"
    UNKNOWN = "unknown"
    NOT_PDF = "not_pdf"


class Result(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Check:
    """One of the four checks: its name, how it ended, and one plain sentence."""

    name: str
    result: Result
    sentence: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What the public may see of a document; names and numbers of persons are masked."""

    title: str
    number: str
    department: str
    addressee: str
    item: str
    sealed_on: date
    valid_from: date | None
    valid_until: date | None
    identifier: str
    rows: tuple[tuple[str, str], ...]
    is_certificate: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer: outcome, four checks, and the document as recorded where one is known. `by_number`: no file was shown."""

    outcome: Outcome
    headline: str
    advice: str
    checks: tuple[Check, ...]
    document: Summary | None
    checked_at: datetime
    sha256: str = ""
    by_number: bool = False

    @property
    def is_good(self) -> bool:
        return self.outcome is Outcome.GENUINE_VALID


@dataclass(frozen=True, slots=True)
class _Findings:
    """What was found out: the record of exactly this file, the record it seems to come from, and the signature that counts."""

    record: Document | None
    origin: Document | None
    signature: Signature | None
    sha256: str


_STATES = {
    PermitState.SUSPENDED: Outcome.GENUINE_SUSPENDED,
    PermitState.REVOKED: Outcome.GENUINE_REVOKED,
    PermitState.CANCELLED: Outcome.GENUINE_CANCELLED,
    PermitState.EXPIRED: Outcome.GENUINE_EXPIRED,
}


def check(data: bytes, at: datetime) -> Verdict:
    """The verdict on the bytes of a file as of `at`. Never raises for what a stranger may hand in."""
    if not looks_like_pdf(data):
        return _verdict(Outcome.NOT_PDF, _Findings(None, None, None, ""), at)
    signatures = read_signatures(data)
    sha256 = hashlib.sha256(data).hexdigest()
    record = Document.objects.filter(sha256=sha256).first()
    findings = _Findings(record, record or _origin(signatures), _foremost(signatures), sha256)
    return _verdict(_outcome(findings, signed=has_traces(data), at=at), findings, at)


def check_number(text: str, at: datetime) -> Verdict | None:
    """What is on record under a document number, a certificate number or an identifier; None when nothing is.

    It says what was issued, not that a paper in somebody's hand is it: that takes the file.
    """
    record = _by_number(text)
    if record is None:
        return None
    findings = _Findings(record, record, None, record.sha256)
    verdict = _verdict(_status(record, at), findings, at)
    hidden = (
        None if verdict.document is None or verdict.document.is_certificate else replace(verdict.document, addressee="", item="")
    )
    unseen = tuple(
        replace(one, result=Result.UNCHECKED, sentence=_("要看文件才知道，把文件放进来再验一次")) for one in verdict.checks[:2]
    )
    return replace(verdict, checks=unseen + verdict.checks[2:], document=hidden or verdict.document, by_number=True)


def _foremost(signatures: tuple[Signature, ...]) -> Signature | None:
    """Our own signature before a sound one of somebody else before a broken one."""
    return max(signatures, key=lambda one: (one.is_ours, one.is_sound, one.covers_all), default=None)


def _origin(signatures: tuple[Signature, ...]) -> Document | None:
    digests = {digest for one in signatures for digest in (one.signed_sha256, one.claimed_sha256) if digest}
    return Document.objects.filter(signed_sha256__in=digests).first()


def _outcome(findings: _Findings, *, signed: bool, at: datetime) -> Outcome:
    signature = findings.signature
    if signature is None:
        return Outcome.ALTERED if signed else Outcome.UNSIGNED
    if signature.is_sound and not signature.is_ours:
        return Outcome.FORGED
    if not (signature.is_sound and signature.covers_all):
        return Outcome.ALTERED
    if findings.record is None:
        # The bytes that no signature covers, those of the signature itself, differ from the record.
        return Outcome.ALTERED if findings.origin else Outcome.UNKNOWN
    return _status(findings.record, at)


def _status(record: Document, at: datetime) -> Outcome:
    permit = _permit(record)
    if permit is None:
        return Outcome.GENUINE_VALID
    if permit.state in _STATES:
        return _STATES[PermitState(permit.state)]
    if permit.valid_until and at.astimezone(LAW_ZONE).date() > permit.valid_until:
        return Outcome.GENUINE_EXPIRED
    return Outcome.GENUINE_SUPERSEDED if record.permit_version < permit.version else Outcome.GENUINE_VALID


def _permit(record: Document) -> Permit | None:
    return Permit.objects.filter(id=record.permit_id).first() if record.permit_id else None


def _by_number(text: str) -> Document | None:
    wanted = text.strip()[:200]
    with suppress(IdentifierRefused):
        wanted = str(read_identifier(wanted))
    certificates = Document.objects.filter(kind=DocumentKind.CERTIFICATE)
    permit = Permit.objects.filter(Q(identifier=wanted) | Q(certificate_number=wanted)).first() if wanted else None
    if permit:
        return certificates.filter(permit_id=permit.id).order_by("-permit_version").first()
    return Document.objects.filter(number=wanted).first()


def _verdict(outcome: Outcome, findings: _Findings, at: datetime) -> Verdict:
    headline, advice = _words(outcome)
    checks = (_issuer(outcome, findings), _integrity(outcome, findings), _standing(outcome, findings, at), _record(findings))
    document = None if findings.origin is None or outcome is Outcome.FORGED else _summary(findings.origin)
    return Verdict(outcome, headline, advice, checks, document, at, findings.record.sha256 if findings.record else "")


def _words(outcome: Outcome) -> tuple[str, str]:
    forged = _("不是真的，请不要收")
    return {
        Outcome.GENUINE_VALID: (_("真的，现在有效"), ""),
        Outcome.GENUINE_SUSPENDED: (_("曾经有效，现在暂扣"), _("暂扣期间不能凭它办事。")),
        Outcome.GENUINE_REVOKED: (_("曾经有效，现已撤销"), _("它已经没有效力，请不要再收。")),
        Outcome.GENUINE_CANCELLED: (_("曾经有效，现已注销"), _("它已经没有效力，请不要再收。")),
        Outcome.GENUINE_EXPIRED: (_("曾经有效，现已过期"), _("请持证人出示延续以后的证照。")),
        Outcome.GENUINE_SUPERSEDED: (_("真的，但已换了新版"), _("内容变更过，请持证人出示最新的一份。")),
        Outcome.ALTERED: (forged, _("盖章以后被改过。请向出示的人要原文件，或者打 12345 报告。")),
        Outcome.FORGED: (forged, _("上面的签名不是这里的部门签的。可以打 12345 报告。")),
        Outcome.UNSIGNED: (_("没有电子印章，验不了"), _("可能是打印件的扫描或截图。请向出示的人要带电子印章的原文件。")),
        Outcome.UNKNOWN: (_("有印章，但查不到这份文书"), _("请先不要收，打 12345 请部门核对。")),
        Outcome.NOT_PDF: (_("这不是 PDF 文件，验不了"), _("请放入发证时收到的 PDF 原文件。")),
    }[outcome]


def _issuer(outcome: Outcome, findings: _Findings) -> Check:
    name, signature = _("是这个部门发的"), findings.signature
    if signature is None:
        return Check(name, Result.FAILED, _("文件里没有能读出的电子印章"))
    if signature.is_ours:
        return Check(name, Result.PASSED, _("%(signer)s的电子印章，签名证书相符") % {"signer": signature.signer})
    if outcome is Outcome.FORGED:
        return Check(name, Result.FAILED, _("签名的是“%(signer)s”，用的不是这里认可的证书") % {"signer": signature.signer})
    return Check(name, Result.FAILED, _("签名已经损坏，看不出是谁签的"))


def _integrity(outcome: Outcome, findings: _Findings) -> Check:
    name = _("一个字都没改过")
    if outcome is Outcome.ALTERED:
        return Check(name, Result.FAILED, _("文件和盖章时不一样，有内容被改过、加过或删过"))
    if findings.record:
        return Check(name, Result.PASSED, _("文件指纹 %(print)s 与发出时一致") % {"print": _fingerprint(findings.sha256)})
    return Check(name, Result.UNCHECKED, _("没有可以比对的原件"))


def _standing(outcome: Outcome, findings: _Findings, at: datetime) -> Check:
    name = _("没有被撤销、注销，也没有过期")
    if findings.origin is None or outcome in (Outcome.FORGED, Outcome.NOT_PDF):
        return Check(name, Result.UNCHECKED, _("查不到对应的文书，无从查起"))
    told = {"when": f"{_day(at)} {at.astimezone(LAW_ZONE):%H:%M}"}
    standing = outcome if findings.record else _status(findings.origin, at)
    if standing is Outcome.GENUINE_VALID:
        sentence = _("刚刚查过：%(when)s") if findings.record else _("原来那份现在有效，但您手里的不是它（%(when)s 查）")
        return Check(name, Result.PASSED, sentence % told)
    return Check(name, Result.FAILED, _("%(state)s（%(when)s 查）") % {**told, "state": _words(standing)[0]})


def _record(findings: _Findings) -> Check:
    name, record = _("发出时有记录"), findings.record
    if record is None:
        return Check(name, Result.FAILED, _("用印台账里没有这个文件"))
    told = {"number": record.number, "day": _day(record.sealed_at)}
    return Check(name, Result.PASSED, _("用印台账：%(number)s，%(day)s") % told)


def _day(moment: datetime) -> str:
    day = moment.astimezone(LAW_ZONE)
    return _("%(year)s年%(month)s月%(day)s日") % {"year": day.year, "month": day.month, "day": day.day}


def _fingerprint(sha256: str) -> str:
    return f"{sha256[:4]} {sha256[4:8]} … {sha256[-4:]}".upper()


def _summary(record: Document) -> Summary:
    permit = _permit(record)
    shown = record.metadata.get("rows", []) if isinstance(record.metadata, dict) else []
    return Summary(
        title=record.title,
        number=(permit and permit.certificate_number) or record.number,
        department=record.department,
        addressee=mask_name(record.addressee) if record.addressee_kind == "person" else record.addressee,
        item=record.item,
        sealed_on=record.sealed_at.astimezone(LAW_ZONE).date(),
        valid_from=permit.valid_from if permit else None,
        valid_until=permit.valid_until if permit else None,
        identifier=permit.identifier if permit else "",
        rows=tuple((label, _masked(value, personal)) for label, value, personal in shown),
        is_certificate=record.kind == DocumentKind.CERTIFICATE,
    )


def _masked(value: str, personal: str) -> str:
    return {"name": mask_name, "number": mask_number}.get(personal, str)(value)
