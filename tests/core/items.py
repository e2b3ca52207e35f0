"""Items, a calendar and moments for scenarios: what the published catalogue would say, as small as the rule needs."""

from dataclasses import replace
from datetime import date, datetime, time

from onewindow.core.clock import LAW_ZONE, Calendar
from onewindow.core.deadlines import Facts
from onewindow.core.terms import DocumentKey, ItemTerms, Limit, Material, Need, ReviewTerm, Source, Yield

FORM, ID, LAYOUT = DocumentKey("FORM"), DocumentKey("ID"), DocumentKey("LAYOUT", "firm")
LEASE, DEED = DocumentKey("LEASE", "firm"), DocumentKey("DEED", "firm")
HEALTH, WATER_TEST = DocumentKey("HEALTH", "staff"), DocumentKey("WATERTEST", "firm")
LICENCE, ACCEPTANCE_REPORT = DocumentKey("BL", "firm"), DocumentKey("REPORT", "project")
FOOD, SIGN, ENTRY = DocumentKey("FOOD", "firm"), DocumentKey("SIGN", "firm"), DocumentKey("ENTRY", "firm")


def _days(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [date.fromordinal(day) for day in range(start.toordinal(), end.toordinal() + 1)]


OFF = {
    2025: [("2025-01-01", "2025-01-01"), ("2025-01-28", "2025-02-04"), ("2025-04-04", "2025-04-06"), ("2025-05-01", "2025-05-05"),
           ("2025-05-31", "2025-06-02"), ("2025-10-01", "2025-10-08")],
    2026: [("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"), ("2026-05-01", "2026-05-05"),
           ("2026-06-19", "2026-06-21"), ("2026-09-25", "2026-09-27"), ("2026-10-01", "2026-10-07")],
}  # fmt: skip
"""Days off by the State Council's notices for 2025 and 2026."""
WORKED = {
    2025: "2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11".split(),
    2026: "2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10".split(),
}
"""Weekend days on which people work instead."""
YEARS = {
    year: {
        **{day: True for first, last in OFF[year] for day in _days(first, last)},
        **{date.fromisoformat(day): False for day in WORKED[year]},
    }
    for year in OFF
}
CALENDAR = Calendar("2026-test", YEARS)

RESTAURANT = ItemTerms(
    code="B01",
    number_code="11990100X0001000664990131005000",
    profile="permit",
    department="market",
    materials=(
        Material(FORM, generated=True),
        Material(LAYOUT),
        Material(HEALTH, Need.TOLERABLE, Source.GOVERNMENT, supplement_days=10),
    ),
    results=(Yield(FOOD, years=5),),
    statutory=Limit(10, basis="食品经营许可和备案管理办法"),
    promised=Limit(7),
    reviews=(ReviewTerm("fire", days=3), ReviewTerm("city_management")),
)
"""A permit with two departments asked, one tolerable material and one certificate."""
PLAIN = replace(RESTAURANT, code="B02", reviews=(), materials=(Material(FORM), Material(LAYOUT)))
"""The same without other departments and without tolerable materials."""
TESTED = replace(PLAIN, code="B06", pausing=("test", "expert_review", "hearing"), statutory=None, promised=Limit(20))
"""A permit for which law requires a test and an expert review."""
HEARD = replace(PLAIN, code="B16", hearing="mandatory")
HEARD_IF_ASKED = replace(PLAIN, code="B17", hearing="on_request")
PROMISED = replace(PLAIN, code="B08", commitment=True)
JOINT = replace(PLAIN, code="E04", joint=True, statutory=None, promised=None)
FILING = replace(
    PLAIN, code="B05", profile="filing", statutory=None, promised=Limit(1), results=(Yield(ENTRY, certificate=False),)
)
"""A filing whose result is an entry in a register, not a certificate."""
WITHOUT_RESULT = replace(PLAIN, code="S01", profile="service", results=())
ADJUDICATION = replace(PLAIN, code="A01", profile="adjudication", statutory=None, promised=None)

EVERY_ITEM = (
    RESTAURANT,
    PLAIN,
    TESTED,
    HEARD,
    HEARD_IF_ASKED,
    PROMISED,
    JOINT,
    FILING,
    WITHOUT_RESULT,
    ADJUDICATION,
    replace(RESTAURANT, code="P01", profile="payment", commitment=True),
    replace(RESTAURANT, code="C01", profile="confirmation", completeness_days=2),
    replace(RESTAURANT, code="J01", profile="award", results=(Yield(FOOD), Yield(SIGN))),
)


def facts_of(terms: ItemTerms, *, sealed: bool = False) -> Facts:
    return Facts(terms, CALENDAR, sealed)


def on(day: str, clock: str = "09:00") -> datetime:
    """A moment of 2026 in law's zone: `on("03-02")` is Monday, 2 March, nine o'clock."""
    return datetime.combine(date.fromisoformat(f"2026-{day}"), time.fromisoformat(clock), LAW_ZONE)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")
