"""A department, a moment and one document of each kind, as the worker would ask for them."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onewindow.certs.documents import DocumentContext, Official, Remedies, Row, Table
from onewindow.certs.kinds import DocumentKind

AT = datetime(2026, 4, 9, 7, 20, tzinfo=UTC)
MARKET = "云陵市市场监督管理局"
REMEDIES = Remedies("云陵市人民政府", "云陵市人民法院")
PART = "11990100MB0000000X3000131001000202604010008"
IDENTIFIER = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U"

_EXTRA: dict[DocumentKind, dict[str, object]] = {
    DocumentKind.RECEIPT: {
        "received_on": date(2026, 4, 1),
        "handler": "王强（综合窗口 3 号）",
        "table": Table(("材料名称", "份数", "来源"), (("食品经营许可申请书", "1", "申请人"), ("营业执照", "免交", "电子证照库"))),
    },
    DocumentKind.CORRECTION: {
        "received_on": date(2026, 4, 1),
        "table": Table(
            ("材料", "需要补正的内容", "依据"),
            (
                ("经营场所平面图", "补上操作间、仓库的尺寸，单位为米", "食品经营许可和备案管理办法第十三条"),
                ("健康证明", "换成在有效期内的健康证明", "食品安全法第四十五条"),
            ),
        ),
        "reply_by": date(2026, 4, 22),
        "consequence": "逾期不补正的，视为撤回申请，可以重新申请",
        "bases": ("《中华人民共和国行政许可法》第三十二条第一款第四项",),
    },
    DocumentKind.ACCEPTANCE: {
        "received_on": date(2026, 4, 1),
        "accepted_on": date(2026, 4, 2),
        "promised_on": date(2026, 4, 17),
        "due_on": date(2026, 5, 7),
        "enquiry": "政务服务网“我的办件”，或者拨打 12345",
        "remedies": REMEDIES,
        "bases": ("《中华人民共和国行政许可法》第三十二条第一款第五项",),
    },
    DocumentKind.NON_ACCEPTANCE: {
        "received_on": date(2026, 4, 1),
        "reasons": ("申请事项依法不属于本机关职权范围",),
        "competent": "云陵市卫生健康委员会",
        "bases": ("《中华人民共和国行政许可法》第三十二条第一款第二项",),
        "remedies": REMEDIES,
    },
    DocumentKind.TOLERANT_PROMISE: {
        "table": Table(("暂缺材料", "补交方式"), (("从业人员健康证明", "网上补交"),)),
        "reply_by": date(2026, 4, 16),
        "consequence": "逾期不补交的，视为撤回申请，已经受理的终止办理",
    },
    DocumentKind.COMMITMENT: {
        "conditions": ("经营场所与有毒、有害场所保持规定的距离", "有专职或者兼职的食品安全管理人员"),
        "table": Table(("材料名称", "提交方式"), (("食品经营许可申请书", "已提交"),)),
        "promises": ("已经知晓告知的全部内容", "能够满足告知的条件、标准和技术要求"),
        "consequence": "承诺不实的，依法撤销决定，并记入信用记录",
        "checking": "作出决定后两个月内现场核查",
    },
    DocumentKind.SPECIAL_PROCEDURE: {
        "accepted_on": date(2026, 4, 2),
        "procedure": "检测",
        "duration": "3 个工作日",
        "bases": ("《中华人民共和国行政许可法》第四十五条",),
    },
    DocumentKind.EXTENSION: {
        "accepted_on": date(2026, 4, 2),
        "duration": "10 个工作日",
        "reasons": ("现场核查发现的问题需要复核",),
        "approved_by": "何静（局长）",
        "due_on": date(2026, 5, 21),
    },
    DocumentKind.HEARING_RIGHT: {
        "reply_by": date(2026, 4, 16),
        "reasons": ("这项行政许可直接涉及你（单位）与他人之间的重大利益关系",),
        "enquiry": "行政审批科，0990-5550100",
    },
    DocumentKind.HEARING_NOTICE: {
        "held_at": "2026年4月20日（星期一）9时30分",
        "place": "政务服务中心二楼听证室",
        "people": (Official("主持人", "何静"), Official("记录人", "赵敏")),
        "reasons": ("娱乐场所设立申请依法应当听证",),
    },
    DocumentKind.STATEMENT_RIGHT: {
        "reasons": ("该申请可能影响相邻住户的采光和通行",),
        "reply_by": date(2026, 4, 16),
        "enquiry": "行政审批科，0990-5550100",
    },
    DocumentKind.INSPECTION: {
        "held_at": "2026年4月7日 9时至10时20分",
        "place": "云陵市南桥区东市街18号一层",
        "people": (Official("核查人员", "陈涛", "YL-0103"), Official("核查人员", "赵敏", "YL-0218")),
        "findings": ("操作间与仓库分开，布局与平面图一致", "消毒设施齐全，能够正常使用"),
    },
    DocumentKind.GRANT: {
        "accepted_on": date(2026, 4, 2),
        "bases": ("《中华人民共和国行政许可法》第三十八条第一款", "《中华人民共和国食品安全法》第三十五条"),
        "valid_from": date(2026, 4, 9),
        "valid_until": date(2031, 4, 8),
        "certificate_number": "JY29901030012347",
    },
    DocumentKind.REFUSAL: {
        "accepted_on": date(2026, 4, 2),
        "reasons": ("经营场所内设有旱厕，与食品处理区直接相通", "没有食品安全管理人员"),
        "bases": ("《中华人民共和国食品安全法》第三十三条第一款第一项",),
        "remedies": REMEDIES,
    },
    DocumentKind.CERTIFICATE: {
        "title": "食品经营许可证",
        "certificate_number": "JY29901030012347",
        "identifier": IDENTIFIER,
        "valid_from": date(2026, 4, 9),
        "valid_until": date(2031, 4, 8),
        "rows": (
            Row("经营者名称", "云陵市南桥区禾味小馆（个体工商户）"),
            Row("经营者", "李娜", "name"),
            Row("经营场所", "云陵市南桥区东市街18号一层"),
            Row("主体业态", "餐饮服务经营者（小型餐饮）"),
            Row("经营项目", "热食类食品制售"),
        ),
    },
    DocumentKind.DELIVERY: {
        "table": Table(("文书名称", "文书编号", "份数"), (("准予行政许可决定书", "云市监许准〔2026〕9号", "1"),)),
        "method": "窗口领取",
        "people": (Official("送达人", "王强"), Official("受送达人", "李*")),
        "received_on": date(2026, 4, 10),
    },
    DocumentKind.TERMINATION: {"received_on": date(2026, 4, 8), "reasons": ("申请人于2026年4月8日书面撤回申请",)},
}


def context_of(kind: DocumentKind, **changes: object) -> DocumentContext:
    """A complete document of the kind for 李娜's restaurant."""
    facts: dict[str, object] = {
        "kind": kind,
        "number": f"云市监{kind}〔2026〕12号",
        "department": MARKET,
        "addressee": "李娜",
        "item": "食品经营许可（新办）",
        "part": PART,
        "on": date(2026, 4, 9),
        "check_url": f"http://127.0.0.1:8000/verify/{kind}-12",
    }
    return DocumentContext(**(facts | _EXTRA[kind] | changes))  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def home(settings: object, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the tests' own for the test authority; one for the run, because keys are made once."""
    folder: Path = tmp_path_factory.getbasetemp() / "home"
    folder.mkdir(exist_ok=True)
    settings.ONEWINDOW_HOME = folder  # type: ignore[attr-defined]
    return folder
