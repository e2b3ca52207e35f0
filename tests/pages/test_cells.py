"""One cell is one working day."""

from datetime import date

from onewindow.core.clock import Calendar, Pause, due
from onewindow.core.terms import Limit, Unit
from onewindow.pages.cells import DayKind, PlacedCell, build_strip, days_of, plan_strip, promise_strip
from onewindow.pages.samples import CALENDAR, TODAY, drainage

PLAIN = Calendar("plain", {2026: {}})


def kinds(days: object) -> list[str]:
    return [str(cell.kind) for cell in days]  # type: ignore[attr-defined]


def test_the_home_list_shows_the_days_of_working_together_and_the_days_saved() -> None:
    assert kinds(plan_strip(3, 9, "").cells) == ["done"] * 3 + ["saved"] * 6


def test_each_day_of_a_running_clock_is_used_stopped_today_or_left() -> None:
    assert kinds(days_of(drainage(), today=TODAY, calendar=CALENDAR)) == [
        *("done", "stop", "stop", "stop", "gap", "done", "doing", "plan", "plan", "gap"),
        *["plan"] * 5,
    ]


def test_counted_days_carry_their_number_and_stopped_days_none() -> None:
    numbers = [cell.number for cell in days_of(drainage(), today=TODAY, calendar=CALENDAR) if cell.kind is not DayKind.GAP]
    assert numbers == [1, 0, 0, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_working_days_after_the_due_day_are_overdue() -> None:
    clock = due(date(2026, 6, 1), Limit(2), PLAIN)
    assert kinds(days_of(clock, today=date(2026, 6, 8), calendar=PLAIN)) == ["done", "done", "over", "over", "over"]


def test_nothing_is_overdue_once_it_was_done() -> None:
    clock = due(date(2026, 6, 1), Limit(3), PLAIN)
    assert kinds(days_of(clock, today=date(2026, 7, 1), calendar=PLAIN, finished_on=date(2026, 6, 2))) == [
        "done",
        "saved",
        "saved",
    ]


def test_a_stop_without_an_end_runs_to_today() -> None:
    clock = due(date(2026, 6, 1), Limit(3), PLAIN, [Pause(date(2026, 6, 3), None, "test")])
    assert kinds(days_of(clock, today=date(2026, 6, 8), calendar=PLAIN)) == ["done", "stop", "stop", "stop", "gap", "stop"]


def test_what_is_due_the_same_day_is_one_cell() -> None:
    clock = due(date(2026, 6, 1), Limit(0), PLAIN)
    assert kinds(days_of(clock, today=date(2026, 6, 1), calendar=PLAIN)) == ["doing"]


def test_calendar_days_have_no_gap_at_weekends() -> None:
    clock = due(date(2026, 6, 1), Limit(10, Unit.CALENDAR_DAY), PLAIN)
    assert "gap" not in kinds(days_of(clock, today=date(2026, 6, 1), calendar=PLAIN))


def test_a_promise_parts_its_cells_at_the_weekend() -> None:
    strip = promise_strip(TODAY, date(2026, 4, 17), "", calendar=CALENDAR)
    steps = [round(b.x - a.x) for a, b in zip(strip.cells, strip.cells[1:], strict=False)]
    assert steps == [33, 41, 33, 33, 33, 33]


def test_a_strip_is_as_wide_as_its_cells() -> None:
    strip = build_strip([], "", width=10)
    assert strip.cells == ()
    assert plan_strip(2, 2, "").width == 2 + 13 * 2 + 3


def test_the_hatch_stays_inside_its_cell() -> None:
    cell = PlacedCell(DayKind.STOPPED, 10, 5, 20, 16)
    numbers = [tuple(map(float, point.split())) for line in cell.hatch.split("M")[1:] for point in line.split("L")]
    assert all(10 <= x <= 30 and 5 <= y <= 21 for x, y in numbers)
