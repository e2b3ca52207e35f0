"""The listener that turns an event into its statutory document: it gathers the facts, certs renders and seals. Harmless when done twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from onewindow.accounts.models import Department, Organisation, Person
from onewindow.cases.documents import called_for
from onewindow.cases.models import Case, Form
from onewindow.cases.selectors import references_of
from onewindow.cases.words import read_words
from onewindow.catalog import versions
from onewindow.catalog.calendars import current as current_calendar
from onewindow.catalog.catalogue import Catalogue
from onewindow.catalog.versions import terms_of_version
from onewindow.certs.documents import DocumentContext, Official, Remedies, Row, Table
from onewindow.certs.kinds import KINDS, DocumentKind
from onewindow.certs.models import Permit
from onewindow.certs.services import find_document, make_document
from onewindow.core import events as e
from onewindow.core.clock import law_day
from onewindow.core.deadlines import Facts, decide_by, statutory_clock
from onewindow.core.state import PartState, fold
from onewindow.core.terms import DocumentKey
from onewindow.ledger.store import Recorded, events_of, happened

WORDS = {
    "W01": "收", "W02": "补", "W03": "受", "W04": "不受", "W05": "容", "W06": "诺", "W07": "停", "W08": "延", "W09": "听告",
    "W10": "听", "W12": "陈", "W14": "准", "W15": "不准", "W16": "证", "W17": "送", "W20": "终",
}  # fmt: skip
"""The word of each kind in a document's number (文种代字)."""
OUTCOMES = {
    "permit": ("准予行政许可决定书", "不予行政许可决定书", "准予行政许可"),
    "confirmation": ("行政确认决定书", "不予行政确认决定书", "予以确认"),
    "payment": ("行政给付决定书", "不予行政给付决定书", "给予给付"),
    "award": ("行政奖励决定书", "不予行政奖励决定书", "给予奖励"),
    "adjudication": ("行政裁决书", "驳回裁决申请决定书", "支持申请人的请求"),
    "filing": ("备案（登记）通知书", "不予备案（登记）通知书", "予以备案（登记）"),
    "service": ("办理结果通知书", "不予办理通知书", "予以办理"),
}
PROCEDURES = {
    "hearing": "听证", "bidding": "招标", "auction": "拍卖", "inspection": "检验", "test": "检测", "quarantine": "检疫",
    "appraisal": "鉴定", "expert_review": "专家评审",
}  # fmt: skip
WAYS = {"electronic": "电子送达（网上账户）", "counter": "窗口领取", "post": "邮寄送达", "locker": "自助柜领取"}
HOW = {"held": "已有证照", "shared": "数据共享", "generated": "系统生成", "asked": "申请人提交", "yielded": "前一事项产生"}
GROUNDS = {
    "no_permit_needed": "该事项依法不需要取得行政许可",
    "not_competent": "该事项依法不属于本机关职权范围",
    "correction_lapsed": "在补正通知书载明的期限内没有补正，视为撤回申请",
    "supplement_lapsed": "在承诺的期限内没有补交容缺材料，视为撤回申请",
}
HALL = "云陵市市民中心"
ENQUIRY = "登录云陵市政务服务网“我的办件”，或者拨打 12345"
REVIEW_BODY = "云陵市人民政府"
COURT = "云陵市人民法院"


@dataclass(frozen=True, slots=True)
class Matter:
    """Everything a document may need of its event: the part as it was then, the item's terms, the people and their words."""

    recorded: Recorded
    part_id: str
    state: PartState
    facts: Facts
    catalogue: Catalogue
    words: dict[str, str]
    name: str
    number: str
    on: date
    permit: Permit | None = None

    @property
    def event(self) -> Any:
        return self.recorded.event

    @property
    def item_name(self) -> str:
        """What the item is called, also when it was imported and no catalogue has it."""
        item = self.catalogue.items.get(self.state.item)
        return item.name() if item else versions.name_of_version(self.state.item_version).name()

    def document_name(self, key: DocumentKey) -> str:
        if key.type in self.catalogue.documents:
            return self.catalogue.document_name(key)
        return self.imported_name(key.type)

    def imported_name(self, document_type: str) -> str:
        return versions.document_names_of_version(self.state.item_version).get(document_type, document_type)

    def promised_on(self) -> date | None:
        return decide_by(self.state, self.facts)

    def due_on(self) -> date | None:
        return statutory_clock(self.state, self.facts).due_on(self.facts.calendar) if self.state.accepted_on else None


def hear(recorded: Recorded, at: datetime) -> None:
    """Make every document that this event calls for, and that does not exist yet."""
    kinds = called_for(recorded.event)
    if not kinds:
        return
    matter = _matter(recorded)
    for kind in kinds:
        named = DocumentKind(kind)
        if find_document(stream_id=recorded.stream_id, seq=recorded.seq, kind=named) is None:
            _make(matter, named, at)


def announced(recorded: Recorded) -> tuple[tuple[str, str], ...]:
    """Title and number of each document that this event calls for, whether it is sealed already or not yet."""
    kinds = called_for(recorded.event)
    if not kinds:
        return ()
    matter = _matter(recorded)
    department = Department.objects.filter(pk=matter.state.department).first()
    abbreviation = department.abbreviation if department else "云政"
    named = [DocumentKind(kind) for kind in kinds]
    return tuple(
        (_DETAILS[kind](matter).get("title") or KINDS[kind].title, document_number(matter, kind, abbreviation)) for kind in named
    )


def _make(matter: Matter, kind: DocumentKind, at: datetime) -> None:
    department = Department.objects.filter(pk=matter.state.department).first()
    number = document_number(matter, kind, department.abbreviation if department else "云政")
    context = DocumentContext(
        kind=kind,
        number=number,
        department=department.name if department else matter.state.department,
        addressee=matter.name,
        addressee_number=matter.number,
        item=matter.item_name,
        part=matter.state.number,
        on=matter.on,
        check_url=settings.ONEWINDOW_ORIGIN + reverse("certs:verify_number", args=[number]),
        received_on=matter.state.received_on or matter.on,
        accepted_on=matter.state.accepted_on,
        enquiry=ENQUIRY,
        bases=_bases(matter),
        remedies=Remedies(REVIEW_BODY, COURT) if "remedies" in KINDS[kind].required else None,
        **_DETAILS[kind](matter),
    )
    make_document(
        context,
        department_code=matter.state.department,
        stream_id=matter.recorded.stream_id,
        seq=matter.recorded.seq,
        part_id=matter.part_id,
        owner=matter.state.applicant,
        addressee_kind=matter.state.applicant_kind,
        at=at,
        permit_id=matter.permit.pk if matter.permit else None,
    )


def document_number(matter: Matter, kind: DocumentKind, abbreviation: str) -> str:
    """机关代字 + 文种代字 + 〔year〕 + the part's own serial: unique without a counter, so a rebuild gives it again."""
    tail = matter.state.number[18:]
    if matter.permit is not None:
        tail = f"{tail}-{matter.permit.document_type}"
    elif kind in (DocumentKind.SPECIAL_PROCEDURE, DocumentKind.RECEIPT):
        tail = f"{tail}-{matter.recorded.seq}"
    return f"{abbreviation}{WORDS[kind]}〔{matter.on.year}〕{tail}号"


def _matter(recorded: Recorded) -> Matter:
    permit = Permit.objects.filter(pk=recorded.stream_id).first() if isinstance(recorded.event, e.PermitIssued) else None
    part_id = permit.part_id if permit else recorded.stream_id
    state = fold(happened(events_of(part_id, until=None if permit else recorded.seq)))
    catalogue_hash = Case.objects.filter(pk=state.case).values_list("catalogue", flat=True).first()
    catalogue = versions.load(catalogue_hash) if catalogue_hash else versions.current()
    name, number = _addressee(state)
    return Matter(
        recorded=recorded,
        part_id=part_id,
        state=state,
        facts=Facts(terms_of_version(state.item_version), current_calendar()),
        catalogue=catalogue,
        words=read_words(references_of(recorded)),
        name=name,
        number=number,
        on=law_day(recorded.at),
        permit=permit,
    )


def _addressee(state: PartState) -> tuple[str, str]:
    """Name and masked number; what was erased is said to be erased."""
    if state.applicant_kind == "organisation":
        firm = Organisation.objects.filter(pk=state.applicant).first()
        return (firm.name, firm.credit_code) if firm else ("（申请人）", "")
    person = Person.objects.filter(pk=state.applicant).first()
    if person is None or not person.name:
        return "（已依法删除）", ""
    return person.name, person.masked_id_number


def _bases(matter: Matter) -> tuple[str, ...]:
    """The article for a permit; what is no permit rests on its own basis in the catalogue, else on its announced guide."""
    event_basis = _BASES.get(type(matter.event))
    if event_basis and matter.state.profile == "permit":
        return (event_basis,)
    item = matter.catalogue.items.get(matter.state.item)
    return tuple(item.guide.basis) if item and item.guide.basis else ("该事项公布的办事指南",)


_BASES = {
    e.ApplicationAccepted: "《中华人民共和国行政许可法》第三十二条第一款第五项",
    e.CorrectionRequested: "《中华人民共和国行政许可法》第三十二条第一款第四项",
    e.AcceptanceRefused: "《中华人民共和国行政许可法》第三十二条",
    e.ClockPaused: "《中华人民共和国行政许可法》第四十五条",
    e.TermExtended: "《中华人民共和国行政许可法》第四十二条",
    e.ApplicationGranted: "《中华人民共和国行政许可法》第三十八条第一款",
    e.ApplicationRefused: "《中华人民共和国行政许可法》第三十八条第二款",
}


def _receipt(matter: Matter) -> dict[str, Any]:
    rows = tuple((matter.document_name(given.key), HOW[given.how]) for given in matter.state.given)
    return {"table": Table(("材料", "来源"), rows or (("申请表", "系统生成"),)), "handler": "综合窗口（网上申请由系统收件）"}


def _correction(matter: Matter) -> dict[str, Any]:
    rows = tuple((matter.document_name(defect.key), matter.words.get(defect.text, "需要补正")) for defect in matter.event.defects)
    return {
        "table": Table(("材料", "需要补正的内容"), rows),
        "reply_by": matter.event.until,
        "consequence": "逾期不补正的，视为撤回申请；可以重新申请。",
    }


def _acceptance(matter: Matter) -> dict[str, Any]:
    return {"promised_on": matter.promised_on(), "due_on": matter.due_on()}


def _non_acceptance(matter: Matter) -> dict[str, Any]:
    reason = matter.words.get(matter.event.text, "")
    competent = matter.event.competent
    department = Department.objects.filter(pk=competent).first() if competent else None
    reasons = tuple(text for text in (GROUNDS[matter.event.ground], reason) if text)
    return {"reasons": reasons, "competent": department.name if department else competent}


def _tolerant(matter: Matter) -> dict[str, Any]:
    rows = tuple((matter.document_name(key),) for key in matter.event.missing)
    consequence = "逾期不补交的，视为撤回申请。"
    return {"table": Table(("暂缺的材料",), rows), "reply_by": matter.event.supplement_until, "consequence": consequence}


def _commitment(matter: Matter) -> dict[str, Any]:
    rows = tuple((matter.document_name(need.key),) for need in matter.state.needed) or (("申请表",),)
    item = matter.catalogue.items.get(matter.state.item)
    conditions = tuple(str(text) for text in item.guide.conditions) if item else ()
    return {
        "conditions": conditions or ("符合该事项的法定条件和标准",),
        "table": Table(("材料",), rows),
        "promises": ("已经知道并达到上述条件，提交的材料真实有效，愿意承担不实承诺的责任。",),
        "consequence": "承诺不实的，撤销决定，依法处理并记入信用记录。",
        "checking": "作出决定后由本机关现场核查或者通过数据比对核查。",
    }


def _pause(matter: Matter) -> dict[str, Any]:
    days = matter.event.expected_days
    return {"procedure": PROCEDURES[matter.event.procedure], "duration": f"{days} 个工作日"}


def _extension(matter: Matter) -> dict[str, Any]:
    body = REVIEW_BODY if matter.facts.terms.joint else "本行政机关"
    return {
        "duration": f"{matter.event.days} 个工作日",
        "reasons": (matter.words.get(matter.event.text, "情况复杂，需要进一步核实"),),
        "approved_by": f"{body}负责人",
        "due_on": matter.due_on() or matter.on,
    }


def _hearing_right(matter: Matter) -> dict[str, Any]:
    return {"reply_by": matter.event.until, "reasons": ("该事项直接涉及申请人与他人之间重大利益关系。",)}


def _hearing_notice(matter: Matter) -> dict[str, Any]:
    mandatory = matter.facts.terms.hearing == "mandatory"
    reason = "法律、法规规定实施该行政许可应当听证。" if mandatory else "申请人、利害关系人要求听证。"
    presider = Person.objects.filter(pk=matter.event.presider).first()
    on = matter.event.on
    return {
        "held_at": f"{on.year}年{on.month}月{on.day}日上午9时30分",
        "place": f"{HALL}听证室",
        "people": (Official("主持人", presider.name if presider and presider.name else "另行告知"),),
        "reasons": (reason,),
    }


def _statement_right(matter: Matter) -> dict[str, Any]:
    return {"reasons": ("裁决结果与你（单位）有直接利害关系。",), "reply_by": matter.event.until}


def _grant(matter: Matter) -> dict[str, Any]:
    title, _, verb = OUTCOMES[matter.state.profile]
    paragraphs: tuple[str, ...] = ()
    if matter.state.profile != "permit":
        accepted = matter.state.accepted_on
        assert accepted is not None
        paragraphs = (
            f"你（单位）提出的“{matter.item_name}”申请，本机关于{accepted.year}年{accepted.month}月{accepted.day}日受理。"
            f"经审查，符合规定条件，决定{verb}。",
        )
    return {"title": title, "paragraphs": paragraphs}


def _refusal(matter: Matter) -> dict[str, Any]:
    _, title, verb = OUTCOMES[matter.state.profile]
    reasons = (matter.words.get(matter.event.text, "不符合法定条件"),)
    paragraphs = (
        () if matter.state.profile == "permit" else (f"经审查，本机关决定不{verb.removeprefix('准').removeprefix('予以')}。",)
    )
    return {"title": title, "reasons": reasons, "paragraphs": paragraphs}


def _certificate(matter: Matter) -> dict[str, Any]:
    permit = matter.permit
    assert permit is not None
    document = matter.catalogue.documents.get(permit.document_type)
    personal = "name" if matter.state.applicant_kind == "person" else ""
    rows = [Row("持证主体", matter.name, personal), *_answers(matter), Row("发证机关", _department_name(matter.state.department))]
    return {
        "title": document.name() if document else matter.imported_name(permit.document_type),
        "rows": tuple(rows),
        "identifier": permit.identifier,
        "certificate_number": permit.certificate_number,
        "valid_from": permit.valid_from,
        "valid_until": permit.valid_until,
    }


def _answers(matter: Matter) -> list[Row]:
    """The answers that the item writes into its certificate, in words."""
    item = matter.catalogue.items.get(matter.state.item)
    form = Form.objects.filter(case_id=matter.state.case).first()
    answers = (form.answers or {}) if form else {}
    rows = []
    for field in item.fields if item else ():
        question = matter.catalogue.questions.get(field)
        if question is not None and answers.get(field) not in (None, "", []):
            rows.append(Row(str(question.label), spoken_answer(question, answers[field])))
    return rows


def spoken_answer(question: Any, value: Any) -> str:
    """An answer in words: the choice's label, 是/否, or the value with its unit."""
    labels = {choice: str(text) for choice, text in question.choices}
    if isinstance(value, bool):
        return labels.get(value) or ("是" if value else "否")
    if isinstance(value, list):
        return "、".join(labels.get(one, str(one)) for one in value)
    return labels.get(value, f"{value}{question.unit or ''}")


def _department_name(code: str) -> str:
    department = Department.objects.filter(pk=code).first()
    return department.name if department else code


def _delivery(matter: Matter) -> dict[str, Any]:
    rows = tuple((matter.document_name(key),) for key, _ in matter.state.documents)
    receiver = matter.words.get(matter.event.receiver, "本人")
    return {
        "table": Table(("送达的证照",), rows or (("决定书",),)),
        "method": WAYS.get(matter.event.way, matter.event.way),
        "people": (Official("签收人", receiver),),
    }


def _termination(matter: Matter) -> dict[str, Any]:
    if isinstance(matter.event, e.NotReceived):
        return {"reasons": (f"所需的{matter.document_name(matter.event.key)}没有办成，本项没有收件，可以重新申请。",)}
    reason = GROUNDS.get(matter.state.ground, "申请人撤回申请")
    return {"reasons": (reason,)}


_DETAILS = {
    DocumentKind.RECEIPT: _receipt,
    DocumentKind.CORRECTION: _correction,
    DocumentKind.ACCEPTANCE: _acceptance,
    DocumentKind.NON_ACCEPTANCE: _non_acceptance,
    DocumentKind.TOLERANT_PROMISE: _tolerant,
    DocumentKind.COMMITMENT: _commitment,
    DocumentKind.SPECIAL_PROCEDURE: _pause,
    DocumentKind.EXTENSION: _extension,
    DocumentKind.HEARING_RIGHT: _hearing_right,
    DocumentKind.HEARING_NOTICE: _hearing_notice,
    DocumentKind.STATEMENT_RIGHT: _statement_right,
    DocumentKind.GRANT: _grant,
    DocumentKind.REFUSAL: _refusal,
    DocumentKind.CERTIFICATE: _certificate,
    DocumentKind.DELIVERY: _delivery,
    DocumentKind.TERMINATION: _termination,
}
