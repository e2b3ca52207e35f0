"""Where a part stands and how much time is left, in the words of an approver."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from onewindow.cases.selectors import PartView
from onewindow.core.clock import Calendar
from onewindow.core.state import Review
from onewindow.core.state import Status as PartStatus
from onewindow.pages.dates import spoken_day
from onewindow.pages.status import Status

WORDS = {
    PartStatus.WAITING: ("wait", lambda: _("等前一项")),
    PartStatus.RECEIVED: ("doing", lambda: _("窗口收件")),
    PartStatus.CORRECTING: ("you", lambda: _("等申请人补正")),
    PartStatus.GRANTED: ("doing", lambda: _("准予，待出证")),
    PartStatus.ISSUED: ("done", lambda: _("已出证")),
    PartStatus.CLOSED: ("done", lambda: _("已办成")),
    PartStatus.REFUSED: ("bad", lambda: _("不予办理")),
    PartStatus.NOT_ACCEPTED: ("bad", lambda: _("不予受理")),
    PartStatus.WITHDRAWN: ("wait", lambda: _("已撤回")),
    PartStatus.NOT_RECEIVED: ("wait", lambda: _("没有收件")),
}
VERDICTS = {
    "agree": ("done", lambda: _("同意")),
    "agree_after_change": ("soon", lambda: _("改好后同意")),
    "disagree": ("bad", lambda: _("不同意")),
}


def status_of(part: PartView, *, today: date) -> Status:
    """Shape and word of a part."""
    if part.state.status is not PartStatus.ACCEPTED:
        kind, word = WORDS[part.state.status]
        return Status(kind, word())
    if part.state.is_paused:
        return Status("stop", _("不算时间"))
    return time_left(part.decide_by, today=today, calendar=part.facts.calendar)


def time_left(due: date | None, *, today: date, calendar: Calendar) -> Status:
    """超期 2 天, 今天到期, 明天到期, 还剩 5 天; without a day no clock runs."""
    if due is None:
        return Status("wait", _("不计时"))
    left = calendar.working_days_between(today, due)
    if today > due:
        return Status("bad", _("超期 %(days)s 天") % {"days": max(1, -left)})
    if due == today or left == 0:
        return Status("soon", _("今天到期") if due == today else _("%(day)s到期") % {"day": spoken_day(due, weekday=False)})
    if left == 1:
        return Status(
            "soon", _("明天到期") if (due - today).days == 1 else _("%(day)s到期") % {"day": spoken_day(due, weekday=False)}
        )
    return Status("doing", _("还剩 %(days)s 天") % {"days": left})


def review_status(review: Review) -> Status:
    """The opinion, or how far it is."""
    if review.verdict:
        kind, word = VERDICTS[review.verdict]
        return Status(kind, word())
    return Status("doing", _("正在看")) if review.by else Status("wait", _("还没接手"))
