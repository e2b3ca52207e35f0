"""The clock ruler accounts for every day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onewindow.core.clock import Calendar, Pause, due
from onewindow.core.terms import Limit, Unit
from onewindow.pages.ruler import build_ruler
from onewindow.pages.samples import CALENDAR, TODAY, drainage

REASONS = {"testing": "做水质检测，这 3 天不算。"}


def test_every_span_has_its_sentence() -> None:
    ruler = build_ruler(drainage(), calendar=CALENDAR, today=TODAY, reasons=REASONS)
    assert [(line.when, line.why) for line in ruler.lines] == [
        ("3月30日（周一）", "受理。从第二天起算，承诺 10 个工作日。"),
        ("3月31日（周二）", "第 1 个工作日。"),
        ("4月1日至3日", "做水质检测，这 3 天不算。"),
        ("4月4日至6日", "清明放假，不算。"),
        ("4月7日至16日", "第 2 至 9 个工作日。其间周末不算。今天是第 3 个。"),
        ("4月17日（周五）", "第 10 个工作日，在这天前办成。"),
    ]


def test_promise_legal_limit_and_median_stand_below() -> None:
    ruler = build_ruler(drainage(), calendar=CALENDAR, today=TODAY, law=(20, date(2026, 5, 6)), median=8)
    assert ruler.facts == ("承诺 10 个工作日 · 4月17日", "法律最多 20 个工作日 · 5月6日", "最近 90 天别人一半在 8 个工作日内办成")


def test_what_is_left_is_named_under_the_cells() -> None:
    ruler = build_ruler(drainage(), calendar=CALENDAR, today=TODAY)
    assert [bracket.words.text for bracket in ruler.wide.brackets] == ["依法不算在内", "还剩 7 个工作日"]
    assert ruler.days_left == 7


def test_cells_are_34_pixels_high_and_stopped_days_have_no_number() -> None:
    cells = build_ruler(drainage(), calendar=CALENDAR, today=TODAY).wide.cells
    assert {cell.height for cell in cells} == {34}
    assert all(cell.number == 0 for cell in cells if cell.kind == "stop")


def test_a_late_item_says_that_it_is_late() -> None:
    ruler = build_ruler(due(date(2026, 3, 30), Limit(5), CALENDAR), calendar=CALENDAR, today=date(2026, 4, 10))
    assert ruler.is_overdue
    assert ruler.lines[-1].why == "第 5 个工作日，已经超过。"
    assert ruler.wide.brackets[-1].words.text == "超过了"


def test_a_stop_without_an_end_promises_no_day() -> None:
    clock = due(date(2026, 3, 30), Limit(10), CALENDAR, [Pause(date(2026, 4, 1), None, "testing")])
    ruler = build_ruler(clock, calendar=CALENDAR, today=TODAY)
    assert ruler.description == "时间停着，哪天接着算还没定。"
    assert ruler.lines[-1].when == "4月1日（周三）起"


def test_what_is_done_at_once_has_one_line() -> None:
    ruler = build_ruler(due(TODAY, Limit(0), CALENDAR), calendar=CALENDAR, today=TODAY)
    assert len(ruler.lines) == 1


def test_a_due_day_beyond_the_announced_calendar_is_called_provisional() -> None:
    ruler = build_ruler(due(date(2026, 12, 30), Limit(10), CALENDAR), calendar=CALENDAR, today=date(2026, 12, 30))
    assert ruler.provisional
    assert "还没公布" in ruler.facts[-1]


def test_long_periods_go_on_in_a_second_line() -> None:
    ruler = build_ruler(due(TODAY, Limit(60, Unit.CALENDAR_DAY), CALENDAR), calendar=CALENDAR, today=TODAY)
    assert len({cell.y for cell in ruler.wide.cells}) > 1
    assert max(cell.x + cell.width for cell in ruler.narrow.cells) <= ruler.narrow.width


@given(
    start=st.dates(date(2026, 1, 1), date(2026, 10, 1)),
    days=st.integers(1, 45),
    pause=st.none() | st.tuples(st.integers(1, 20), st.integers(0, 12)),
    seen=st.integers(0, 90),
)
def test_every_figure_keeps_inside_its_box(start: date, days: int, pause: tuple[int, int] | None, seen: int) -> None:
    calendar = Calendar("test", {2026: {}})
    since = start + timedelta(days=pause[0]) if pause else start
    pauses = [Pause(since, since + timedelta(days=pause[1]), "testing")] if pause else []
    ruler = build_ruler(due(start, Limit(days), calendar, pauses), calendar=calendar, today=start + timedelta(days=seen))
    for figure in (ruler.wide, ruler.narrow):
        assert all(cell.x >= 0 and cell.x + cell.width <= figure.width + 1 for cell in figure.cells)
        assert all(cell.y + cell.height <= figure.height for cell in figure.cells)
