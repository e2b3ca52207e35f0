"""What the masthead of every page shows: where one is, who one is, how one likes to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from onewindow.cases.time import ahead_by, now
from onewindow.core.clock import law_day
from onewindow.pages.dates import spoken_day
from onewindow.pages.preferences import read_preferences

NAVIGATION = (
    ("portal:home", _("首页")),
    ("portal:bundles", _("一件事")),
    ("portal:items", _("部门事项")),
    ("portal:my_cases", _("我的办件")),
    ("hall:halls", _("大厅与预约")),
)


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """One word of the navigation; only those whose URL exists are shown."""

    name: str
    word: Any
    url: str
    current: bool


def url_or_none(name: str) -> str:
    """The path of a named URL without arguments, or empty when this installation does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def navigation(path: str) -> tuple[NavigationEntry, ...]:
    """The words of navigation that lead somewhere; the longest path that `path` begins with is the current one."""
    known = [(name, word, url) for name, word in NAVIGATION if (url := url_or_none(name))]
    fitting = [url for _name, _word, url in known if path == url or (url != "/" and path.startswith(url))]
    current = max(fitting, key=len, default="")
    return tuple(NavigationEntry(name, word, url, url == current) for name, word, url in known)


def advanced_words() -> str:
    """How far the demonstration's clock was moved ahead, so that nobody takes it for the day."""
    days = ahead_by().days
    return (
        gettext("演示的时间往前拨了 %(days)s 天，现在是 %(day)s") % {"days": days, "day": spoken_day(law_day(now()))}
        if days
        else ""
    )


def region_name() -> str:
    """The city's name in the language of the page; in Chinese where it has no English one."""
    english = settings.ONEWINDOW_REGION_NAME_EN if (get_language() or "").startswith("en") else ""
    return str(english or settings.ONEWINDOW_REGION_NAME)


def masthead(request: HttpRequest) -> dict[str, Any]:
    """Context for `pages/base.html` and `pages/staff.html`."""
    preferences = read_preferences(request)
    demonstration = getattr(settings, "ONEWINDOW_DEMONSTRATION", False)
    moment = SimpleLazyObject(now)
    user = getattr(request, "user", None)
    return {
        "navigation": navigation(request.path),
        "here": request.get_full_path(),
        "home_url": url_or_none("portal:home") or "/",
        "log_in_url": url_or_none("accounts:log_in"),
        "log_out_url": url_or_none("accounts:log_out"),
        "verify_url": url_or_none("certs:verify"),
        "clock_url": url_or_none("portal:clock"),
        "styleguide_url": url_or_none("pages:styleguide"),
        "elder": preferences.elder,
        "theme": preferences.theme,
        "language": "en" if (get_language() or "").startswith("en") else "zh-hans",
        "demonstration": demonstration,
        "demonstration_clock": SimpleLazyObject(advanced_words) if demonstration else "",
        "region_name": region_name(),
        "today": SimpleLazyObject(lambda: law_day(now())),
        "now": moment,
        "who": getattr(user, "shown_name", "") if getattr(user, "is_authenticated", False) else "",
    }
