"""Dates and durations as people say them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from onewindow.core.terms import Unit
from onewindow.pages import dates

FRIDAY = date(2026, 4, 17)


def test_a_date_is_said_with_its_weekday() -> None:
    assert dates.spoken_day(FRIDAY) == "4月17日（周五）"


def test_a_date_on_paper_is_said_with_its_year() -> None:
    assert dates.spoken_date(date(2026, 3, 1)) == "2026年3月1日"


def test_english_says_the_same_day_its_own_way() -> None:
    with translation.override("en"):
        assert dates.spoken_day(FRIDAY) == "Friday 17 April"
        assert dates.spoken_date(FRIDAY) == "17 April 2026"
        assert dates.spoken_days(1) == "1 working day"
        assert dates.spoken_days(10) == "10 working days"


def test_a_span_names_its_month_once() -> None:
    assert dates.spoken_span(date(2026, 4, 1), date(2026, 4, 3)) == "4月1日至3日"
    assert dates.spoken_span(date(2026, 4, 30), date(2026, 5, 2)) == "4月30日至5月2日"


def test_a_span_of_one_day_is_that_day() -> None:
    assert dates.spoken_span(FRIDAY, FRIDAY) == "4月17日（周五）"


def test_a_moment_is_said_in_the_time_zone_of_law() -> None:
    assert dates.spoken_moment(datetime(2026, 4, 8, 16, 50, tzinfo=UTC)) == "4月9日 00:50"


@pytest.mark.parametrize(
    ("count", "unit", "said"), [(0, Unit.WORKDAY, "即办"), (10, Unit.WORKDAY, "10 个工作日"), (60, Unit.CALENDAR_DAY, "60 天")]
)
def test_a_duration_says_its_unit(count: int, unit: Unit, said: str) -> None:
    assert dates.spoken_days(count, unit) == said
