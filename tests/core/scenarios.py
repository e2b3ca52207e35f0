"""The rules of one part as a table: given what happened, when something is asked or time passes, then these events or this broken rule."""

from dataclasses import dataclass, replace
from datetime import datetime

from onewindow.core import commands as c
from onewindow.core import events as e
from onewindow.core import rules
from onewindow.core.commands import Actor, Defect, Given, Needed
from onewindow.core.events import Event, Happened
from onewindow.core.terms import ItemTerms
from tests.cast import CHEN_TAO, HE_JING, LI_NA, LIU_YANG, MAYOR, SUN_LI, SYSTEM, WANG_QIANG, ZHAO_MIN, ZHOU_PING, ZHOU_YAN
from tests.core.items import (
    ACCEPTANCE_REPORT,
    ADJUDICATION,
    CALENDAR,
    DEED,
    ENTRY,
    FILING,
    FOOD,
    FORM,
    HEALTH,
    HEARD,
    HEARD_IF_ASKED,
    JOINT,
    LAYOUT,
    LEASE,
    LICENCE,
    PLAIN,
    PROMISED,
    RESTAURANT,
    TESTED,
    WITHOUT_RESULT,
    day,
    on,
)

VERSION = CALENDAR.version
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (on(f"03-0{number}") for number in range(2, 7))


@dataclass(frozen=True, slots=True)
class Scenario:
    """`when` None: time passes until `at`. `then`: events (with moments where time acted), or the broken rule with its facts."""

    rule: str
    terms: ItemTerms
    given: tuple[Happened, ...]
    when: c.Command | None
    by: Actor
    at: datetime
    then: tuple[Event, ...] | tuple[Happened, ...] | rules.BrokenRule
    sealed: bool = False


def happened(*events: Event, at: datetime) -> tuple[Happened, ...]:
    return tuple(Happened(event, at) for event in events)


def given(*keys, how="asked") -> tuple[Given, ...]:
    return tuple(Given(key, how) for key in keys)


def to_file(terms, *, materials=(FORM, LAYOUT), waits_for=(), gates=(), needed=None) -> c.FileApplication:
    wanted = tuple(Needed(m.key, m.need == "tolerable", m.group, m.supplement_days) for m in terms.materials)
    return c.FileApplication(
        case="case", number="number", item=terms.code, item_version="version", applicant=LI_NA.id, applicant_kind="person",
        lead_department="market", needed=wanted if needed is None else needed, given=given(*materials), waits_for=waits_for, gates=gates,
    )  # fmt: skip


def as_filed(terms, **details) -> e.ApplicationFiled:
    asked = to_file(terms, **details)
    return e.ApplicationFiled(
        case="case", number="number", item=terms.code, item_version="version", profile=terms.profile, department=terms.department,
        lead_department="market", applicant=LI_NA.id, needed=asked.needed, given=asked.given, waits_for=asked.waits_for, gates=asked.gates,
    )  # fmt: skip


def waiting(terms, *waits_for, gates=()) -> tuple[Happened, ...]:
    return happened(as_filed(terms, waits_for=waits_for, gates=gates), at=MONDAY)


def received(terms, **details) -> tuple[Happened, ...]:
    return happened(as_filed(terms, **details), e.ApplicationReceived(), at=MONDAY)


def accepted(terms, mode="examined") -> tuple[Happened, ...]:
    asked = [e.ReviewsRequested((("fire", "opinion", day("03-06")), ("city_management", "opinion", day("03-06"))))]
    return (
        *received(terms, materials=(FORM, LAYOUT, HEALTH)),
        *happened(e.ApplicationAccepted(day("03-03"), mode, calendar=VERSION), *(asked if terms.reviews else []), at=TUESDAY),
    )


def claimed(terms) -> tuple[Happened, ...]:
    return (*accepted(terms), *happened(e.DecisionClaimed(CHEN_TAO.id), at=WEDNESDAY))


def granted(terms) -> tuple[Happened, ...]:
    return (*claimed(terms), *happened(e.ApplicationGranted(CHEN_TAO.id), at=THURSDAY))


def issued(terms, key=FOOD) -> tuple[Happened, ...]:
    return (*granted(terms), *happened(e.ResultIssued(((key, "permit"),)), at=THURSDAY))


def closed(terms) -> tuple[Happened, ...]:
    return (*granted(terms), *happened(e.PartClosed(), at=THURSDAY))


NO_LAYOUT = {"materials": (FORM, HEALTH)}
LIST = (Defect(LAYOUT, "missing", "ref"), Defect(FORM, "unsigned", "ref"))
CORRECTING = (*received(PLAIN, **NO_LAYOUT), *happened(e.CorrectionRequested(LIST, day("03-24")), at=TUESDAY))
CORRECTED = (*CORRECTING, *happened(e.CorrectionSupplied(given(LAYOUT, FORM)), at=WEDNESDAY))
TOLERATED = (
    *received(RESTAURANT),
    *happened(
        e.ApplicationAccepted(day("03-03"), "tolerant", (HEALTH,), day("03-17"), "ref", VERSION),
        e.ReviewsRequested((("fire", "opinion", day("03-06")), ("city_management", "opinion", day("03-06")))),
        at=TUESDAY,
    ),
)
FIRE_HAS_IT = (*accepted(RESTAURANT), *happened(e.ReviewClaimed("fire", ZHAO_MIN.id), at=WEDNESDAY))
FIRE_AGREES = (*accepted(RESTAURANT), *happened(e.OpinionGiven("fire", "agree", ZHAO_MIN.id), at=WEDNESDAY))
BOTH_ANSWERED = (
    *claimed(RESTAURANT),
    *happened(
        e.OpinionGiven("fire", "disagree", ZHAO_MIN.id, "ref"),
        e.OpinionGiven("city_management", "agree", LIU_YANG.id),
        at=WEDNESDAY,
    ),
)
PAUSED = (*claimed(TESTED), *happened(e.ClockPaused("test", 5), at=THURSDAY))
EXTENDED = (*claimed(PLAIN), *happened(e.TermExtended(5, HE_JING.id, "ref"), at=THURSDAY))
TOLD = (*claimed(HEARD_IF_ASKED), *happened(e.HearingRightTold(day("03-12")), at=THURSDAY))
ASKED = (*TOLD, *happened(e.HearingRequested(LI_NA.id), at=FRIDAY))
ANNOUNCED = (
    *claimed(HEARD),
    *happened(e.HearingAnnounced(day("03-17"), HE_JING.id), e.ClockPaused("hearing", 9), at=WEDNESDAY),
)
HELD = (*ANNOUNCED, *happened(e.HearingHeld("ref"), e.ClockResumed("hearing", "ref"), at=on("03-17")))
PARTY_TOLD = (*claimed(ADJUDICATION), *happened(e.PartyTold(day("03-19")), at=THURSDAY))
PARTY_HEARD = (*PARTY_TOLD, *happened(e.StatementRecorded("ref"), at=FRIDAY))
LEASE_OR_DEED = (Needed(FORM), Needed(LEASE, group="premises"), Needed(DEED, group="premises"))
REPORT_AFTER_LICENCE = ((ACCEPTANCE_REPORT, LICENCE),)

FILED = (
    Scenario("an application is received in the moment in which it is filed", PLAIN, (),
             to_file(PLAIN), LI_NA, MONDAY, (as_filed(PLAIN), e.ApplicationReceived())),
    Scenario("a part that needs another part's document waits for it and is not received", PLAIN, (),
             to_file(PLAIN, waits_for=(LICENCE,)), LI_NA, MONDAY, (as_filed(PLAIN, waits_for=(LICENCE,)),)),
    Scenario("a stranger applies for nobody but himself", PLAIN, (), to_file(PLAIN), ZHOU_PING, MONDAY, rules.NotTheApplicant()),
    Scenario("the clerk files for the person in front of him", PLAIN, (),
             to_file(PLAIN), WANG_QIANG, MONDAY, (as_filed(PLAIN), e.ApplicationReceived())),
    Scenario("a part is filed once", PLAIN, received(PLAIN), to_file(PLAIN), LI_NA, MONDAY, rules.NotPossibleNow(status="received")),
    Scenario("a step that the kind of item does not know is refused", WITHOUT_RESULT, accepted(WITHOUT_RESULT),
             c.ExtendTerm(1, "ref"), HE_JING, WEDNESDAY, rules.StepNotInProcedure(procedure="service")),
    Scenario("an act lies on no day before what is recorded", PLAIN, received(PLAIN),
             c.Accept(), WANG_QIANG, on("02-28"), rules.TimeRunsBackwards(last=MONDAY)),
)  # fmt: skip

WAITING = (
    Scenario("the last awaited document receives the part", PLAIN, waiting(PLAIN, LICENCE), c.ReceiveDocument(LICENCE, "permit"), SYSTEM,
             WEDNESDAY, (e.DocumentArrived(LICENCE, "permit"), e.ApplicationReceived())),
    Scenario("a part that waits for two documents goes on waiting after the first", PLAIN, waiting(PLAIN, LICENCE, DEED),
             c.ReceiveDocument(LICENCE, "permit"), SYSTEM, WEDNESDAY, (e.DocumentArrived(LICENCE, "permit"),)),
    Scenario("a document awaited twice arrives once", PLAIN, waiting(PLAIN, LICENCE, LICENCE), c.ReceiveDocument(LICENCE), SYSTEM,
             WEDNESDAY, (e.DocumentArrived(LICENCE), e.ApplicationReceived())),
    Scenario("a document that is not awaited does not arrive", PLAIN, waiting(PLAIN, LICENCE), c.ReceiveDocument(DEED), SYSTEM,
             WEDNESDAY, rules.NotPossibleNow(status="waiting")),
    Scenario("nobody declares another part's document to exist", PLAIN, waiting(PLAIN, LICENCE), c.ReceiveDocument(LICENCE), CHEN_TAO,
             WEDNESDAY, rules.RoleMissing(role="system")),
    Scenario("nothing arrives at a part that has ended", WITHOUT_RESULT, closed(WITHOUT_RESULT), c.ReceiveDocument(LICENCE), SYSTEM,
             FRIDAY, rules.AlreadyEnded(status="closed")),
    Scenario("a part whose document will not come is closed as not received", PLAIN, waiting(PLAIN, LICENCE),
             c.CloseAsNotReceived(LICENCE), SYSTEM, WEDNESDAY, (e.NotReceived(LICENCE),)),
    Scenario("a part that does not wait for it is not closed", PLAIN, waiting(PLAIN, LICENCE), c.CloseAsNotReceived(DEED), SYSTEM,
             WEDNESDAY, rules.NotPossibleNow(status="waiting")),
    Scenario("a part that waits is not accepted", PLAIN, waiting(PLAIN, LICENCE), c.Accept(), WANG_QIANG, WEDNESDAY,
             rules.StillWaiting(waits_for=("BL:firm:new",))),
    Scenario("a part that waits is never deemed accepted", PLAIN, waiting(PLAIN, LICENCE), None, SYSTEM, on("09-01"), ()),
    Scenario("what cannot be made before the gate is not handed in before it", PLAIN,
             waiting(PLAIN, LICENCE, ACCEPTANCE_REPORT, gates=REPORT_AFTER_LICENCE), c.SupplyAwaited(given(ACCEPTANCE_REPORT)), LI_NA,
             WEDNESDAY, rules.GateNotOpen(materials=("REPORT:project:new",))),
    Scenario("what lay behind the gate completes the part once the gate is open", PLAIN,
             (*waiting(PLAIN, LICENCE, ACCEPTANCE_REPORT, gates=REPORT_AFTER_LICENCE),
              *happened(e.DocumentArrived(LICENCE, "permit"), at=TUESDAY)),
             c.SupplyAwaited(given(ACCEPTANCE_REPORT)), LI_NA, WEDNESDAY,
             (e.DocumentArrived(ACCEPTANCE_REPORT, how="asked"), e.ApplicationReceived())),
    Scenario("of two documents behind the gate the first does not complete the part", PLAIN,
             (*waiting(PLAIN, LICENCE, ACCEPTANCE_REPORT, DEED, gates=(*REPORT_AFTER_LICENCE, (DEED, LICENCE))),
              *happened(e.DocumentArrived(LICENCE, "permit"), at=TUESDAY)),
             c.SupplyAwaited(given(DEED)), LI_NA, WEDNESDAY, (e.DocumentArrived(DEED, how="asked"),)),
    Scenario("nothing is awaited of a part that was received", PLAIN, received(PLAIN), c.SupplyAwaited(given(DEED)), LI_NA, WEDNESDAY,
             rules.NotPossibleNow(status="received")),
    Scenario("an applicant withdraws what still waits", PLAIN, waiting(PLAIN, LICENCE), c.Withdraw(), LI_NA, TUESDAY,
             (e.ApplicationWithdrawn(LI_NA.id),)),
)  # fmt: skip

CORRECTIONS = (
    Scenario("everything to correct is told once, with fifteen working days to answer", PLAIN, received(PLAIN, **NO_LAYOUT),
             c.RequestCorrection(LIST), WANG_QIANG, TUESDAY, (e.CorrectionRequested(LIST, day("03-24")),)),
    Scenario("a second correction list is refused", PLAIN, CORRECTED, c.RequestCorrection(LIST), WANG_QIANG, THURSDAY,
             rules.SecondCorrectionList()),
    Scenario("a second correction list is refused while the first is open too", PLAIN, CORRECTING, c.RequestCorrection(LIST), WANG_QIANG,
             THURSDAY, rules.SecondCorrectionList()),
    Scenario("a list names at least one defect", PLAIN, received(PLAIN), c.RequestCorrection(()), WANG_QIANG, TUESDAY,
             rules.EmptyCorrectionList()),
    Scenario("a material outside the published item is not demanded", PLAIN, received(PLAIN), c.RequestCorrection((Defect(DEED, "missing"),)),
             WANG_QIANG, TUESDAY, rules.BeyondTheCatalogue(materials=("DEED:firm:new",))),
    Scenario("another body asks for no correction", PLAIN, received(PLAIN), c.RequestCorrection(LIST), ZHAO_MIN, TUESDAY,
             rules.NotThisDepartment(department="market")),
    Scenario("a correction list is written before acceptance", PLAIN, accepted(PLAIN), c.RequestCorrection(LIST), WANG_QIANG, WEDNESDAY,
             rules.NotPossibleNow(status="accepted")),
    Scenario("everything on the list supplied brings the part back", PLAIN, CORRECTING, c.SupplyCorrection(given(LAYOUT, FORM)), LI_NA,
             WEDNESDAY, (e.CorrectionSupplied(given(LAYOUT, FORM)),)),
    Scenario("what the list does not name is not handed in with it", PLAIN, CORRECTING, c.SupplyCorrection(given(LAYOUT, DEED)), LI_NA,
             WEDNESDAY, rules.BeyondTheCatalogue(materials=("DEED:firm:new",))),
    Scenario("a stranger corrects nothing", PLAIN, CORRECTING, c.SupplyCorrection(given(LAYOUT)), ZHOU_PING, WEDNESDAY,
             rules.NotTheApplicant()),
    Scenario("nothing is corrected that was not asked for", PLAIN, received(PLAIN), c.SupplyCorrection(given(LAYOUT)), LI_NA, WEDNESDAY,
             rules.NotPossibleNow(status="received")),
    Scenario("an unanswered list counts as withdrawn after its last day", PLAIN, CORRECTING, None, SYSTEM, on("04-01"),
             happened(e.CorrectionLapsed(VERSION), at=on("03-25", "00:00"))),
    Scenario("the last day of the list belongs to the applicant", PLAIN, CORRECTING, None, SYSTEM, on("03-24", "23:59"), ()),
    Scenario("a satisfied list forces acceptance", PLAIN, CORRECTED, c.Accept(), WANG_QIANG, THURSDAY,
             (e.ApplicationAccepted(day("03-05"), "examined", calendar=VERSION),)),
    Scenario("a satisfied list is never answered by refusing acceptance", PLAIN, CORRECTED,
             c.RefuseAcceptance("no_permit_needed", "ref"), WANG_QIANG, THURSDAY, rules.MustAccept()),
    Scenario("an applicant withdraws instead of correcting", PLAIN, CORRECTING, c.Withdraw("ref"), LI_NA, WEDNESDAY,
             (e.ApplicationWithdrawn(LI_NA.id, "ref"),)),
)  # fmt: skip

ACCEPTANCE = (
    Scenario("a complete application is accepted and every department is asked at once", RESTAURANT,
             received(RESTAURANT, materials=(FORM, LAYOUT, HEALTH)), c.Accept(), WANG_QIANG, TUESDAY,
             (e.ApplicationAccepted(day("03-03"), "examined", calendar=VERSION),
              e.ReviewsRequested((("fire", "opinion", day("03-06")), ("city_management", "opinion", day("03-06")))))),
    Scenario("the part's own approver accepts too", PLAIN, received(PLAIN), c.Accept(), CHEN_TAO, TUESDAY,
             (e.ApplicationAccepted(day("03-03"), "examined", calendar=VERSION),)),
    Scenario("what is missing is told completely", RESTAURANT, received(RESTAURANT, materials=(FORM,)), c.Accept(), WANG_QIANG, TUESDAY,
             rules.IncompleteApplication(missing=("LAYOUT:firm:new", "HEALTH:staff:new"))),
    Scenario("one of two alternatives is enough", PLAIN, received(PLAIN, materials=(FORM, DEED), needed=LEASE_OR_DEED), c.Accept(),
             WANG_QIANG, TUESDAY, (e.ApplicationAccepted(day("03-03"), "examined", calendar=VERSION),)),
    Scenario("of two missing alternatives one is named", PLAIN, received(PLAIN, materials=(FORM,), needed=LEASE_OR_DEED), c.Accept(),
             WANG_QIANG, TUESDAY, rules.IncompleteApplication(missing=("LEASE:firm:new",))),
    Scenario("with only tolerable materials missing it is accepted on a promise", RESTAURANT, received(RESTAURANT),
             c.Accept(tolerate=True, promise="ref"), WANG_QIANG, TUESDAY,
             (e.ApplicationAccepted(day("03-03"), "tolerant", (HEALTH,), day("03-17"), "ref", VERSION),
              e.ReviewsRequested((("fire", "opinion", day("03-06")), ("city_management", "opinion", day("03-06")))))),
    Scenario("toleration needs the promise", RESTAURANT, received(RESTAURANT), c.Accept(tolerate=True), WANG_QIANG, TUESDAY,
             rules.PromiseMissing()),
    Scenario("a main material is not tolerated", RESTAURANT, received(RESTAURANT, materials=(FORM, HEALTH)),
             c.Accept(tolerate=True, promise="ref"), WANG_QIANG, TUESDAY, rules.TolerationNotOpen(missing=("LAYOUT:firm:new",))),
    Scenario("who only watches accepts nothing", PLAIN, received(PLAIN), c.Accept(), SUN_LI, TUESDAY,
             rules.NotThisDepartment(department="market")),
    Scenario("a post of the body without a role accepts nothing", PLAIN, received(PLAIN), c.Accept(),
             replace(CHEN_TAO, roles=frozenset({"applicant"})), TUESDAY, rules.RoleMissing(role="clerk")),
    Scenario("silence for five working days accepts as of receipt", RESTAURANT, received(RESTAURANT), None, SYSTEM, on("03-20"),
             happened(e.ApplicationAccepted(day("03-02"), "deemed", calendar=VERSION),
                      e.ReviewsRequested((("fire", "opinion", day("03-13")), ("city_management", "opinion", day("03-13")))),
                      at=on("03-10", "00:00"))),
    Scenario("silence accepts nothing before the fifth day is over", PLAIN, received(PLAIN), None, SYSTEM, on("03-09", "23:59"), ()),
    Scenario("where the law says on the spot, silence accepts at the end of the day", replace(PLAIN, completeness_days=0),
             received(PLAIN), None, SYSTEM, TUESDAY,
             happened(e.ApplicationAccepted(day("03-02"), "deemed", calendar=VERSION), at=on("03-03", "00:00"))),
    Scenario("silence accepts nothing where the law does not say so", FILING, received(FILING), None, SYSTEM, on("09-01"), ()),
    Scenario("no permit needed is told at once", PLAIN, received(PLAIN), c.RefuseAcceptance("no_permit_needed", "ref"), WANG_QIANG, TUESDAY,
             (e.AcceptanceRefused("no_permit_needed", "ref"),)),
    Scenario("not competent names the competent body", PLAIN, received(PLAIN), c.RefuseAcceptance("not_competent", "ref"), WANG_QIANG,
             TUESDAY, rules.ReasonMissing()),
    Scenario("acceptance is refused on the two grounds of law only", PLAIN, received(PLAIN), c.RefuseAcceptance("busy", "ref"), WANG_QIANG,
             TUESDAY, rules.ReasonMissing()),
    Scenario("an applicant withdraws before acceptance", PLAIN, received(PLAIN), c.Withdraw(), LI_NA, TUESDAY,
             (e.ApplicationWithdrawn(LI_NA.id),)),
    Scenario("a stranger withdraws nothing", PLAIN, received(PLAIN), c.Withdraw(), ZHOU_PING, TUESDAY, rules.NotTheApplicant()),
    Scenario("tolerated materials come in later", RESTAURANT, TOLERATED, c.SupplySupplement(given(HEALTH)), LI_NA, WEDNESDAY,
             (e.SupplementSupplied(given(HEALTH)),)),
    Scenario("only what was tolerated is supplemented", RESTAURANT, TOLERATED, c.SupplySupplement(given(DEED)), LI_NA, WEDNESDAY,
             rules.BeyondTheCatalogue(materials=("DEED:firm:new",))),
    Scenario("tolerated materials that do not come count as withdrawn", RESTAURANT, TOLERATED, None, SYSTEM, on("03-18", "00:00"),
             happened(e.SupplementLapsed(VERSION), at=on("03-18", "00:00"))),
)  # fmt: skip

COMMITMENTS = (
    Scenario("on a written promise it is accepted and granted on the spot", PROMISED, received(PROMISED), c.GrantOnCommitment("ref"), CHEN_TAO,
             MONDAY, (e.ApplicationAccepted(day("03-02"), "commitment", calendar=VERSION),
                      e.ApplicationGranted(CHEN_TAO.id, commitment="ref"))),
    Scenario("no promise is taken for an item that is not open to it", PLAIN, received(PLAIN), c.GrantOnCommitment("ref"), CHEN_TAO, MONDAY,
             rules.CommitmentNotOpen()),
    Scenario("a promise is written", PROMISED, received(PROMISED), c.GrantOnCommitment(""), CHEN_TAO, MONDAY, rules.PromiseMissing()),
    Scenario("a promise replaces no main material", PROMISED, received(PROMISED, materials=(FORM,)), c.GrantOnCommitment("ref"), CHEN_TAO,
             MONDAY, rules.IncompleteApplication(missing=("LAYOUT:firm:new",))),
    Scenario("a promise replaces no hearing that law demands", replace(HEARD, commitment=True), received(HEARD), c.GrantOnCommitment("ref"),
             CHEN_TAO, MONDAY, rules.HearingMissing()),
)  # fmt: skip

REVIEWS = (
    Scenario("a department takes its opinion in hand", RESTAURANT, accepted(RESTAURANT), c.ClaimReview("fire"), ZHAO_MIN, WEDNESDAY,
             (e.ReviewClaimed("fire", ZHAO_MIN.id),)),
    Scenario("what a colleague has in hand is not taken", RESTAURANT, FIRE_HAS_IT, c.ClaimReview("fire"),
             replace(ZHAO_MIN, id="colleague"), THURSDAY, rules.ClaimedByAnother()),
    Scenario("a colleague does not answer for who has it in hand", RESTAURANT, FIRE_HAS_IT, c.GiveOpinion("fire", "agree"),
             replace(ZHAO_MIN, id="colleague"), THURSDAY, rules.ClaimedByAnother()),
    Scenario("a department agrees without waiting for the other", RESTAURANT, FIRE_HAS_IT, c.GiveOpinion("fire", "agree"), ZHAO_MIN, THURSDAY,
             (e.OpinionGiven("fire", "agree", ZHAO_MIN.id),)),
    Scenario("an adverse opinion has reasons", RESTAURANT, accepted(RESTAURANT), c.GiveOpinion("fire", "disagree"), ZHAO_MIN, WEDNESDAY,
             rules.ReasonMissing()),
    Scenario("an opinion is one of three", RESTAURANT, accepted(RESTAURANT), c.GiveOpinion("fire", "perhaps", "ref"), ZHAO_MIN, WEDNESDAY,
             rules.ReasonMissing()),
    Scenario("a department that was not asked has no opinion", RESTAURANT, accepted(RESTAURANT), c.GiveOpinion("water", "agree"), ZHAO_MIN,
             WEDNESDAY, rules.ReviewNotAsked(department="water")),
    Scenario("a department answers for itself only", RESTAURANT, accepted(RESTAURANT), c.GiveOpinion("fire", "agree"), LIU_YANG, WEDNESDAY,
             rules.NotThisDepartment(department="fire")),
    Scenario("an opinion is an approver's", RESTAURANT, accepted(RESTAURANT), c.ClaimReview("fire"),
             replace(ZHAO_MIN, roles=frozenset({"supervisor"})), WEDNESDAY, rules.RoleMissing(role="approver")),
    Scenario("an opinion stands", RESTAURANT, FIRE_AGREES, c.GiveOpinion("fire", "disagree", "ref"), ZHAO_MIN, THURSDAY,
             rules.OpinionAlreadyGiven(department="fire")),
    Scenario("an approver of the body takes the decision in hand", PLAIN, accepted(PLAIN), c.ClaimDecision(), CHEN_TAO, WEDNESDAY,
             (e.DecisionClaimed(CHEN_TAO.id),)),
    Scenario("of two approvers the second finds it taken", PLAIN, claimed(PLAIN), c.ClaimDecision(), ZHOU_YAN, WEDNESDAY,
             rules.ClaimedByAnother()),
    Scenario("another body examines nothing", PLAIN, accepted(PLAIN), c.ClaimDecision(), ZHAO_MIN, WEDNESDAY,
             rules.NotThisDepartment(department="market")),
    Scenario("a post of the body without a role examines nothing", PLAIN, accepted(PLAIN), c.ClaimDecision(),
             replace(CHEN_TAO, roles=frozenset({"supervisor"})), WEDNESDAY, rules.RoleMissing(role="approver")),
)  # fmt: skip

PAUSES = (
    Scenario("a test that law requires stops the clock", TESTED, claimed(TESTED), c.PauseClock("test", 5), CHEN_TAO, THURSDAY,
             (e.ClockPaused("test", 5),)),
    Scenario("a site visit stops no clock", TESTED, claimed(TESTED), c.PauseClock("site_visit", 5), CHEN_TAO, THURSDAY,
             rules.NotAPausingProcedure(procedure="site_visit")),
    Scenario("a procedure that law does not require here stops no clock", TESTED, claimed(TESTED), c.PauseClock("auction", 5), CHEN_TAO,
             THURSDAY, rules.NotAPausingProcedure(procedure="auction")),
    Scenario("a hearing stops the clock by its announcement only", TESTED, claimed(TESTED), c.PauseClock("hearing", 5), CHEN_TAO, THURSDAY,
             rules.NotAPausingProcedure(procedure="hearing")),
    Scenario("a clock that stands is not stopped again", TESTED, PAUSED, c.PauseClock("expert_review", 5), CHEN_TAO, FRIDAY,
             rules.ClockAlreadyPaused(procedure="test")),
    Scenario("the time that a special procedure needs is told", TESTED, claimed(TESTED), c.PauseClock("test", 0), CHEN_TAO, THURSDAY,
             rules.PauseTimeMissing()),
    Scenario("the clock goes on when the procedure is over", TESTED, PAUSED, c.ResumeClock("ref"), CHEN_TAO, FRIDAY,
             (e.ClockResumed("test", "ref"),)),
    Scenario("a running clock is not resumed", TESTED, claimed(TESTED), c.ResumeClock(), CHEN_TAO, FRIDAY, rules.ClockNotPaused()),
    Scenario("a clock that a hearing stopped goes on with its record only", HEARD, ANNOUNCED, c.ResumeClock(), CHEN_TAO, THURSDAY,
             rules.HearingMissing()),
    Scenario("nothing is decided while a special procedure is under way", TESTED, PAUSED, c.Grant(), CHEN_TAO, FRIDAY,
             rules.ClockPausedNow(procedure="test")),
)  # fmt: skip

EXTENSIONS = (
    Scenario("the head of the body extends the term once, with reasons", PLAIN, claimed(PLAIN), c.ExtendTerm(5, "ref"), HE_JING, THURSDAY,
             (e.TermExtended(5, HE_JING.id, "ref"),)),
    Scenario("a second extension is refused", PLAIN, EXTENDED, c.ExtendTerm(5, "ref"), HE_JING, FRIDAY, rules.ExtensionOnlyOnce(days=5)),
    Scenario("an extension is no longer than law allows", PLAIN, claimed(PLAIN), c.ExtendTerm(11, "ref"), HE_JING, THURSDAY,
             rules.ExtensionTooLong(allowed=10)),
    Scenario("an extension has reasons", PLAIN, claimed(PLAIN), c.ExtendTerm(5), HE_JING, THURSDAY, rules.ReasonMissing()),
    Scenario("a term that is over is not extended", PLAIN, claimed(PLAIN), c.ExtendTerm(5, "ref"), HE_JING, on("03-18"),
             rules.TermAlreadyOver(due_on=day("03-17"))),
    Scenario("an approver extends nothing", PLAIN, claimed(PLAIN), c.ExtendTerm(5, "ref"), CHEN_TAO, THURSDAY, rules.RoleMissing(role="head")),
    Scenario("the head of another body extends nothing", PLAIN, claimed(PLAIN), c.ExtendTerm(5, "ref"), MAYOR, THURSDAY,
             rules.NotThisDepartment(department="market")),
    Scenario("a joint handling is extended by the head of the government", JOINT, claimed(JOINT), c.ExtendTerm(15, "ref"), MAYOR, THURSDAY,
             (e.TermExtended(15, MAYOR.id, "ref"),)),
)  # fmt: skip

HEARINGS = (
    Scenario("the right to a hearing is told, with five working days to ask", HEARD_IF_ASKED, claimed(HEARD_IF_ASKED), c.TellHearingRight(),
             CHEN_TAO, THURSDAY, (e.HearingRightTold(day("03-12")),)),
    Scenario("no right is told where no hearing is provided for", PLAIN, claimed(PLAIN), c.TellHearingRight(), CHEN_TAO, THURSDAY,
             rules.HearingNotOpen()),
    Scenario("the applicant asks for the hearing", HEARD_IF_ASKED, TOLD, c.RequestHearing(), LI_NA, FRIDAY, (e.HearingRequested(LI_NA.id),)),
    Scenario("a hearing is asked for after its right was told", HEARD_IF_ASKED, claimed(HEARD_IF_ASKED), c.RequestHearing(), LI_NA, FRIDAY,
             rules.HearingNotOpen()),
    Scenario("the right to ask ends after its last day", HEARD_IF_ASKED, TOLD, None, SYSTEM, on("03-20"),
             happened(e.HearingRightLapsed(VERSION), at=on("03-13", "00:00"))),
    Scenario("a hearing that was asked for is announced and stops the clock", HEARD_IF_ASKED, ASKED,
             c.AnnounceHearing(day("03-18"), HE_JING.id), CHEN_TAO, on("03-09"),
             (e.HearingAnnounced(day("03-18"), HE_JING.id), e.ClockPaused("hearing", 7))),
    Scenario("a mandatory hearing is announced without a request", HEARD, claimed(HEARD), c.AnnounceHearing(day("03-17"), HE_JING.id), CHEN_TAO,
             WEDNESDAY, (e.HearingAnnounced(day("03-17"), HE_JING.id), e.ClockPaused("hearing", 9))),
    Scenario("a hearing that nobody asked for is not announced", HEARD_IF_ASKED, TOLD, c.AnnounceHearing(day("03-20"), HE_JING.id), CHEN_TAO,
             FRIDAY, rules.HearingNotOpen()),
    Scenario("no hearing is announced while the clock stands", replace(HEARD, pausing=("test",)),
             (*claimed(HEARD), *happened(e.ClockPaused("test", 5), at=THURSDAY)), c.AnnounceHearing(day("03-20"), HE_JING.id), CHEN_TAO, FRIDAY,
             rules.ClockAlreadyPaused(procedure="test")),
    Scenario("seven days lie between notice and hearing", HEARD, claimed(HEARD), c.AnnounceHearing(day("03-12"), HE_JING.id), CHEN_TAO,
             WEDNESDAY, rules.HearingNoticeTooShort(earliest=day("03-13"))),
    Scenario("who examines the application does not preside", HEARD, claimed(HEARD), c.AnnounceHearing(day("03-17"), CHEN_TAO.id), HE_JING,
             WEDNESDAY, rules.PresiderReviewed()),
    Scenario("the signed record lets the clock go on", HEARD, ANNOUNCED, c.RecordHearing("ref"), CHEN_TAO, on("03-17"),
             (e.HearingHeld("ref"), e.ClockResumed("hearing", "ref"))),
    Scenario("a hearing is recorded when it was announced", HEARD, claimed(HEARD), c.RecordHearing("ref"), CHEN_TAO, THURSDAY,
             rules.HearingNotOpen()),
    Scenario("a hearing is not recorded before its day", HEARD, ANNOUNCED, c.RecordHearing("ref"), CHEN_TAO, on("03-16"),
             rules.HearingNotYet(on=day("03-17"))),
    Scenario("a hearing has a record", HEARD, ANNOUNCED, c.RecordHearing(""), CHEN_TAO, on("03-17"), rules.ReasonMissing()),
    Scenario("nothing is decided before a mandatory hearing", HEARD, claimed(HEARD), c.Grant(), CHEN_TAO, THURSDAY, rules.HearingMissing()),
    Scenario("nothing is decided while the right to a hearing runs", HEARD_IF_ASKED, TOLD, c.Refuse("ref"), CHEN_TAO, FRIDAY,
             rules.HearingMissing()),
    Scenario("after the hearing the body decides", HEARD, HELD, c.Grant(), CHEN_TAO, on("03-18"), (e.ApplicationGranted(CHEN_TAO.id),)),
)  # fmt: skip

PARTIES = (
    Scenario("the other party is told and may answer", ADJUDICATION, claimed(ADJUDICATION), c.TellParty(10), CHEN_TAO, THURSDAY,
             (e.PartyTold(day("03-19")),)),
    Scenario("the other party is told once", ADJUDICATION, PARTY_TOLD, c.TellParty(10), CHEN_TAO, FRIDAY,
             rules.NotPossibleNow(status="accepted")),
    Scenario("the other party's statement is recorded", ADJUDICATION, PARTY_TOLD, c.RecordStatement("ref"), CHEN_TAO, FRIDAY,
             (e.StatementRecorded("ref"),)),
    Scenario("a statement is recorded after the party was told", ADJUDICATION, claimed(ADJUDICATION), c.RecordStatement("ref"), CHEN_TAO, FRIDAY,
             rules.NotPossibleNow(status="accepted")),
    Scenario("a statement has words", ADJUDICATION, PARTY_TOLD, c.RecordStatement(""), CHEN_TAO, FRIDAY, rules.ReasonMissing()),
    Scenario("the right to answer ends after its last day", ADJUDICATION, PARTY_TOLD, None, SYSTEM, on("03-20"),
             happened(e.StatementRightLapsed(VERSION), at=on("03-20", "00:00"))),
    Scenario("nothing is adjudicated before the other party could speak", ADJUDICATION, PARTY_TOLD, c.Grant(), CHEN_TAO, FRIDAY,
             rules.PartyNotHeard()),
    Scenario("nothing is adjudicated without telling the other party", ADJUDICATION, claimed(ADJUDICATION), c.Grant(), CHEN_TAO, FRIDAY,
             rules.PartyNotHeard()),
    Scenario("after the other party spoke the body adjudicates", ADJUDICATION, PARTY_HEARD, c.Refuse("ref"), CHEN_TAO, on("03-09"),
             (e.ApplicationRefused(CHEN_TAO.id, "ref"),)),
)  # fmt: skip

DECISIONS = (
    Scenario("the body decides for the applicant", PLAIN, claimed(PLAIN), c.Grant(), CHEN_TAO, THURSDAY, (e.ApplicationGranted(CHEN_TAO.id),)),
    Scenario("a refusal has reasons", PLAIN, claimed(PLAIN), c.Refuse(""), CHEN_TAO, THURSDAY, rules.ReasonMissing()),
    Scenario("a refusal with reasons ends the part", PLAIN, claimed(PLAIN), c.Refuse("ref"), CHEN_TAO, THURSDAY,
             (e.ApplicationRefused(CHEN_TAO.id, "ref"),)),
    Scenario("who decides has taken it in hand", PLAIN, accepted(PLAIN), c.Grant(), CHEN_TAO, THURSDAY, rules.NotClaimed()),
    Scenario("a colleague does not decide what another has in hand", PLAIN, claimed(PLAIN), c.Grant(), ZHOU_YAN, THURSDAY,
             rules.ClaimedByAnother()),
    Scenario("another body does not decide", PLAIN, claimed(PLAIN), c.Grant(), ZHAO_MIN, THURSDAY, rules.NotThisDepartment(department="market")),
    Scenario("the decision waits for every opinion", RESTAURANT, claimed(RESTAURANT), c.Grant(), CHEN_TAO, THURSDAY,
             rules.ReviewsOpen(departments=("fire", "city_management"))),
    Scenario("the decision waits for what was tolerated", replace(RESTAURANT, reviews=()),
             (*received(RESTAURANT),
              *happened(e.ApplicationAccepted(day("03-03"), "tolerant", (HEALTH,), day("03-17"), "ref", VERSION),
                        e.DecisionClaimed(CHEN_TAO.id), at=TUESDAY)),
             c.Grant(), CHEN_TAO, THURSDAY, rules.SupplementOutstanding(missing=("HEALTH:staff:new",))),
    Scenario("granting against an adverse opinion needs the body's reasons", RESTAURANT, BOTH_ANSWERED, c.Grant(), CHEN_TAO, THURSDAY,
             rules.AdverseOpinionUnanswered()),
    Scenario("with its reasons the body grants against an adverse opinion", RESTAURANT, BOTH_ANSWERED, c.Grant("ref"), CHEN_TAO, THURSDAY,
             (e.ApplicationGranted(CHEN_TAO.id, "ref"),)),
    Scenario("an applicant withdraws before the decision", PLAIN, claimed(PLAIN), c.Withdraw("ref"), LI_NA, THURSDAY,
             (e.ApplicationWithdrawn(LI_NA.id, "ref"),)),
    Scenario("after the decision it is too late to withdraw", PLAIN, granted(PLAIN), c.Withdraw(), LI_NA, FRIDAY, rules.TooLateToWithdraw()),
    Scenario("what has ended is not withdrawn", WITHOUT_RESULT, closed(WITHOUT_RESULT), c.Withdraw(), LI_NA, FRIDAY,
             rules.AlreadyEnded(status="closed")),
)  # fmt: skip

RESULTS = (
    Scenario("issuing makes every document of the item exist", PLAIN, granted(PLAIN), c.Issue(("permit",)), CHEN_TAO, THURSDAY,
             (e.ResultIssued(((FOOD, "permit"),)),)),
    Scenario("each document has a life of its own", PLAIN, granted(PLAIN), c.Issue(()), CHEN_TAO, THURSDAY, rules.NothingToIssue()),
    Scenario("an item without results issues nothing", WITHOUT_RESULT, granted(WITHOUT_RESULT), c.Issue(()), CHEN_TAO, THURSDAY,
             rules.NothingToIssue()),
    Scenario("a sealed certificate is delivered and everything is done", PLAIN, issued(PLAIN), c.Deliver("counter", "ref"), WANG_QIANG, FRIDAY,
             (e.ResultDelivered("counter", "ref"), e.PartClosed()), sealed=True),
    Scenario("an unsealed certificate is not delivered", PLAIN, issued(PLAIN), c.Deliver("counter", "ref"), WANG_QIANG, FRIDAY,
             rules.NotSealedYet()),
    Scenario("delivery records who received", PLAIN, issued(PLAIN), c.Deliver("counter", ""), WANG_QIANG, FRIDAY, rules.ReceiverMissing(),
             sealed=True),
    Scenario("a certificate is not closed without delivery", PLAIN, issued(PLAIN), c.Close(), CHEN_TAO, FRIDAY,
             rules.NotPossibleNow(status="issued")),
    Scenario("a granted item that yields an entry is not closed before the entry", FILING, granted(FILING), c.Close(), CHEN_TAO, FRIDAY,
             rules.NotPossibleNow(status="granted")),
    Scenario("an entry needs no delivery", FILING, issued(FILING, ENTRY), c.Close(), CHEN_TAO, FRIDAY, (e.PartClosed(),)),
    Scenario("an item without results is closed after the decision", WITHOUT_RESULT, granted(WITHOUT_RESULT), c.Close(), CHEN_TAO, FRIDAY,
             (e.PartClosed(),)),
)  # fmt: skip

SCENARIOS = (
    *FILED,
    *WAITING,
    *CORRECTIONS,
    *ACCEPTANCE,
    *COMMITMENTS,
    *REVIEWS,
    *PAUSES,
    *EXTENSIONS,
    *HEARINGS,
    *PARTIES,
    *DECISIONS,
    *RESULTS,
)
