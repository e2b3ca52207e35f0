"""Each document says what the law wants of its kind, and is not made when something is missing."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from onewindow.certs.documents import IncompleteDocument, Row, Table, missing_fields, render, render_for_seal
from onewindow.certs.kinds import KINDS, DocumentKind
from tests.certs.conftest import IDENTIFIER, MARKET, context_of

REMEDIES = ("60日内向云陵市人民政府申请行政复议", "6个月内依法向云陵市人民法院提起行政诉讼")
MUST_SAY: dict[DocumentKind, tuple[str, ...]] = {
    DocumentKind.RECEIPT: ("食品经营许可申请书", "份数", "2026年4月1日", "收件人：王强"),
    DocumentKind.CORRECTION: (
        "需要补正的全部内容一次告知",
        "经营场所平面图",
        "健康证明",
        "第三十二条",
        "2026年4月22日前",
        "视为撤回申请",
    ),
    DocumentKind.ACCEPTANCE: ("食品经营许可（新办）", "受理日期为2026年4月2日", "2026年4月17日前办结", "查询方式", *REMEDIES),
    DocumentKind.NON_ACCEPTANCE: ("不予受理", "不属于本机关职权范围", "请向云陵市卫生健康委员会申请", *REMEDIES),
    DocumentKind.TOLERANT_PROMISE: ("从业人员健康证明", "2026年4月16日前补交", "视为撤回申请"),
    DocumentKind.COMMITMENT: ("条件、标准", "应当提交的材料", "申请人的承诺", "承诺不实的", "核查方式"),
    DocumentKind.SPECIAL_PROCEDURE: ("检测", "第四十五条", "3个工作日", "不计算在办理期限内"),
    DocumentKind.EXTENSION: ("延长10个工作日", "需要复核", "何静（局长）批准", "2026年5月21日止"),
    DocumentKind.HEARING_RIGHT: ("五个工作日内", "2026年4月16日前", "不承担行政机关组织听证的费用"),
    DocumentKind.HEARING_NOTICE: ("2026年4月20日", "二楼听证室", "主持人", "何静", "有权申请回避"),
    DocumentKind.STATEMENT_RIGHT: ("有权进行陈述和申辩", "2026年4月16日前"),
    DocumentKind.INSPECTION: ("陈涛（执法证号YL-0103）", "赵敏（执法证号YL-0218）", "核查人员（签名）", "消毒设施"),
    DocumentKind.GRANT: ("准予行政许可", "2031年4月8日", "云市监W14〔2026〕12号"),
    DocumentKind.REFUSAL: ("不予行政许可", "内设有旱厕", "没有食品安全管理人员", *REMEDIES),
    DocumentKind.CERTIFICATE: ("食品经营许可证", "JY29901030012347", "2026年4月9日至2031年4月8日", IDENTIFIER),
    DocumentKind.DELIVERY: ("窗口领取", "签收人", "2026年4月10日", "准予行政许可决定书"),
    DocumentKind.TERMINATION: ("申请人于2026年4月8日书面撤回申请", "终止办理"),
}


def words_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_the_document_says_what_its_kind_must_say(kind: DocumentKind) -> None:
    context = context_of(kind)
    words = words_of(render(context))
    always: tuple[str, ...] = (context.shown_title, context.number, MARKET, "2026年4月9日", "无法律效力", "李娜")
    if kind is DocumentKind.CERTIFICATE:
        always = (context.shown_title, MARKET, "2026年4月9日", "样例，无法律效力", "李娜")
    assert [said for said in (*always, *MUST_SAY[kind]) if said not in words] == []


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_a_document_that_lacks_what_it_must_say_is_not_made(kind: DocumentKind) -> None:
    context = context_of(kind)
    for name in KINDS[kind].required:
        given = getattr(context, name)
        incomplete = replace(context, **{name: type(given)() if isinstance(given, (str, tuple)) else None})  # type: ignore[arg-type]
        assert missing_fields(incomplete) == (name,)
        with pytest.raises(IncompleteDocument):
            render(incomplete)


def test_every_refusal_tells_reasons_and_remedies() -> None:
    for kind in (DocumentKind.NON_ACCEPTANCE, DocumentKind.REFUSAL):
        assert {"reasons", "remedies", "bases"} <= set(KINDS[kind].required)


def test_a_decision_of_another_kind_bears_its_own_title_and_words() -> None:
    context = context_of(
        DocumentKind.GRANT,
        title="工伤认定决定书",
        paragraphs=("经审核，本机关认定为工伤",),
        certificate_number="",
        valid_from=None,
    )
    words = words_of(render(context))
    assert "工伤认定决定书" in words
    assert "经审核，本机关认定为工伤。" in words
    assert "行政许可" not in words


def test_what_people_write_is_text_and_fetches_nothing() -> None:
    context = context_of(DocumentKind.TERMINATION, addressee='<img src="file:///etc/passwd">某店')
    assert '<imgsrc="file:///etc/passwd">某店' in words_of(render(context))


def test_a_long_list_goes_over_pages_and_keeps_its_seal_on_the_last() -> None:
    rows = tuple((f"材料 {n}", "补上签名", "办法第三条") for n in range(60))
    rendered = render_for_seal(context_of(DocumentKind.CORRECTION, table=Table(("材料", "内容", "依据"), rows)))
    assert rendered.place.page == len(PdfReader(BytesIO(rendered.pdf)).pages) - 1 >= 2


def test_a_certificate_with_many_fields_stays_on_one_page() -> None:
    rows = tuple(Row(f"字段{n}", "内容" * 12) for n in range(14))
    context = context_of(
        DocumentKind.CERTIFICATE, rows=rows, title="建设工程消防设计审查意见书（样式）", valid_until=date(2027, 1, 1)
    )
    assert len(PdfReader(BytesIO(render(context))).pages) == 1
