"""The plan lanes follow the rules of drawing."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from onewindow.pages.cells import DayKind
from onewindow.pages.lanes import LaneRow, build_lanes, opening_sentence
from onewindow.pages.samples import CALENDAR, START, TODAY, live_lanes, live_rows, planned_lanes
from onewindow.pages.status import Status


def row(code: str, starts_on: date | None, ends_on: date | None, **more: object) -> LaneRow:
    return LaneRow(code, more.pop("department", "水务局"), code, "", Status("doing", "正在办"), starts_on, ends_on, **more)  # type: ignore[arg-type]


def lanes(*rows: LaneRow, ends_on: date = date(2026, 4, 17), today: date = TODAY, **more: object):  # type: ignore[no-untyped-def]
    return build_lanes(rows, calendar=CALENDAR, start=START, today=today, ends_on=ends_on, **more)  # type: ignore[arg-type]


def test_columns_are_working_days_of_one_width() -> None:
    dates = [words.text for words in planned_lanes().head if words.style in ("head-date", "head-today")]
    assert dates == ["今天交", "3/31", "4/1", "4/2", "4/3", "4/7", "4/8", "4/9", "4/10", "4/13", "4/14"]
    assert len({cell.width for cell in planned_lanes().cells}) == 1


def test_days_off_fold_into_one_seam_with_their_name_written_downwards() -> None:
    assert ["".join(letter.text for letter in seam.letters) for seam in planned_lanes().seams] == ["清明三天", "周末"]
    assert all(20 <= seam.width <= 26 for seam in planned_lanes().seams)


def test_a_make_up_workday_is_a_column_and_says_so() -> None:
    figure = lanes(row("A", date(2026, 5, 6), date(2026, 5, 11)), ends_on=date(2026, 5, 11), today=date(2026, 5, 6))
    assert "调休" in [words.text for words in figure.head]


def test_columns_are_never_narrower_than_22_pixels() -> None:
    figure = lanes(row("A", START, date(2026, 7, 30)), ends_on=date(2026, 7, 30))
    assert {cell.width for cell in figure.cells} == {22.0}
    assert figure.is_long


def test_lanes_stand_in_order_of_first_start_with_each_department_once() -> None:
    names = [words.text for words in live_lanes().words if words.style == "lane-department"]
    assert names == ["市场监管局", "卫生健康委", "消防救援局", "城市管理局", "水务局", "生态环境局"]


def test_before_anything_is_sent_every_cell_is_planned() -> None:
    assert planned_lanes().kinds == {"plan"}


def test_under_way_a_cell_says_done_today_stopped_or_planned() -> None:
    drainage = [cell.kind for cell in live_lanes(("B06",)).cells]
    assert drainage == [DayKind.DONE, *[DayKind.STOPPED] * 3, DayKind.DONE, DayKind.DOING, *[DayKind.PLANNED] * 7]


def test_days_past_the_due_day_are_overdue_and_run_to_today() -> None:
    figure = lanes(row("A", START, date(2026, 4, 3), progress="running", due_on=date(2026, 4, 3)))
    assert [cell.kind for cell in figure.cells][-2:] == [DayKind.OVERDUE, DayKind.OVERDUE]


def test_today_is_a_band_behind_its_column_and_behind_the_seam_on_a_day_off() -> None:
    figure = lanes(row("A", START, date(2026, 4, 17), progress="running"))
    cell = next(cell for cell in figure.cells if cell.kind is DayKind.DOING)
    assert figure.today is not None
    assert figure.today[0] < cell.x
    assert figure.today[0] + figure.today[1] > cell.x + cell.width
    on_sunday = lanes(row("A", START, date(2026, 4, 17)), today=date(2026, 4, 12))
    assert on_sunday.today is not None and on_sunday.today[0] == on_sunday.seams[1].x


def test_a_hard_need_has_a_dot_at_each_bar_it_opens() -> None:
    assert len(planned_lanes().dots) == 5
    assert len({x for x, _y in planned_lanes().dots}) == 1
    assert opening_sentence("营业执照", 5) in [words.text for words in planned_lanes().words]


def test_a_soft_need_is_an_arrow_with_words() -> None:
    assert [arrow.words.text for arrow in planned_lanes().soft] == ["健康证明可以后补"]


def test_there_is_one_critical_line_five_pixels_below_its_bars() -> None:
    figure = live_lanes()
    last = max(figure.cells, key=lambda cell: cell.x)
    assert figure.critical.count("M") == 1
    assert f"V{last.y + last.height + 5}" in figure.critical


def test_the_critical_line_falls_to_the_flag() -> None:
    flag = planned_lanes().flag
    assert flag is not None and flag.text == "4月14日（周二）全部办成"
    assert planned_lanes().critical.endswith(f"V{planned_lanes().foot_y + 12}")


def test_the_figure_says_in_words_what_it_shows() -> None:
    assert planned_lanes().title == "谁在办，并行到哪一步"
    assert planned_lanes().description == "6 个部门办 7 件事，每一格是一个工作日。4月14日（周二）全部办成。"


def test_the_table_says_the_same_facts() -> None:
    drainage = next(line for line in live_lanes().table if line.row.code == "B06")
    assert (drainage.days, drainage.needs) == (10, ("个体户设立登记",))


def test_an_item_without_dates_has_words_but_no_cells() -> None:
    figure = lanes(row("A", START, TODAY), row("B", None, None, hard_from=("A",)))
    assert "B" in [words.text for words in figure.words]
    assert figure.dots == ()


def test_no_two_cells_of_a_row_overlap() -> None:
    for one in live_rows():
        cells = lanes(one).cells
        assert all(a.x + a.width <= b.x for a, b in pairwise(cells))


def test_on_a_phone_all_rows_share_their_columns() -> None:
    phone = live_lanes().phone
    assert len(phone.rows) == 7
    by_day = {round(cell.x) for one in phone.rows for cell in one.cells}
    assert len(by_day) <= 14
    assert [bool(one.critical) for one in phone.rows].count(True) == 2


def test_long_names_are_folded_and_kept_whole_in_the_table() -> None:
    long = "城镇污水排入排水管网许可证核发（首次申请）以及其他一些很长的说明文字"
    figure = lanes(replace(row("A", START, TODAY), name=long))
    assert len([words for words in figure.words if words.style == "lane-name"]) == 2
    assert figure.table[0].row.name == long
