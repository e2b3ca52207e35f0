"""What happened to a part, in the clerk's words. Events without a line of their own follow from another and are left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from onewindow.cases.selectors import CaseView, history
from onewindow.core import events as e
from onewindow.pages.timeline import TimelineEntry, build_timeline

LINES: Mapping[type[e.Event], tuple[str, Any]] = {
    e.ApplicationFiled: ("done", _l("交来申请")),
    e.DocumentArrived: ("done", _l("等的材料到了")),
    e.ApplicationReceived: ("doing", _l("收件，开始核对")),
    e.NotReceived: ("wait", _l("前一项没有办成，没有收件")),
    e.CorrectionRequested: ("you", _l("一次性告知要补正的材料")),
    e.CorrectionSupplied: ("done", _l("补正的材料到了")),
    e.CorrectionLapsed: ("wait", _l("到期没有补正，视为撤回")),
    e.ApplicationAccepted: ("done", _l("受理")),
    e.AcceptanceRefused: ("wait", _l("不予受理")),
    e.ReviewsRequested: ("doing", _l("请别的部门出意见")),
    e.SupplementSupplied: ("done", _l("容缺的材料补来了")),
    e.SupplementLapsed: ("wait", _l("到期没有补交，视为撤回")),
    e.OpinionGiven: ("done", _l("部门交了意见")),
    e.DecisionClaimed: ("doing", _l("审批人接手")),
    e.ClockPaused: ("stop", _l("法定程序，时间停下")),
    e.ClockResumed: ("doing", _l("时间接着走")),
    e.TermExtended: ("soon", _l("延长期限")),
    e.HearingRightTold: ("you", _l("告知可以要求听证")),
    e.HearingAnnounced: ("stop", _l("定了听证日期")),
    e.HearingHeld: ("done", _l("听证开过了")),
    e.ApplicationGranted: ("done", _l("准予")),
    e.ApplicationRefused: ("wait", _l("决定不予")),
    e.ResultIssued: ("done", _l("证照出来了")),
    e.ResultDelivered: ("done", _l("交给申请人")),
    e.ApplicationWithdrawn: ("wait", _l("申请人撤回")),
}

MODES: Mapping[str, Any] = {
    "deemed": _l("过了告知的期限，依法视为受理"),
    "tolerant": _l("容缺受理"),
    "commitment": _l("告知承诺，当场决定"),
}


def timeline_of(case: CaseView, part_id: str) -> tuple[TimelineEntry, ...]:
    """The lines of one part, newest first."""
    found = [one for one in history(case) if one.part_id == part_id and type(one.recorded.event) in LINES]
    entries = []
    for one in found:
        shape, sentence = LINES[type(one.recorded.event)]
        mode = getattr(one.recorded.event, "mode", "")
        words = _("；").join(text for text in one.words.values() if text)
        entries.append(TimelineEntry(one.recorded.at, shape, MODES.get(mode, sentence), words))
    return build_timeline(entries)
