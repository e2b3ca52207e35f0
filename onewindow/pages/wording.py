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
    rules.NotPossibleNow: _l("这一步现在不能办，或者已经有人办了。刷新页面，看看办到哪一步。"),
    rules.StepNotInProcedure: _l("这类事项没有这一步，请从页面上能办的几步里选。"),
    rules.NotTheApplicant: _l("这要申请人本人来办。替别人办的，先请他授权给您。"),
    rules.NotThisDepartment: _l("这一项不归您的部门办。是谁在办，看办理经过。"),
    rules.RoleMissing: _l("您的岗位没有这项权限。请有权限的同事办，或者请管理员开通。"),
    rules.TimeRunsBackwards: _l("办件里已经有更晚的记录，这一步补不到它前面。刷新页面再办。"),
    rules.StillWaiting: _l("还在等前一项的证照，它一出来，这一项自动开始，现在不用做什么。"),
    rules.NothingHandedIn: _l("还没有交材料。选好文件再交。"),
    rules.GateNotOpen: _l("这份材料现在还做不出来，要等前一步的证照。到时候会通知来交。"),
    rules.SecondCorrectionList: _l("要补的已经一次性告知过，法律不许再要一次。请按手里的材料决定受理还是不受理。"),
    rules.EmptyCorrectionList: _l("补正告知书上至少写一条：缺哪份材料，或者哪一栏要改。"),
    rules.BeyondTheCatalogue: _l("公布的材料清单里没有这份，不能要。请从清单里选。"),
    rules.MustAccept: _l("材料齐了，应当受理。请按受理。"),
    rules.IncompleteApplication: _l("还差材料：%(missing)s。"),
    rules.TolerationNotOpen: _l("差的材料里有不能后补的：%(missing)s。请先交这几份。"),
    rules.PromiseMissing: _l("还差申请人的书面承诺。请他先看一遍，再签字。"),
    rules.CommitmentNotOpen: _l("这一项不能用告知承诺来办，请按平常的材料交。"),
    rules.ReasonMissing: _l("请写明理由：事实、依据，还有对方能怎么补救。"),
    rules.ReviewNotAsked: _l("这一件没有请这个部门出意见，不用做什么。"),
    rules.OpinionAlreadyGiven: _l("本部门的意见已经交过，以交的那份为准。要改，请和牵头部门说。"),
    rules.ClaimedByAnother: _l("这一件有同事在办了。要接手，请他先转给您。"),
    rules.NotClaimed: _l("请先接手，再办下一步。"),
    rules.ReviewsOpen: _l("还有部门没交意见：%(departments)s。交齐了才能决定。"),
    rules.AdverseOpinionUnanswered: _l("有部门不同意。还是要准予的，请写明为什么不采纳。"),
    rules.NotAPausingProcedure: _l(
        "这件事不能停时间。只有听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审，法律又要求做的，才不算在内。"
    ),
    rules.PauseTimeMissing: _l("请写明大概要几个工作日，系统会书面告知申请人。"),
    rules.ClockAlreadyPaused: _l("时间已经停着，不用再停。"),
    rules.ClockNotPaused: _l("时间正在走，没有停，不用恢复。"),
    rules.ClockPausedNow: _l("时间还停着。请先录入结果、恢复计时，再决定。"),
    rules.ExtensionOnlyOnce: _l("已经延长过一次，法律只许一次。请在期限内决定。"),
    rules.ExtensionTooLong: _l("最多延长 %(allowed)s 个工作日，请改短一些。"),
    rules.TermAlreadyOver: _l("期限已经过了，过了就不能再延长。请马上决定。"),
    rules.HearingNotOpen: _l("现在没有要开的听证，不用安排。"),
    rules.HearingNoticeTooShort: _l("听证要提前 7 个工作日通知，最早定在 %(earliest)s。"),
    rules.HearingNotYet: _l("听证还没开。开过以后再录结果。"),
    rules.PresiderReviewed: _l("审过这件申请的人不能主持它的听证，请换一位。"),
    rules.HearingMissing: _l("决定以前要先听证。请先定日子、发通知。"),
    rules.SupplementOutstanding: _l("后补的材料还没到：%(missing)s。补齐才能往下办。"),
    rules.PartyNotHeard: _l("还没听另一方的意见。请先告知他，听他说了再决定。"),
    rules.NothingToIssue: _l("这一项不出证照，决定了就办成了。"),
    rules.NotSealedYet: _l("文件正在盖章，过一会儿就能取。"),
    rules.ReceiverMissing: _l("请写明交给了谁、怎么送的。"),
    rules.TooLateToWithdraw: _l("已经有了决定，不能再撤回。不想要这个结果的，可以申请注销。"),
    rules.AlreadyEnded: _l("这一件已经办完了，不能再改。要办新的，请重新申请。"),
    rules.UnknownItem: _l("现行的事项目录里没有这一项。搜一下它现在叫什么。"),
    rules.NothingToApplyFor: _l("按您的回答，没有要办的事。答得不对的，回去改一下。"),
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
