"""Where one part stands, in the words of the citizen: status tag, who holds it, what he must do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from onewindow.cases.selectors import PartView
from onewindow.core.state import Status as PartStatus
from onewindow.core.terms import DocumentKey
from onewindow.pages.dates import spoken_day
from onewindow.pages.status import Status


def status_of(part: PartView, *, today: date, name: Callable[[DocumentKey], str]) -> Status:
    """Shape and word of a part."""
    state = part.state
    if state.status is PartStatus.WAITING:
        if state.suppliable():
            return Status("you", _("请您交材料"))
        return Status("wait", _("等%(document)s") % {"document": name(state.waits_for[0])} if state.waits_for else _("等待"))
    if state.status is PartStatus.ACCEPTED:
        return _accepted(part, today)
    return Status(*_WORDS[state.status]())


def _accepted(part: PartView, today: date) -> Status:
    if part.state.is_paused:
        return Status("stop", _("不算时间"))
    due = part.decide_by
    if due is not None and today > due:
        return Status("bad", _("超期 %(days)s 天") % {"days": part.facts.calendar.working_days_between(due, today)})
    if part.state.supplements:
        return Status("you", _("请您后补 %(count)s 份") % {"count": len(part.state.supplements)})
    if part.state.hearing == "told":
        return Status("you", _("可以要求听证"))
    if due == today:
        return Status("soon", _("今天到期"))
    if due is not None and part.facts.calendar.working_days_between(today, due) == 1:
        return Status("soon", _("%(day)s到期") % {"day": _("明天") if (due - today).days == 1 else spoken_day(due)})
    return Status("doing", _("正在审查"))


_WORDS: dict[PartStatus, Callable[[], tuple[str, str]]] = {
    PartStatus.RECEIVED: lambda: ("doing", _("正在核对材料")),
    PartStatus.CORRECTING: lambda: ("you", _("请您补正")),
    PartStatus.GRANTED: lambda: ("done", _("准予，正在制证")),
    PartStatus.ISSUED: lambda: ("done", _("办成，等您领取")),
    PartStatus.CLOSED: lambda: ("done", _("已办成")),
    PartStatus.REFUSED: lambda: ("bad", _("不予办理")),
    PartStatus.NOT_ACCEPTED: lambda: ("bad", _("不予受理")),
    PartStatus.WITHDRAWN: lambda: ("wait", _("已撤回")),
    PartStatus.NOT_RECEIVED: lambda: ("wait", _("没有收件")),
}
