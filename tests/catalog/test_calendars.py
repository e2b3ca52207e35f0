"""The working-day calendar: the State Council's facts, versions in the database, one year added at a time."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from onewindow.catalog import calendars, packaged
from onewindow.catalog.calendar_facts import UnreadableYear
from onewindow.catalog.models import CalendarVersion
from onewindow.core.clock import CalendarHole

NOTICES = Path(__file__).parents[3] / "shared" / "data" / "holidays"
AT = datetime(2026, 3, 2, tzinfo=UTC)
NEW_YEAR_2027 = {
    "year": 2027,
    "notice": "示例",
    "holidays": [
        {"name": {"zh": "元旦"}, "first_day_off": "2027-01-01", "last_day_off": "2027-01-03", "work_instead_on": ["2027-01-09"]}
    ],
}


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_listed_days_are_those_of_the_notice(year):
    path = NOTICES / f"{year}.json"
    if not path.exists():
        pytest.skip("the State Council's notices are not beside this checkout")
    calendar = packaged.city_calendar()
    listed = {date.fromisoformat(day["date"]): day for day in json.loads(path.read_text())["days"]}
    assert calendar.years[year] == {day: entry["isOffDay"] for day, entry in listed.items()}
    assert {day: calendar.names[day] for day in listed} == {day: entry["name"] for day, entry in listed.items()}


def test_make_up_workdays_count_and_holidays_carry_their_name():
    calendar = packaged.city_calendar()
    assert calendar.is_working_day(date(2026, 2, 14))
    assert not calendar.is_working_day(date(2025, 10, 6))
    assert calendar.day_off_name(date(2026, 2, 21)) == "春节"
    assert calendar.day_off_name(date(2026, 3, 7)) == "周末"


@pytest.mark.django_db
@pytest.mark.both_databases
def test_loading_the_next_year_makes_a_version_and_the_past_still_knows_the_old_one():
    first = calendars.load_all(packaged.city_calendar_body(), actor_id="", at=AT)
    second = calendars.load_year(NEW_YEAR_2027, actor_id="", at=AT + timedelta(days=1))
    assert calendars.current().version == second.version
    assert calendars.known_at(AT).version == first.version
    assert calendars.load_version(first.version).is_provisional(date(2027, 1, 4))
    assert not second.is_provisional(date(2027, 1, 4))
    assert second.is_working_day(date(2027, 1, 9))


@pytest.mark.django_db
def test_loading_the_same_year_again_changes_nothing():
    calendars.load_all(packaged.city_calendar_body(), actor_id="", at=AT)
    calendars.load_year(NEW_YEAR_2027, actor_id="", at=AT)
    calendars.load_year(NEW_YEAR_2027, actor_id="", at=AT + timedelta(days=9))
    assert CalendarVersion.objects.count() == 2


@pytest.mark.django_db
def test_a_year_that_leaves_a_hole_or_contradicts_itself_is_refused():
    calendars.load_all(packaged.city_calendar_body(), actor_id="", at=AT)
    with pytest.raises(CalendarHole):
        calendars.load_year({**NEW_YEAR_2027, "year": 2029, "holidays": []}, actor_id="", at=AT)
    with pytest.raises(UnreadableYear):
        calendars.load_year({**NEW_YEAR_2027, "year": 2028}, actor_id="", at=AT)
    both = {**NEW_YEAR_2027["holidays"][0], "work_instead_on": ["2027-01-02"]}
    with pytest.raises(UnreadableYear):
        calendars.load_year({**NEW_YEAR_2027, "holidays": [both]}, actor_id="", at=AT)
    assert CalendarVersion.objects.count() == 1


@pytest.mark.django_db
def test_without_a_calendar_there_is_no_guess():
    with pytest.raises(calendars.NoCalendar):
        calendars.current()
