"""A second opinion on every record: last days counted one day after another, and documents by event, from the law's text alone.

Nothing of `core` is imported here, on purpose: what is compared must not come from the same place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

ONE_DAY = timedelta(days=1)
EIGHT_HOURS = timedelta(hours=8)
TELL_WITHIN, CORRECT_WITHIN, HAND_OVER_WITHIN, ANSWER_WITHIN = 5, 15, 10, 10
"""Working days: 行政许可法 §32(四); the correction notice; §44; the other party of an adjudication."""
WHERE_THE_RECORD_IS_SILENT = {"01": 20, "05": 30, "07": 30, "08": 60, "09": 60, "20": 10, "21": 10}
"""Working days to decide by task_type_code: 行政许可法 §42 for licences, the procedure's own for the rest."""
CALLED_FOR = {
    "ApplicationReceived": ("W01",),
    "CorrectionRequested": ("W02",),
    "ApplicationAccepted": ("W03",),
    "AcceptanceRefused": ("W04",),
    "ClockPaused": ("W07",),
    "TermExtended": ("W08",),
    "HearingRightTold": ("W09",),
    "HearingAnnounced": ("W10",),
    "HearingHeld": ("W11",),
    "PartyTold": ("W12",),
    "ApplicationGranted": ("W14",),
    "ApplicationRefused": ("W15",),
    "PermitIssued": ("W16",),
    "ResultDelivered": ("W17",),
    "ApplicationWithdrawn": ("W20",),
    "CorrectionLapsed": ("W20",),
}
"""文书 by event (行政许可法 §32-§44; the register of documents W01-W23)."""
_LIMIT = re.compile(r"(\d+)\((工作日|自然日)\)")


@dataclass(frozen=True, slots=True)
class Period:
    """So many days; `working` says that days off do not count."""

    days: int
    working: bool


@dataclass(frozen=True, slots=True)
class Counter:
    """Counts days by the State Council's notices: `off` and `on` are the listed days, weekends are off otherwise."""

    off: frozenset[date]
    on: frozenset[date]

    def works(self, day: date) -> bool:
        return day in self.on or (day.weekday() < 5 and day not in self.off)

    def last_day(self, start: date, period: Period) -> date:
        """The start day does not count (民法典 §201); a period of calendar days does not end on a day off (§203)."""
        day, left = start, period.days
        while left:
            day += ONE_DAY
            left -= self.works(day) if period.working else 1
        while period.days and not period.working and not self.works(day):
            day += ONE_DAY
        return day


def counter_of(notices: Mapping[str, Any]) -> Counter:
    """From the stored calendar as it was loaded: years, each with its holidays."""
    off: set[date] = set()
    on: set[date] = set()
    for year in notices["years"].values():
        for holiday in year["holidays"]:
            day = date.fromisoformat(holiday["first_day_off"])
            while day <= date.fromisoformat(holiday["last_day_off"]):
                off.add(day)
                day += ONE_DAY
            on.update(date.fromisoformat(day) for day in holiday["work_instead_on"])
    return Counter(frozenset(off), frozenset(on))


def periods(record: Mapping[str, Any]) -> tuple[Period, Period]:
    """(limit of law, promise) from the words of the record; a promise longer than the limit is none (优化营商环境条例 §36)."""
    law = _period(record.get("statutory_limit")) or Period(WHERE_THE_RECORD_IS_SILENT[record["task_type_code"]], True)
    promise = _period(record.get("promised_limit")) or law
    return law, law if promise.working == law.working and promise.days > law.days else promise


def _period(words: str | None) -> Period | None:
    found = _LIMIT.fullmatch(words.strip()) if words else None
    return Period(int(found[1]), found[2] == "工作日") if found else None


def last_days(record: Mapping[str, Any], happened: Iterable[tuple[str, datetime]], counter: Counter) -> dict[str, set[date]]:
    """Every last day that the events of a part set: by the name of the clock, more than one where a clock began anew.

    `happened` gives each event's name and moment. Reviews are due after half of the promise, a working day at least.
    """
    law, promise = periods(record)
    found: dict[str, set[date]] = {}

    def ends(name: str, start: date, period: Period) -> None:
        found.setdefault(name, set()).add(counter.last_day(start, period))

    for kind, at in happened:
        day = (at + EIGHT_HOURS).date() if at.utcoffset() == timedelta() else at.date()
        match kind:
            case "ApplicationReceived" | "CorrectionSupplied":
                ends("completeness", day, Period(TELL_WITHIN, True))
            case "CorrectionRequested":
                ends("correction", day, Period(CORRECT_WITHIN, True))
            case "ApplicationAccepted":
                ends("statutory", day, law)
                ends("promised", day, promise)
            case "ReviewsRequested":
                ends("review", day, Period(max(1, promise.days // 2), True))
            case "PartyTold":
                ends("party", day, Period(ANSWER_WITHIN, True))
            case "ApplicationGranted":
                ends("delivery", day, Period(HAND_OVER_WITHIN, True))
    return found


def documents_for(kinds: Iterable[tuple[str, int, str]]) -> set[tuple[str, int, str]]:
    """(stream, sequence number, W..) for each (stream, sequence number, name of the event)."""
    return {(stream, seq, paper) for stream, seq, kind in kinds for paper in CALLED_FOR.get(kind, ())}
