"""What people are told when a rule was broken: one sentence for each rule, with what to do. The rules themselves are in core."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from onewindow.core import rules
from onewindow.core.rules import BrokenRule
from onewindow.pages.dates import spoken_day

SENTENCES: Mapping[type[BrokenRule], Any] = {
    rules.NotPossibleNow: _l("这件事现在到了别的步骤，不能这样办了。请看一下最新的进度。"),
    rules.StepNotInProcedure: _l("这类事项没有这一步。"),
    rules.NotTheApplicant: _l("只有申请人自己，或者替他办的人，才能做这一步。"),
    rules.NotThisDepartment: _l("这一步归别的部门办。"),
    rules.RoleMissing: _l("您的岗位不能做这一步。"),
    rules.TimeRunsBackwards: _l("时间比上一步还早，没有记下来。请刷新再试。"),
    rules.StillWaiting: _l("还在等别的部门先出的证照，出来后自动开始。"),
    rules.GateNotOpen: _l("这份材料现在还办不出来，要先等前面的证照。"),
    rules.SecondCorrectionList: _l("要补正的已经一次告知过了，不能再提第二次。"),
    rules.EmptyCorrectionList: _l("请至少写一条要补正的内容。"),
    rules.BeyondTheCatalogue: _l("清单上没有要这份材料，不能收，也不能要。"),
    rules.MustAccept: _l("材料已经齐了，应当受理。"),
    rules.IncompleteApplication: _l("还差材料：%(missing)s。"),
    rules.TolerationNotOpen: _l("差的材料里有不能后补的：%(missing)s。"),
    rules.PromiseMissing: _l("要先有申请人的书面承诺。"),
    rules.CommitmentNotOpen: _l("这件事不能用告知承诺的办法办。"),
    rules.ReasonMissing: _l("请写明理由。"),
    rules.ReviewNotAsked: _l("这件事没有征求这个部门的意见。"),
    rules.OpinionAlreadyGiven: _l("本部门的意见已经交过了。"),
    rules.ClaimedByAnother: _l("同事已经接手了。"),
    rules.NotClaimed: _l("请先接手，再办下一步。"),
    rules.ReviewsOpen: _l("还有部门没交意见：%(departments)s。"),
    rules.AdverseOpinionUnanswered: _l("有部门不同意。准予要写明理由。"),
    rules.NotAPausingProcedure: _l("只有法律规定的听证、检验、检测、检疫、鉴定、专家评审、招标、拍卖才不算时间。"),
    rules.PauseTimeMissing: _l("请写明需要几个工作日，要书面告知申请人。"),
    rules.ClockAlreadyPaused: _l("时间已经停着了。"),
    rules.ClockNotPaused: _l("时间正在走，没有停。"),
    rules.ClockPausedNow: _l("特别程序还没结束，先结束它再决定。"),
    rules.ExtensionOnlyOnce: _l("已经延长过一次，不能再延。"),
    rules.ExtensionTooLong: _l("最多延长 %(allowed)s 个工作日。"),
    rules.TermAlreadyOver: _l("时限已经过了，不能再延长。"),
    rules.HearingNotOpen: _l("这件事现在没有听证可以要求或安排。"),
    rules.HearingNoticeTooShort: _l("听证要提前 7 个工作日通知，最早 %(earliest)s。"),
    rules.HearingNotYet: _l("听证还没有举行。"),
    rules.PresiderReviewed: _l("审查这件事的人不能主持听证，请换一位。"),
    rules.HearingMissing: _l("要先举行听证，再作决定。"),
    rules.SupplementOutstanding: _l("后补的材料还没到：%(missing)s。"),
    rules.PartyNotHeard: _l("要先告知对方，听对方说。"),
    rules.NothingToIssue: _l("这件事没有证照要出。"),
    rules.NotSealedYet: _l("文件正在盖章，过一会儿就能取。"),
    rules.ReceiverMissing: _l("请写明交给了谁。"),
    rules.TooLateToWithdraw: _l("已经作出决定，不能撤回了。"),
    rules.AlreadyEnded: _l("这件事已经办完了。"),
    rules.UnknownItem: _l("目录里没有这个事项。"),
    rules.NothingToApplyFor: _l("照您的回答，没有要办的事项。请看看回答对不对。"),
}
"""A test keeps this table whole: a rule without a sentence fails it."""


def sentence(broken: BrokenRule, *, name: Callable[[str], str] = str) -> str:
    """What to tell a person; `name` turns a document key or department code of the rule's facts into words."""
    return str(SENTENCES[type(broken)]) % _Told(broken.facts, name)


class _Told(dict[str, str]):
    def __init__(self, facts: Mapping[str, object], name: Callable[[str], str]) -> None:
        super().__init__({key: _say(value, name) for key, value in facts.items()})

    def __missing__(self, key: str) -> str:
        return "—"


def _say(value: object, name: Callable[[str], str]) -> str:
    if isinstance(value, date):
        return spoken_day(value)
    if isinstance(value, (tuple, list)):
        return _("、").join(name(str(one)) for one in value)
    return str(value)
