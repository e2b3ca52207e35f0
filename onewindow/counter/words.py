"""The counter's words for states, acts, reasons and ways: one place, so that list, line and notice say the same."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from onewindow.core.state import Status

STATUS_WORDS: dict[Status, tuple[str, Any]] = {
    Status.WAITING: ("wait", _("等前一项")),
    Status.RECEIVED: ("you", _("等受理")),
    Status.CORRECTING: ("you", _("等他补正")),
    Status.ACCEPTED: ("doing", _("正在办")),
    Status.GRANTED: ("doing", _("正在出证")),
    Status.ISSUED: ("you", _("可以取证")),
    Status.CLOSED: ("done", _("已办成")),
    Status.REFUSED: ("wait", _("决定不予")),
    Status.NOT_ACCEPTED: ("wait", _("不予受理")),
    Status.WITHDRAWN: ("wait", _("已撤回")),
    Status.NOT_RECEIVED: ("wait", _("没有收件")),
}

ACT_WORDS: dict[str, Any] = {"accept": _("受理"), "deliver": _("送达")}

DEFECTS: tuple[tuple[str, Any], ...] = (
    ("missing", _("没有交")),
    ("unreadable", _("看不清")),
    ("expired", _("过了有效期")),
    ("mismatch", _("和申请内容对不上")),
    ("unsigned", _("缺签字或盖章")),
    ("wrong", _("交的不是这份材料")),
)
"""What can be wrong with a material: a closed list, so that the law's single telling is complete and can be counted."""

GROUNDS: tuple[tuple[str, Any], ...] = (
    ("not_competent", _("不归本机关办，去别的机关申请")),
    ("no_permit_needed", _("这件事不需要办许可")),
)

WAYS: tuple[tuple[str, Any], ...] = (("counter", _("窗口当面交")), ("post", _("邮寄")), ("locker", _("自助取件柜")))
