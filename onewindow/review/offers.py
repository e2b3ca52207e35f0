"""What the person at this desk may do on a part now. Core itself is asked, on the state in memory; nothing is decided a second time here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from onewindow.cases.selectors import PartView
from onewindow.core import commands as c
from onewindow.core import procedure
from onewindow.core.clock import InvalidPeriod, Pause, law_day
from onewindow.core.deadlines import decide_by
from onewindow.core.part import decide
from onewindow.core.rules import BrokenRule
from onewindow.core.state import Review
from onewindow.review.desks import Desk

TRIED = "x"
"""Stands for words, so that only what is not theirs to decide can be refused."""


@dataclass(frozen=True, slots=True)
class Offers:
    """For each act None when it may be done now, else the rule that stands against it."""

    refusals: Mapping[str, BrokenRule | None]
    procedures: tuple[str, ...]
    most_extension: int
    earliest_hearing: date

    def may(self, act: str) -> bool:
        return act in self.refusals and self.refusals[act] is None

    def against(self, act: str) -> BrokenRule | None:
        return self.refusals.get(act)


def offers_for(part: PartView, desk: Desk, *, at: datetime) -> Offers:
    """Every act of this door, tried."""
    today, facts = law_day(at), part.facts
    earliest = facts.calendar.add_working_days(today, procedure.HEARING_NOTICE_DAYS)
    tried: dict[str, c.Command] = {
        "claim-review": c.ClaimReview(desk.code),
        "opinion": c.GiveOpinion(desk.code, "agree"),
        "claim": c.ClaimDecision(),
        "decide": c.Grant(TRIED),
        "commit": c.GrantOnCommitment(TRIED),
        "resume": c.ResumeClock(TRIED),
        "extend": c.ExtendTerm(1, TRIED),
        "tell-hearing": c.TellHearingRight(),
        "announce-hearing": c.AnnounceHearing(earliest, TRIED),
        "record-hearing": c.RecordHearing(TRIED),
        "tell-party": c.TellParty(),
        "record-statement": c.RecordStatement(TRIED),
        "issue": c.Issue(tuple(TRIED for _ in facts.terms.results)),
        "close": c.Close(),
    }
    refusals = {act: _against(part, command, desk, at) for act, command in tried.items()} if desk.may_act else {}
    procedures = tuple(
        name for name in facts.terms.pausing if desk.may_act and _against(part, c.PauseClock(name, 1), desk, at) is None
    )
    if procedures:
        refusals["pause"] = None
    return Offers(refusals, procedures, procedure.extension_limit(facts.terms), earliest)


def _against(part: PartView, command: c.Command, desk: Desk, at: datetime) -> BrokenRule | None:
    try:
        decide(part.state, command, actor=desk.actor, at=at, facts=part.facts)
    except BrokenRule as broken:
        return broken
    return None


def own_review(part: PartView, desk: Desk) -> Review | None:
    """The opinion that is asked of this desk."""
    return next((review for review in part.state.reviews if review.department == desk.code), None)


def day_after_pause(part: PartView, days: int, *, today: date) -> date | None:
    """By when it would be decided if the clock stood still from today for so many working days."""
    calendar = part.facts.calendar
    until = calendar.add_working_days(today - timedelta(days=1), days)
    try:
        return decide_by(part.state._replace(pauses=(*part.state.pauses, Pause(today, until, TRIED))), part.facts)
    except InvalidPeriod:
        return None
