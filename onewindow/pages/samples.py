"""Invented content for the style guide: 云陵市 and its people do not exist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onewindow.core.clock import LAW_ZONE, Calendar, Due, Pause, due
from onewindow.core.terms import Limit
from onewindow.pages.cells import Strip, plan_strip, promise_strip, running_strip
from onewindow.pages.fields import Choice, HeldFile, Problem, ScreenField, problems_of
from onewindow.pages.keys import KeyEntry
from onewindow.pages.lanes import WIDTH, LaneRow, Lanes, SoftNeed, build_lanes, opening_sentence
from onewindow.pages.ruler import Ruler, build_ruler
from onewindow.pages.status import Status
from onewindow.pages.timeline import TimelineEntry, build_timeline

TODAY = date(2026, 4, 8)
START = date(2026, 3, 30)
QINGMING = [date(2026, 4, day) for day in (4, 5, 6)]
LABOUR = [date(2026, 5, day) for day in (1, 2, 3, 4, 5)]
CALENDAR = Calendar(
    "样例",
    {2026: {**dict.fromkeys(QINGMING + LABOUR, True), date(2026, 5, 9): False}},
    {**dict.fromkeys(QINGMING, "清明"), **dict.fromkeys(LABOUR, "劳动节")},
)
TEST_DAYS = Pause(date(2026, 4, 1), date(2026, 4, 3), "testing")
STATUSES = (
    Status("done", "已办成"),
    Status("doing", "正在办"),
    Status("wait", "等营业执照"),
    Status("stop", "不算时间"),
    Status("you", "还差 1 份"),
    Status("soon", "明天到期"),
    Status("bad", "超期 2 天"),
)


@dataclass(frozen=True, slots=True)
class BundleLine:
    """A row of the home list."""

    name: str
    departments: str
    days: int
    spared: int
    strip: Strip


@dataclass(frozen=True, slots=True)
class Components:
    """One of each component."""

    statuses: tuple[Status, ...]
    bundles: tuple[BundleLine, ...]
    running: Strip
    promise: Strip
    planned: Lanes
    live: Lanes
    review: Lanes
    ruler: Ruler
    overdue: Ruler
    stopped: Ruler
    fields: tuple[ScreenField, ...]
    problems: tuple[Problem, ...]
    timeline: tuple[TimelineEntry, ...]
    keys: tuple[KeyEntry, ...]


def drainage() -> Due:
    """The drainage permit: ten working days, three of testing that do not count."""
    return due(START, Limit(10), CALENDAR, [TEST_DAYS])


def planned_lanes() -> Lanes:
    """开餐饮店 before it is sent."""
    day = date
    rows = (
        LaneRow(
            "B01",
            "市场监管局",
            "个体户设立登记",
            "即办，当场出照",
            Status("you", "请您核对"),
            START,
            START,
            opens=opening_sentence("营业执照", 5),
            critical=True,
        ),
        LaneRow(
            "B02",
            "市场监管局",
            "食品经营许可",
            "承诺 7 个工作日",
            STATUSES[2],
            day(2026, 3, 31),
            day(2026, 4, 9),
            hard_from=("B01",),
        ),
        LaneRow("B03", "卫生健康委", "从业人员健康证明", "体检机构，3 个工作日", STATUSES[4], START, day(2026, 4, 1)),
        LaneRow(
            "B04",
            "消防救援局",
            "营业前消防安全检查",
            "承诺 6 个工作日",
            STATUSES[2],
            day(2026, 3, 31),
            day(2026, 4, 8),
            hard_from=("B01",),
        ),
        LaneRow(
            "B05", "城市管理局", "店铺招牌备案", "1 个工作日", STATUSES[4], day(2026, 3, 31), day(2026, 3, 31), hard_from=("B01",)
        ),
        LaneRow(
            "B06",
            "水务局",
            "排水许可",
            "承诺 10 个工作日",
            STATUSES[2],
            day(2026, 3, 31),
            day(2026, 4, 14),
            hard_from=("B01",),
            critical=True,
        ),
        LaneRow(
            "B07",
            "生态环境局",
            "环境影响登记表备案",
            "即办",
            Status("done", "已填好"),
            day(2026, 3, 31),
            day(2026, 3, 31),
            hard_from=("B01",),
        ),
    )
    soft = (SoftNeed("B03", "B02", "健康证明可以后补"),)
    return build_lanes(
        rows, calendar=CALENDAR, start=START, today=START, ends_on=day(2026, 4, 14), soft=soft, today_word="今天交"
    )


def live_rows() -> tuple[LaneRow, ...]:
    """开餐饮店 on 8 April."""
    day = date
    done = STATUSES[0]
    stopped = frozenset(day(2026, 4, number) for number in (1, 2, 3))
    return (
        LaneRow("B01", "市场监管局", "个体户设立登记", "3月30日 办成", done, START, START, "finished", critical=True),
        LaneRow(
            "B02",
            "市场监管局",
            "食品经营许可",
            "张*，食品科",
            STATUSES[5],
            day(2026, 3, 31),
            day(2026, 4, 9),
            "running",
            hard_from=("B01",),
        ),
        LaneRow("B03", "卫生健康委", "从业人员健康证明", "4月2日 办成", done, START, day(2026, 4, 1), "finished"),
        LaneRow(
            "B04",
            "消防救援局",
            "营业前消防安全检查",
            "4月8日 办成",
            done,
            day(2026, 3, 31),
            day(2026, 4, 8),
            "finished",
            hard_from=("B01",),
        ),
        LaneRow(
            "B05",
            "城市管理局",
            "店铺招牌备案",
            "3月31日 办成",
            done,
            day(2026, 3, 31),
            day(2026, 3, 31),
            "finished",
            hard_from=("B01",),
        ),
        LaneRow(
            "B06",
            "水务局",
            "排水许可",
            "周*，排水科",
            STATUSES[1],
            day(2026, 3, 31),
            day(2026, 4, 17),
            "running",
            stopped=stopped,
            hard_from=("B01",),
            critical=True,
        ),
        LaneRow(
            "B07",
            "生态环境局",
            "环境影响登记表备案",
            "3月31日 办成",
            done,
            day(2026, 3, 31),
            day(2026, 3, 31),
            "finished",
            hard_from=("B01",),
        ),
    )


def live_lanes(codes: tuple[str, ...] = ()) -> Lanes:
    """开餐饮店 under way; with `codes` only these rows."""
    rows = tuple(row for row in live_rows() if not codes or row.code in codes)
    return build_lanes(
        rows,
        calendar=CALENDAR,
        start=START,
        today=TODAY,
        ends_on=date(2026, 4, 17),
        with_flag=not codes,
        width=1400 if codes else WIDTH,
    )


def fields() -> tuple[ScreenField, ...]:
    """A question page with two errors."""
    return (
        ScreenField("area", "经营面积", "number", "86", unit="平方米", source="来自不动产登记，2026年3月1日"),
        ScreenField(
            "distance",
            "排烟口离最近的邻居窗户多远？",
            "number",
            "十来米",
            "用步子量也可以，一大步约 0.7 米。",
            "米",
            error="请填数字，单位是米",
            width="medium",
        ),
        ScreenField(
            "plan",
            "厨房平面图",
            "file",
            hint="手画也行，写上长和宽。",
            error="照片太暗，图上的尺寸看不清",
            accept="image/*,application/pdf",
            held=HeldFile("IMG_0330.jpg", "已保存，2.1 MB"),
        ),
        ScreenField(
            "cold",
            "做不做凉菜？",
            "choice",
            hint="凉菜要单独的操作间。",
            choices=(Choice("yes", "做"), Choice("no", "不做", chosen=True)),
        ),
        ScreenField(
            "kind",
            "主体业态",
            "select",
            choices=(Choice("small", "小型餐饮", chosen=True), Choice("large", "大型餐饮")),
            width="medium",
        ),
        ScreenField("note", "还有什么要说明的？", "long", hint="不写也可以。"),
    )


def timeline() -> tuple[TimelineEntry, ...]:
    """What happened until 8 April."""

    def at(month: int, day: int, hour: int, minute: int) -> datetime:
        return datetime(2026, month, day, hour, minute, tzinfo=LAW_ZONE)

    return build_timeline(
        [
            TimelineEntry(at(3, 30, 9, 12), "done", "受理", "一次提交 7 项，受理号 YL202603300412。"),
            TimelineEntry(at(4, 1, 9, 0), "stop", "排水许可暂停计时", "法定检测开始，时限停 3 个工作日。"),
            TimelineEntry(at(4, 3, 16, 20), "done", "水质检测完成", "报告由检测机构直接送达，您不用交。"),
            TimelineEntry(at(4, 7, 14, 30), "done", "两个部门一起到店勘验", "市场监管局、消防救援局同去一次，用时 40 分钟。"),
            TimelineEntry(at(4, 8, 16, 50), "done", "消防安全检查办成", "消防救援局出具合格意见，已放进您的证照。"),
        ]
    )


def bundles() -> tuple[BundleLine, ...]:
    """The home list."""
    lines = (
        ("开餐饮店", "6 个部门 · 7 件事", 10, 27, 19),
        ("新生儿出生", "5 个部门 · 6 件事", 3, 14, 14),
        ("退休", "3 个部门 · 4 件事", 5, 16, 8),
    )
    return tuple(
        BundleLine(name, departments, days, spared, plan_strip(days, serial, f"一起办 {days} 个工作日，逐项办 {serial} 个"))
        for name, departments, days, serial, spared in lines
    )


def components() -> Components:
    """Everything the style guide shows."""
    clock = drainage()
    reasons = {"testing": "做水质检测，这 3 天不算。依据行政许可法第四十五条，3月31日已书面告知您。"}
    open_pause = due(START, Limit(10), CALENDAR, [Pause(date(2026, 4, 1), None, "testing")])
    shown = fields()
    return Components(
        statuses=STATUSES,
        bundles=bundles(),
        running=running_strip(clock, "已用 2 个工作日，3 天不计，还剩 7 个", today=TODAY, calendar=CALENDAR),
        promise=promise_strip(TODAY, date(2026, 4, 17), "7 个工作日，其间一个周末", calendar=CALENDAR),
        planned=planned_lanes(),
        live=live_lanes(),
        review=live_lanes(("B02", "B04", "B06")),
        ruler=build_ruler(clock, calendar=CALENDAR, today=TODAY, reasons=reasons, law=(20, date(2026, 5, 6)), median=8),
        overdue=build_ruler(due(START, Limit(5), CALENDAR), calendar=CALENDAR, today=date(2026, 4, 10)),
        stopped=build_ruler(
            open_pause, calendar=CALENDAR, today=TODAY, reasons={"testing": "做水质检测，什么时候好还没定，这些天都不算。"}
        ),
        fields=shown,
        problems=problems_of(shown),
        timeline=timeline(),
        keys=(
            KeyEntry("F2", "叫下一位"),
            KeyEntry("F3", "换事项"),
            KeyEntry("F9", "受理", href="#main"),
            KeyEntry("F10", "一次性告知", href="#main"),
            KeyEntry("j", "下一份材料"),
            KeyEntry("Control+Enter", "交意见并签章"),
            KeyEntry("?", "全部按键"),
        ),
    )
