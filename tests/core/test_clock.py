"""Periods of law against known dates, against a count that shares nothing with core, and at every edge the law names."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onewindow.core.clock import Calendar, CalendarHole, InvalidPeriod, Pause, due, due_on, end_of_day, law_day
from onewindow.core.terms import Limit, Unit
from tests.core.items import CALENDAR, OFF, WORKED, YEARS, on

OF_THE_FIELD = [
    ("2025-09-26", 5, "2025-10-10"),
    ("2026-02-09", 5, "2026-02-14"),
    ("2026-02-09", 20, "2026-03-13"),
    ("2026-09-23", 20, "2026-10-28"),
    ("2026-04-30", 10, "2026-05-18"),
]
"""Working-day periods over holidays and make-up workdays, counted by hand from the State Council's notices."""


def iso(text: str) -> date:
    return date.fromisoformat(text)


def counted(start: date, days: int, unit: Unit, pauses=(), extended_by: int = 0) -> date:
    """The last day, counted one day at a time from the notices; knows nothing of core's calendar and shares none of its code."""

    def works(one: date) -> bool:
        text = one.isoformat()
        off = any(first <= text <= last for first, last in OFF.get(one.year, []))
        return text in WORKED.get(one.year, []) or (one.weekday() < 5 and not off)

    def stands(one: date) -> bool:
        return any(first <= one <= last for first, last in pauses)

    left, today = days + extended_by, start
    if left == 0:
        return start
    while left:
        today += timedelta(days=1)
        if not stands(today) and (unit is Unit.CALENDAR_DAY or works(today)):
            left -= 1
    while unit is Unit.CALENDAR_DAY and (stands(today) or not works(today)):
        today += timedelta(days=1)
    return today


@pytest.mark.parametrize(("start", "days", "last"), OF_THE_FIELD)
def test_the_start_day_is_not_counted_and_holidays_are_left_out(start, days, last):
    assert due_on(iso(start), Limit(days), CALENDAR) == iso(last)


@pytest.mark.parametrize(
    ("day", "works"), [("2026-02-14", True), ("2026-02-28", True), ("2025-10-06", False), ("2026-10-10", True)]
)
def test_make_up_workdays_count_and_holidays_on_weekdays_do_not(day, works):
    assert CALENDAR.is_working_day(iso(day)) is works


@pytest.mark.parametrize("start", ["2026-03-02", "2026-03-07", "2026-10-01"])
@pytest.mark.parametrize("unit", list(Unit))
def test_a_period_of_no_days_is_due_the_same_day(start, unit):
    assert due_on(iso(start), Limit(0, unit), CALENDAR) == iso(start)
    assert due_on(iso(start), Limit(0, unit), CALENDAR, [Pause(iso(start), None)]) == iso(start)


def test_calendar_days_that_end_on_a_rest_day_move_to_the_next_working_day():
    assert due_on(iso("2026-03-02"), Limit(5, Unit.CALENDAR_DAY), CALENDAR) == iso("2026-03-09")
    assert due_on(iso("2026-09-15"), Limit(15, Unit.CALENDAR_DAY), CALENDAR) == iso("2026-09-30")
    assert due_on(iso("2026-09-16"), Limit(15, Unit.CALENDAR_DAY), CALENDAR) == iso("2026-10-08")


def test_calendar_days_that_end_on_a_make_up_workday_end_there():
    assert due_on(iso("2026-02-04"), Limit(10, Unit.CALENDAR_DAY), CALENDAR) == iso("2026-02-14")


def test_both_ends_of_a_pause_are_not_counted():
    plain = due_on(iso("2026-03-02"), Limit(5), CALENDAR)
    assert plain == iso("2026-03-09")
    assert due_on(iso("2026-03-02"), Limit(5), CALENDAR, [Pause(iso("2026-03-04"), iso("2026-03-04"))]) == iso("2026-03-10")
    assert due_on(iso("2026-03-02"), Limit(5), CALENDAR, [Pause(iso("2026-03-04"), iso("2026-03-06"))]) == iso("2026-03-12")


@pytest.mark.parametrize(
    ("since", "until", "last"),
    [
        ("2026-02-20", "2026-03-02", "2026-03-09"),  # over before the first counted day
        ("2026-02-20", "2026-03-03", "2026-03-10"),  # running already when the period begins
        ("2026-03-09", "2026-03-09", "2026-03-10"),  # on the very last day
        ("2026-03-07", "2026-03-08", "2026-03-09"),  # over a weekend that does not count anyway
        ("2026-03-10", "2026-03-20", "2026-03-09"),  # after the period is over
    ],
)
def test_a_pause_moves_the_end_by_the_days_it_takes_away(since, until, last):
    assert due_on(iso("2026-03-02"), Limit(5), CALENDAR, [Pause(iso(since), iso(until))]) == iso(last)


def test_the_first_pause_can_push_the_end_into_the_second():
    pauses = [Pause(iso("2026-03-10"), iso("2026-03-11")), Pause(iso("2026-03-03"), iso("2026-03-03"))]
    assert due_on(iso("2026-03-02"), Limit(5), CALENDAR, pauses) == iso("2026-03-12")


def test_a_period_without_the_end_of_its_pause_has_no_last_day():
    open_pause = [Pause(iso("2026-03-04"), None, "test")]
    assert due_on(iso("2026-03-02"), Limit(5), CALENDAR, open_pause) is None
    found = due(iso("2026-03-02"), Limit(5), CALENDAR, open_pause)
    assert found.on is None
    assert (found.spans[-1].kind, found.spans[-1].name, found.provisional) == ("paused", "test", False)


@pytest.mark.parametrize(
    "pauses",
    [
        [Pause(iso("2026-03-03"), iso("2026-03-05")), Pause(iso("2026-03-05"), iso("2026-03-06"))],
        [Pause(iso("2026-03-05"), iso("2026-03-04"))],
        [Pause(iso("2026-03-03"), None), Pause(iso("2026-03-05"), iso("2026-03-06"))],
    ],
)
def test_pauses_that_overlap_or_end_before_they_begin_are_refused(pauses):
    with pytest.raises(InvalidPeriod):
        due_on(iso("2026-03-02"), Limit(5), CALENDAR, pauses)


def test_a_negative_period_is_refused():
    with pytest.raises(InvalidPeriod):
        due_on(iso("2026-03-02"), Limit(-1), CALENDAR)


def test_an_extension_adds_to_the_days():
    assert due_on(iso("2026-03-02"), Limit(5), CALENDAR, extended_by=10) == due_on(iso("2026-03-02"), Limit(15), CALENDAR)


def test_a_date_past_the_last_announced_year_is_provisional():
    found = due(iso("2026-12-21"), Limit(20), CALENDAR)
    assert found.provisional
    assert found.on == iso("2027-01-18")
    assert not due(iso("2026-12-21"), Limit(8), CALENDAR).provisional


def test_loading_the_next_year_moves_the_date_and_makes_it_firm():
    new_year = {iso("2027-01-01"): True, iso("2027-01-02"): False}
    loaded = Calendar("2027", {**YEARS, 2027: new_year})
    found = due(iso("2026-12-21"), Limit(10), loaded)
    assert found.on == iso("2027-01-04")
    assert not found.provisional
    assert due_on(iso("2026-12-21"), Limit(10), CALENDAR) == iso("2027-01-04")
    assert due_on(iso("2026-12-21"), Limit(9), loaded) == iso("2027-01-02")
    assert due_on(iso("2026-12-21"), Limit(9), CALENDAR) == iso("2027-01-01")


def test_a_hole_between_announced_years_is_refused():
    with pytest.raises(CalendarHole):
        Calendar("hole", {2024: {}, 2026: {}})
    with pytest.raises(CalendarHole):
        Calendar("empty", {})


def test_a_day_before_the_first_loaded_year_is_refused():
    with pytest.raises(CalendarHole):
        due_on(iso("2024-12-20"), Limit(5), CALENDAR)


def test_a_day_of_law_ends_at_midnight_in_china():
    assert law_day(on("03-02", "23:59")) == iso("2026-03-02")
    assert law_day(end_of_day(iso("2026-03-02"))) == iso("2026-03-03")
    assert end_of_day(iso("2026-03-02")).utcoffset() == timedelta(hours=8)


starts = st.dates(iso("2025-01-02"), iso("2026-12-31"))
limits = st.builds(Limit, st.integers(0, 70), st.sampled_from(Unit))


@st.composite
def periods(draw):
    """(start, limit, pauses, extension): pauses in any order, apart from each other, before, in and after the period."""
    start = draw(starts)
    pauses, day = [], start + timedelta(days=draw(st.integers(-8, 30)))
    for _ in range(draw(st.integers(0, 3))):
        until = day + timedelta(days=draw(st.integers(0, 12)))
        pauses.append((max(day, iso("2025-01-01")), max(until, iso("2025-01-01"))))
        day = max(until, iso("2025-01-01")) + timedelta(days=draw(st.integers(1, 20)))
    return start, draw(limits), draw(st.permutations(pauses)), draw(st.integers(0, 15))


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(periods())
@example((iso("2026-02-09"), Limit(20), [], 0))
def test_core_counts_as_a_count_that_does_not_use_core(period):
    start, limit, pauses, extension = period
    found = due_on(start, limit, CALENDAR, [Pause(*pause) for pause in pauses], extension)
    assert found == counted(start, limit.days, limit.unit, pauses, extension)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(periods())
def test_every_day_of_a_period_is_in_exactly_one_line_of_its_explanation(period):
    start, limit, pauses, extension = period
    found = due(start, limit, CALENDAR, [Pause(*pause) for pause in pauses], extension)
    assert found.on == due_on(start, limit, CALENDAR, [Pause(*pause) for pause in pauses], extension)
    days = [day for span in found.spans for day in range(span.since.toordinal(), span.until.toordinal() + 1)]
    assert days == list(range(start.toordinal(), found.on.toordinal() + 1))
    counted_days = sum((span.until - span.since).days + 1 for span in found.spans if span.kind == "counted")
    if limit.unit is Unit.WORKDAY:
        assert counted_days == limit.days + extension
    else:
        assert counted_days >= limit.days + extension


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(starts, limits, st.integers(1, 10))
def test_more_days_are_never_due_earlier(start, limit, more):
    assert due_on(start, limit, CALENDAR) <= due_on(start, limit, CALENDAR, extended_by=more)
