"""What the departments say on this part, where they disagree, how the other parts stand, and how similar ones went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from onewindow.cases.change import loaded
from onewindow.cases.models import Part
from onewindow.cases.selectors import CaseView, Happening, PartView, name_of
from onewindow.catalog import conditions, versions
from onewindow.core import events as e
from onewindow.core.clock import law_day
from onewindow.core.state import Review
from onewindow.core.state import Status as PartStatus
from onewindow.pages.dates import spoken_day, spoken_moment
from onewindow.pages.names import lang, office_name
from onewindow.pages.status import Status
from onewindow.review.desks import Desk
from onewindow.review.status import review_status, status_of
from onewindow.review.worklist_page import part_href

DAYS = 90
SHOWN, READ = 4, 200
DECIDED = (PartStatus.GRANTED, PartStatus.ISSUED, PartStatus.CLOSED, PartStatus.REFUSED)


@dataclass(frozen=True, slots=True)
class Opinion:
    """One department's opinion on this part; `is_own` marks the desk's own row."""

    office: str
    who: str
    status: Status
    text: str
    when: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class OtherPart:
    item: str
    office: str
    who: str
    status: Status
    href: str
    reviews: str


@dataclass(frozen=True, slots=True)
class Similar:
    """A decided part of the same item: when, how it went, how the departments had said, working days from acceptance."""

    number: str
    decided_on: date
    status: Status
    opinions: str
    days: int


@dataclass(frozen=True, slots=True)
class Past:
    """The last 90 days: the newest few, and all of them in figures; `median` None where there are none."""

    rows: tuple[Similar, ...]
    count: int
    granted: int
    median: int | None


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule of the item held against the answers."""

    sentence: str
    basis: str
    holds: bool


def opinions_of(part: PartView, happenings: Sequence[Happening], desk: Desk, names: Mapping[str, str]) -> tuple[Opinion, ...]:
    """The part's own body first, then every department that was asked."""
    given = {
        one.recorded.event.department: one
        for one in happenings
        if one.part_id == part.id and isinstance(one.recorded.event, e.OpinionGiven)
    }
    return (
        _own_body(part, desk, names),
        *(_opinion(review, given.get(review.department), desk, names) for review in part.state.reviews),
    )


def _own_body(part: PartView, desk: Desk, names: Mapping[str, str]) -> Opinion:
    state = part.state
    who = _named(state.claimed_by, desk, names)
    status = Status("wait", _("还没接手"))
    if state.decided_on:
        status = Status("done", _("准予")) if state.decision == "granted" else Status("bad", _("不予"))
    elif state.is_paused:
        status = Status("stop", _("不算时间"))
    elif state.claimed_by:
        status = Status("doing", _("正在审查"))
    when = spoken_day(state.decided_on, weekday=False) if state.decided_on else _until(part.decide_by)
    return Opinion(office_name(state.department), who, status, _("本项由它决定"), when, state.department == desk.code)


def _opinion(review: Review, given: Happening | None, desk: Desk, names: Mapping[str, str]) -> Opinion:
    return Opinion(
        office=office_name(review.department),
        who=_named(review.by, desk, names),
        status=review_status(review),
        text=given.words.get(review.text, "") if given and review.text else "",
        when=spoken_moment(given.recorded.at) if given else _until(review.due_on),
        is_own=review.department == desk.code,
    )


def _named(person: str, desk: Desk, names: Mapping[str, str]) -> str:
    if not person:
        return ""
    return _("%(name)s（您）") % {"name": names.get(person, "")} if person == desk.actor.id else names.get(person, "")


def _until(due: date | None) -> str:
    return _("%(day)s前") % {"day": spoken_day(due, weekday=False)} if due else ""


def conflict_of(part: PartView) -> tuple[str, str]:
    """Who agrees and who does not, when the opinions differ; else two empty texts."""
    against = [office_name(review.department) for review in part.state.reviews if review.verdict == "disagree"]
    for_it = [
        office_name(review.department) for review in part.state.reviews if review.verdict in ("agree", "agree_after_change")
    ]
    return (_("、").join(for_it), _("、").join(against)) if against and for_it else ("", "")


def other_parts(case: CaseView, part: PartView, desk: Desk, names: Mapping[str, str], *, today: date) -> tuple[OtherPart, ...]:
    """The other parts of the case, in the order of the plan."""
    return tuple(
        OtherPart(
            item=name_of(one.state.item, lang()),
            office=office_name(one.state.department),
            who=_named(one.state.claimed_by, desk, names),
            status=status_of(one, today=today),
            href=part_href(desk, one.id),
            reviews=_("、").join(f"{office_name(review.department)}{review_status(review).word}" for review in one.state.reviews),
        )
        for one in case.parts
        if one.id != part.id
    )


def past_of(part: PartView, *, at: datetime) -> Past:
    """Decided parts of the same item of the last 90 days, read from the newest 200. Nobody's name is in it."""
    since, calendar = law_day(at) - timedelta(days=DAYS), part.facts.calendar
    statuses = [status.value for status in DECIDED]
    rows = Part.objects.filter(item=part.state.item, status__in=statuses).exclude(pk=part.id).order_by("-id")
    found = []
    for part_id, version, snapshot in rows.values_list("id", "version", "snapshot")[:READ]:
        state = loaded(part_id, version, bytes(snapshot), calendar.version).state
        if state.accepted_on is None or state.decided_on is None or state.decided_on < since:
            continue
        word = Status("done", _("准予")) if state.decision == "granted" else Status("bad", _("不予"))
        opinions = _("、").join(f"{office_name(review.department)}{review_status(review).word}" for review in state.reviews)
        days = max(0, calendar.working_days_between(state.accepted_on, state.decided_on))
        found.append(Similar(state.number[18:].strip("-"), state.decided_on, word, opinions, days))
    all_days = sorted(one.days for one in found)
    granted = sum(1 for one in found if one.status.kind == "done")
    return Past(tuple(found[:SHOWN]), len(found), granted, all_days[len(all_days) // 2] if all_days else None)


def rules_of(case: CaseView, part: PartView) -> tuple[RuleLine, ...]:
    """The item's published rules held against the answers; none when the answers were erased."""
    catalogue = versions.current()
    item = catalogue.items.get(part.state.item)
    if item is None or not case.answers:
        return ()
    return tuple(
        RuleLine(rule.message.name(lang()), rule.basis, bool(conditions.evaluate(rule.expression, case.answers)))
        for rule in item.rules
    )
