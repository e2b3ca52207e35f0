"""Anybody tries anything with any item at any time: each command changes the part lawfully or breaks a named rule, and no part is ever stuck."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from onewindow.core import commands as c
from onewindow.core import rules
from onewindow.core.clock import end_of_day, law_day
from onewindow.core.commands import Actor, Defect, Given, Needed
from onewindow.core.deadlines import Facts, is_overdue, next_acts, wake_at
from onewindow.core.decision import BEFORE_DECISION
from onewindow.core.events import Event, Happened
from onewindow.core.part import DECIDERS, decide, settle
from onewindow.core.procedure import PAUSING, profile_of
from onewindow.core.state import PartState, Status, fold
from onewindow.core.terms import ItemTerms, Limit, Need, Unit
from tests.cast import CHEN_TAO, EVERYBODY, HE_JING, LI_NA, LIU_YANG, SYSTEM, WANG_QIANG, ZHAO_MIN, ZHOU_YAN
from tests.core.items import ACCEPTANCE_REPORT, ADJUDICATION, CALENDAR, DEED, EVERY_ITEM, FORM, HEALTH, LAYOUT, LICENCE, on
from tests.core.law import Reached

BY_ID = {actor.id: actor for actor in EVERYBODY}
STRANGE_PRESIDER = "01jz-presider-of-another-house"
DESKS = {"clerk", "applicant", "market", "fire", "city_management"}
MOST_STEPS_TO_THE_END = 40

GIVEN = [(), *((Given(key, "asked"),) for key in (FORM, LAYOUT, HEALTH, DEED, ACCEPTANCE_REPORT))]
WORDS = ("ref", "")
DEPARTMENTS = ("fire", "city_management", "water")
ASKED: tuple[c.Command, ...] = (
    *(kind(given) for kind in (c.SupplyAwaited, c.SupplyCorrection, c.SupplySupplement) for given in GIVEN),
    *(kind(key) for kind in (c.ReceiveDocument, c.CloseAsNotReceived) for key in (LICENCE, DEED)),
    *(c.RequestCorrection(tuple(Defect(one.key, "missing") for one in given)) for given in GIVEN),
    *(c.Accept(tolerate, promise) for tolerate in (True, False) for promise in WORDS),
    *(c.RefuseAcceptance(ground, text) for ground in ("no_permit_needed", "not_competent", "busy") for text in WORDS),
    c.RefuseAcceptance("not_competent", "ref", "water"),
    *(c.ClaimReview(department) for department in DEPARTMENTS),
    *(c.GiveOpinion(*one) for one in product(DEPARTMENTS, ("agree", "agree_after_change", "disagree", "perhaps"), WORDS)),
    *(c.PauseClock(name, days) for name in ("test", "auction", "hearing", "site_visit") for days in (0, 5)),
    *(c.ExtendTerm(days, text) for days in (0, 5, 40) for text in WORDS),
    *(c.TellParty(days) for days in (0, 5)),
    *(kind(text) for kind in (c.ResumeClock, c.RecordHearing, c.RecordStatement, c.GrantOnCommitment) for text in WORDS),
    *(kind(text) for kind in (c.Grant, c.Refuse, c.Withdraw) for text in WORDS),
    *(c.Issue(("permit",) * count) for count in range(3)),
    *(c.Deliver(*one) for one in product(("counter", ""), WORDS)),
    c.ClaimDecision(),
    c.TellHearingRight(),
    c.RequestHearing(),
    c.Close(),
)
"""What can be asked of a part beside filing it and announcing a hearing, with lawful and unlawful arguments."""


def everything(at: datetime) -> list[c.Command]:
    """All that can be asked of a part at a moment."""
    days = [CALENDAR.add_working_days(law_day(at), count) for count in (1, 7, 12)]
    return [*ASKED, *(c.AnnounceHearing(on_day, who) for on_day in days for who in (STRANGE_PRESIDER, CHEN_TAO.id, ""))]


@st.composite
def items(draw) -> ItemTerms:
    """An item of the catalogue, varied in what the rules look at."""
    terms = draw(st.sampled_from((*EVERY_ITEM, ADJUDICATION)))
    hearings = ["on_request", terms.hearing] if terms.profile == "permit" else [terms.hearing]
    return replace(
        terms,
        hearing=draw(st.sampled_from(hearings)),
        promised=draw(st.sampled_from([terms.promised, None, Limit(0), Limit(15, Unit.CALENDAR_DAY)])),
        completeness_days=draw(st.sampled_from([terms.completeness_days, 0, 3])),
        reviews=draw(st.sampled_from([terms.reviews, terms.reviews[:1], ()])),
        pausing=draw(st.sampled_from([terms.pausing, PAUSING])),
    )


@st.composite
def applications(draw, terms: ItemTerms) -> c.FileApplication:
    """An application for the item: complete or not, waiting for documents or not."""
    waits = draw(st.sampled_from([(), (), (LICENCE,), (LICENCE, ACCEPTANCE_REPORT), (LICENCE, DEED)]))
    handed_in = draw(st.sampled_from([(FORM, LAYOUT, HEALTH), (FORM, LAYOUT), (FORM,)]))
    wanted = tuple(Needed(m.key, m.need is Need.TOLERABLE, m.group, m.supplement_days) for m in terms.materials)
    return c.FileApplication(
        case="case",
        number="number",
        item=terms.code,
        item_version="version",
        applicant=LI_NA.id,
        applicant_kind="person",
        lead_department="market",
        needed=wanted,
        given=tuple(Given(key, "asked") for key in handed_in),
        waits_for=waits,
        gates=((ACCEPTANCE_REPORT, LICENCE),) if ACCEPTANCE_REPORT in waits else (),
    )


def next_things(state: PartState, terms: ItemTerms, at: datetime) -> Iterator[tuple[c.Command, Actor]]:
    """What brings the part on, the shortest way to its end first; each of these must be lawful now."""
    if state.status is Status.WAITING:
        if state.suppliable():
            yield c.SupplyAwaited(tuple(Given(key, "asked") for key in state.suppliable())), LI_NA
        gated = {key for key, _ in state.gates}
        yield from ((c.ReceiveDocument(key, "permit"), SYSTEM) for key in state.waits_for if key not in gated)
    elif state.status is Status.RECEIVED:
        yield from _intake(state)
    elif state.status is Status.CORRECTING:
        yield c.SupplyCorrection(tuple(Given(defect.key, "asked") for defect in state.defects)), LI_NA
    elif state.status is Status.ACCEPTED:
        yield from _examination(state, terms, at)
    elif state.status is Status.GRANTED and terms.results:
        yield c.Issue(("permit",) * len(terms.results)), CHEN_TAO
    elif state.status is Status.ISSUED and any(result.certificate for result in terms.results):
        yield c.Deliver("counter", "ref"), WANG_QIANG
    elif not state.is_ended:
        yield c.Close(), CHEN_TAO


def _intake(state: PartState) -> Iterator[tuple[c.Command, Actor]]:
    missing = () if state.defects else state.missing()
    if not all(need.tolerable for need in missing):
        yield c.RequestCorrection(tuple(Defect(need.key, "missing", "ref") for need in missing)), WANG_QIANG
    else:
        yield c.Accept(tolerate=bool(missing), promise="ref"), WANG_QIANG
    if not state.defects:
        yield c.RefuseAcceptance("no_permit_needed", "ref"), WANG_QIANG


def _examination(state: PartState, terms: ItemTerms, at: datetime) -> Iterator[tuple[c.Command, Actor]]:
    if state.supplements:
        yield c.SupplySupplement(tuple(Given(key, "asked") for key in state.supplements)), LI_NA
    for review in state.open_reviews:
        reviewer = BY_ID.get(review.by) or next(actor for actor in EVERYBODY if actor.department == review.department)
        yield c.GiveOpinion(review.department, "agree", ""), reviewer
    if not state.claimed_by:
        yield c.ClaimDecision(), CHEN_TAO
    yield from _hearing(state, terms, at)
    if state.is_paused and state.hearing != "announced":
        yield c.ResumeClock("ref"), CHEN_TAO
    if profile_of(terms).party and not state.party:
        yield c.TellParty(5), CHEN_TAO
    if state.party == "told":
        yield c.RecordStatement("ref"), CHEN_TAO
    if _may_be_decided(state, terms):
        yield c.Grant("ref"), BY_ID[state.claimed_by]
        yield c.Refuse("ref"), BY_ID[state.claimed_by]


def _hearing(state: PartState, terms: ItemTerms, at: datetime) -> Iterator[tuple[c.Command, Actor]]:
    if state.hearing == "told":
        yield c.RequestHearing(), LI_NA
    if not state.is_paused and (state.hearing == "requested" or (terms.hearing == "mandatory" and not state.hearing)):
        yield c.AnnounceHearing(CALENDAR.add_working_days(law_day(at), 7), STRANGE_PRESIDER), CHEN_TAO
    if state.hearing == "announced":
        yield c.RecordHearing("ref"), CHEN_TAO


def _may_be_decided(state: PartState, terms: ItemTerms) -> bool:
    heard = state.hearing == "held" if terms.hearing == "mandatory" else state.hearing in ("", "lapsed", "held")
    party = state.party in ("heard", "lapsed") if profile_of(terms).party else state.party == ""
    return bool(state.claimed_by) and not (state.open_reviews or state.supplements or state.is_paused) and heard and party


def things_open(state: PartState, terms: ItemTerms) -> Iterator[tuple[c.Command, Actor]]:
    """What the person whose office it is may try in this status, beside bringing the part on."""
    if state.status is Status.WAITING:
        yield from ((c.CloseAsNotReceived(key), SYSTEM) for key in state.waits_for)
    if state.status is Status.RECEIVED:
        yield c.GrantOnCommitment("ref"), CHEN_TAO
        yield c.RequestCorrection((Defect(FORM, "unsigned", "ref"),)), WANG_QIANG
    if state.status is Status.ACCEPTED:
        yield from ((c.ClaimReview(review.department), ZHAO_MIN) for review in state.open_reviews)
        yield from ((c.PauseClock(name, 5), CHEN_TAO) for name in terms.pausing)
        yield c.ExtendTerm(5, "ref"), HE_JING
        if terms.hearing == "on_request":
            yield c.TellHearingRight(), CHEN_TAO
        yield c.ClaimDecision(), ZHOU_YAN
    if state.status in BEFORE_DECISION:
        yield c.Withdraw("ref"), LI_NA


BY_CLERK = {c.RequestCorrection, c.Accept, c.RefuseAcceptance, c.Deliver}
BY_APPLICANT = {c.SupplyAwaited, c.SupplyCorrection, c.SupplySupplement, c.RequestHearing, c.Withdraw}
BY_SYSTEM = {c.ReceiveDocument, c.CloseAsNotReceived}


def _whose_office(command: c.Command) -> Actor:
    """Who would do this in an office where everybody keeps to his own."""
    kind = type(command)
    if isinstance(command, (c.ClaimReview, c.GiveOpinion)):
        return {"fire": ZHAO_MIN, "city_management": LIU_YANG}.get(command.department, CHEN_TAO)
    for kinds, actor in ((BY_CLERK, WANG_QIANG), (BY_APPLICANT, LI_NA), (BY_SYSTEM, SYSTEM), ({c.ExtendTerm}, HE_JING)):
        if kind in kinds:
            return actor
    return CHEN_TAO


class PartMachine(RuleBasedStateMachine):
    """One part from its filing on. `reached` gathers over all runs."""

    reached = Reached()

    def __init__(self) -> None:
        super().__init__()
        self.state = PartState()
        self.happened: list[Happened] = []
        self.at = on("03-02")
        self.asked = 0

    @initialize(data=st.data(), steps=st.integers(0, 9))
    def an_application_is_filed(self, data, steps) -> None:
        self._apply(data, steps)

    @precondition(lambda self: self.state.is_ended)
    @rule(data=st.data(), steps=st.integers(0, 9))
    def he_applies_again(self, data, steps) -> None:
        self.state, self.happened = PartState(), []
        self._apply(data, steps)

    def _apply(self, data, steps: int) -> None:
        """File, and let the part come some steps on its way."""
        self.terms = data.draw(items())
        self._lawful(data.draw(applications(self.terms)), LI_NA)
        for _ in range(steps):
            thing = next(next_things(self.state, self.terms, self.at), None)
            if thing is not None:
                self._lawful(*thing)

    @rule(data=st.data(), days=st.sampled_from([0, 0, 0, 1, 2]))
    def somebody_does_what_comes_next(self, data, days) -> None:
        self._time_passes(days)
        things = list(next_things(self.state, self.terms, self.at))
        if things:
            self._lawful(*data.draw(st.sampled_from(things)))

    @rule(data=st.data())
    def the_right_person_tries_something(self, data) -> None:
        command = data.draw(st.sampled_from(everything(self.at)))
        self._attempt(command, _whose_office(command))

    @rule(data=st.data())
    def somebody_does_what_is_open_to_him(self, data) -> None:
        things = list(things_open(self.state, self.terms))
        if things:
            self._attempt(*data.draw(st.sampled_from(things)))

    @rule(days=st.sampled_from([-1, 1, 3, 8, 16]))
    def time_passes(self, days) -> None:
        self._time_passes(days)

    @rule()
    def nobody_does_anything(self) -> None:
        wakes = wake_at(self.state, self._facts())
        if wakes is not None:
            self.at = max(self.at, wakes)
            self._settle()

    def _facts(self, *, sealed: bool = True) -> Facts:
        return Facts(self.terms, CALENDAR, sealed)

    def _time_passes(self, days: int) -> None:
        self.at += timedelta(days=days)
        self._settle()

    def _settle(self) -> None:
        """Settling twice settles nothing more; settling on the way there ends in the same; no lapse lies in the future."""
        facts = self._facts()
        lapsed = settle(self.state, self.at, facts)
        midway = self.at - timedelta(days=4)
        first = settle(self.state, midway, facts)
        assert first == lapsed[: len(first)]
        assert first + settle(_after(self.state, first), self.at, facts) == lapsed
        for one in lapsed:
            assert one.at <= max(self.at, self.state.last_at or self.at)
            self._happens(one)
        assert settle(self.state, self.at, facts) == []

    def _lawful(self, command: c.Command, actor: Actor) -> None:
        """A command that must succeed, after waiting for the day of an announced hearing."""
        if self.state.last_at is not None:
            self.at = max(self.at, self.state.last_at)
        if isinstance(command, c.RecordHearing) and self.state.hearing_on is not None:
            self.at = max(self.at, end_of_day(self.state.hearing_on))
        self._settle()
        if self.state.number and (command, actor) not in list(next_things(self.state, self.terms, self.at)):
            return  # what lapsed meanwhile has overtaken it
        for event in decide(self.state, command, actor=actor, at=self.at, facts=self._facts()):
            self._happens(Happened(event, self.at))

    def _attempt(self, command: c.Command, actor: Actor, *, sealed: bool = True) -> None:
        self._settle()
        for event in self._decided(command, actor, self._facts(sealed=sealed)):
            self._happens(Happened(event, self.at))

    def _decided(self, command: c.Command, actor: Actor, facts: Facts) -> list[Event]:
        """The events of a lawful command; none when it breaks a named rule. Anything else fails."""
        try:
            events = decide(self.state, command, actor=actor, at=self.at, facts=facts)
        except rules.BrokenRule as broken:
            self.reached.broken(broken)
            return []
        assert events, "a lawful command makes something happen"
        return events

    @invariant()
    def whatever_is_asked_is_lawful_or_breaks_a_named_rule_and_leaves_a_way_on(self) -> None:
        """Decisions change nothing by themselves, so everything can be asked in every state, of its office and of one other."""
        if not self.happened:
            return
        self._settle()
        self.asked += 1
        other = EVERYBODY[self.asked % len(EVERYBODY)]
        facts = self._facts(sealed=self.asked % 2 == 0)
        afterwards = {self.state}
        for command in everything(self.at):
            for actor in (_whose_office(command), other):
                after = self.state
                for event in self._decided(command, actor, facts):
                    after = self.reached.step(after, Happened(event, self.at))
                afterwards.add(after)
        for after in afterwards:
            assert after.is_ended or next_acts(after, facts)
            assert brought_to_its_end(after, self.terms, self.at, self.reached).is_ended
        assert fold(self.happened) == self.state

    def _happens(self, one: Happened) -> None:
        self.state = self.reached.step(self.state, one)
        self.happened.append(one)

    @invariant()
    def the_state_is_the_fold_of_its_events(self) -> None:
        assert fold(self.happened) == self.state

    @invariant()
    def an_open_part_has_a_next_act_and_an_owner(self) -> None:
        acts = next_acts(self.state, self._facts()) if self.happened else ()
        if not self.happened or self.state.is_ended:
            assert not acts
            return
        assert acts
        assert all(act.name and act.desk in DESKS for act in acts)
        assert len({(act.name, act.desk) for act in acts}) == len(acts)

    @invariant()
    def the_worker_looks_only_where_time_can_act(self) -> None:
        if not self.happened:
            return
        wakes = wake_at(self.state, self._facts())
        if self.state.is_ended or self.state.status in (Status.WAITING, Status.GRANTED, Status.ISSUED):
            assert wakes is None
            assert not is_overdue(self.state, self._facts(), self.at)
        if wakes is not None:
            assert settle(self.state, wakes, self._facts())
            assert not settle(self.state, wakes - timedelta(microseconds=1), self._facts())


def brought_to_its_end(state: PartState, terms: ItemTerms, at: datetime, reached: Reached) -> PartState:
    """From wherever the part is, the people whose turn it is can end it: each next thing is lawful, and there are not many."""
    facts = Facts(terms, CALENDAR, sealed=True)
    for _ in range(MOST_STEPS_TO_THE_END):
        at = max(at, state.last_at or at)
        for one in settle(state, at, facts):
            state = reached.step(state, one)
        command, actor = next(next_things(state, terms, at), (None, SYSTEM))
        if command is None:
            break
        if isinstance(command, c.RecordHearing) and state.hearing_on is not None and law_day(at) < state.hearing_on:
            at = end_of_day(state.hearing_on)
            continue
        for event in decide(state, command, actor=actor, at=at, facts=facts):
            state = reached.step(state, Happened(event, at))
    assert state.is_ended, f"stuck: {state}"
    return state


def _after(state: PartState, happened: list[Happened]) -> PartState:
    reached = Reached()
    for one in happened:
        state = reached.step(state, one)
    return state


assert {type(command) for command in everything(on("03-02"))} == set(DECIDERS) - {c.FileApplication}
