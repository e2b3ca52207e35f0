"""The rules that a command can break: one exception each, named as the rule, with its basis and the facts. Sentences for people live elsewhere."""

from __future__ import annotations


class BrokenRule(Exception):
    """A command was not lawful; the part is unchanged. `basis` cites the article; `facts` are codes, dates and numbers, never names."""

    basis = ""

    def __init__(self, **facts: object) -> None:
        super().__init__(type(self).__name__)
        self.facts = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{type(self).__name__}({told})"


class NotPossibleNow(BrokenRule):
    """The part's state does not allow this command."""

    basis = "行政许可法 §32-§44 的程序顺序"


class StepNotInProcedure(BrokenRule):
    """The item's procedure profile does not know this step."""

    basis = "事项类型的程序规定"


class NotTheApplicant(BrokenRule):
    """Only the applicant, or who acts for him, may do this."""

    basis = "行政许可法 §29"


class NotThisDepartment(BrokenRule):
    """Only the body that owns the part, or the department whose opinion is asked, may do this."""

    basis = "行政许可法 §22-§26"


class RoleMissing(BrokenRule):
    """The actor lacks the role that this act needs."""

    basis = "行政许可法 §42; 内部权限"


class TimeRunsBackwards(BrokenRule):
    """The act would lie before something already recorded of this part."""

    basis = "办件记录按时间先后"


class StillWaiting(BrokenRule):
    """The part waits for documents that other parts of its case yield."""

    basis = "一件事联办：前一项的证照出来才开始"


class GateNotOpen(BrokenRule):
    """The document cannot have been made yet: another document comes first."""

    basis = "物理先后：available_after"


class NothingHandedIn(BrokenRule):
    """Nothing was handed in."""

    basis = "一次性告知；申请人按清单补交"


class SecondCorrectionList(BrokenRule):
    """Everything to correct is told once; a second list is refused."""

    basis = "行政许可法 §32(四)、§72(四)"


class EmptyCorrectionList(BrokenRule):
    """A correction notice names at least one defect."""

    basis = "行政许可法 §32(四)"


class BeyondTheCatalogue(BrokenRule):
    """A material that the published item does not ask for may not be demanded."""

    basis = "行政许可法 §31"


class MustAccept(BrokenRule):
    """Complete, or all requested corrections supplied: it must be accepted."""

    basis = "行政许可法 §32(五)"


class IncompleteApplication(BrokenRule):
    """Required materials are missing; `missing` lists all of them."""

    basis = "行政许可法 §32(四)"


class TolerationNotOpen(BrokenRule):
    """容缺受理 is open only when nothing but tolerable materials is missing."""

    basis = "优化营商环境条例; 安阳市政务服务条例 §24"


class PromiseMissing(BrokenRule):
    """The applicant's written promise is needed first."""

    basis = "安阳市政务服务条例 §24-§27"


class CommitmentNotOpen(BrokenRule):
    """The item is not open to 告知承诺."""

    basis = "优化营商环境条例 §40"


class ReasonMissing(BrokenRule):
    """A negative act needs reasons in writing."""

    basis = "行政许可法 §38、§72(七)"


class ReviewNotAsked(BrokenRule):
    """No opinion of this department is asked here."""

    basis = "实施清单的征求意见部门"


class OpinionAlreadyGiven(BrokenRule):
    """The department's opinion is recorded and stands."""

    basis = "并联审查：一个部门一个意见"


class ClaimedByAnother(BrokenRule):
    """A colleague has this in hand."""

    basis = "首办责任"


class NotClaimed(BrokenRule):
    """Nobody has taken this in hand yet: claim it first."""

    basis = "首办责任"


class ReviewsOpen(BrokenRule):
    """Opinions are still outstanding; `departments` lists them."""

    basis = "行政许可法 §26、§34"


class AdverseOpinionUnanswered(BrokenRule):
    """Granting against a negative opinion needs the body's reasons."""

    basis = "行政许可法 §38; 重大决定说明理由"


class NotAPausingProcedure(BrokenRule):
    """Only hearing, tender, auction, inspection, testing, quarantine, appraisal and expert review, where law requires them, stop the clock."""

    basis = "行政许可法 §45"


class PauseTimeMissing(BrokenRule):
    """The time a special procedure needs is told to the applicant in writing."""

    basis = "行政许可法 §45"


class ClockAlreadyPaused(BrokenRule):
    """The clock stands still already."""

    basis = "行政许可法 §45"


class ClockNotPaused(BrokenRule):
    """The clock is running."""

    basis = "行政许可法 §45"


class ClockPausedNow(BrokenRule):
    """No decision while a special procedure is under way: resume first."""

    basis = "行政许可法 §45"


class ExtensionOnlyOnce(BrokenRule):
    """The term has been extended already."""

    basis = "行政许可法 §42"


class ExtensionTooLong(BrokenRule):
    """More days than law allows; `allowed` says how many."""

    basis = "行政许可法 §42"


class TermAlreadyOver(BrokenRule):
    """An extension is approved before the term ends, not after."""

    basis = "行政许可法 §42"


class HearingNotOpen(BrokenRule):
    """No hearing is provided for, asked for, or still to be held."""

    basis = "行政许可法 §46、§47"


class HearingNoticeTooShort(BrokenRule):
    """Seven days lie between the notice and the hearing; `earliest` is the first lawful day."""

    basis = "行政许可法 §48(一)"


class HearingNotYet(BrokenRule):
    """The hearing has not taken place on the day announced."""

    basis = "行政许可法 §48"


class PresiderReviewed(BrokenRule):
    """Who examines the application may not preside over its hearing."""

    basis = "行政许可法 §48(三)"


class HearingMissing(BrokenRule):
    """The hearing that law demands, or that was asked for, comes before the decision."""

    basis = "行政许可法 §46-§48"


class SupplementOutstanding(BrokenRule):
    """Tolerated materials are still to come; `missing` lists them."""

    basis = "安阳市政务服务条例 §24"


class PartyNotHeard(BrokenRule):
    """The other party is told and may speak before the decision."""

    basis = "行政许可法 §36; 行政裁决程序"


class NothingToIssue(BrokenRule):
    """The item yields no document."""

    basis = "行政许可法 §39"


class NotSealedYet(BrokenRule):
    """The document is still being sealed; it can be delivered in a moment."""

    basis = "国务院令第716号 §9、§10"


class ReceiverMissing(BrokenRule):
    """Delivery records who received it."""

    basis = "行政许可法 §44"


class TooLateToWithdraw(BrokenRule):
    """An application is withdrawn before its decision."""

    basis = "安阳市政务服务条例 §36"


class AlreadyEnded(BrokenRule):
    """The part has ended."""

    basis = "办件已办结"


class UnknownItem(BrokenRule):
    """The item is not in the catalogue in force."""

    basis = "行政许可法 §30：清单之外无权力"


class NothingToApplyFor(BrokenRule):
    """The answers leave no item to apply for."""

    basis = "一件事至少一项"
