"""How long others needed: said only where enough of them finished in the last 90 days."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from onewindow.cases.selectors import median_days
from onewindow.core.planner import Plan
from onewindow.pages.dates import spoken_days


def others_words(planned: Plan, at: datetime) -> str:
    """Of the item that decides the total: how many were done and within how many days half of them."""
    if not planned.critical_path:
        return ""
    return item_words(planned.critical_path[-1], at)


def item_words(item: str, at: datetime) -> str:
    """最近 90 天有 63 户办成，一半人不超过 9 个工作日; empty where fewer than five were done."""
    found = median_days(item, at=at)
    if found is None:
        return ""
    days, count = found
    if days == 0:
        return _("最近 90 天有 %(count)s 件办成，一半当天就办好。") % {"count": count}
    return _("最近 90 天有 %(count)s 件办成，一半不超过 %(days)s。") % {"count": count, "days": spoken_days(days)}
