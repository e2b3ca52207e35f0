"""How a person likes to read: the elder view, the theme, the language. Kept in cookies, never in a record about the person."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict

COOKIE = "onewindow_view"
A_YEAR = 365 * 24 * 3600
THEMES = ("", "light", "dark")
LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True, slots=True)
class Preferences:
    """`theme` is empty (as the device says), light or dark."""

    elder: bool = False
    theme: str = ""

    def as_cookie(self) -> str:
        return f"{'elder' if self.elder else 'standard'}.{self.theme or 'device'}"


def read_preferences(request: HttpRequest) -> Preferences:
    """The preferences a cookie carries; whatever it does not understand is the ordinary view."""
    view, _dot, theme = request.COOKIES.get(COOKIE, "").partition(".")
    return Preferences(view == "elder", theme if theme in THEMES else "")


def changed(preferences: Preferences, posted: QueryDict) -> Preferences:
    """The preferences after a person pressed a switch; unknown values change nothing."""
    if posted.get("view") in ("elder", "standard"):
        preferences = replace(preferences, elder=posted["view"] == "elder")
    theme = posted.get("theme")
    if theme in ("light", "dark", "device"):
        preferences = replace(preferences, theme="" if theme == "device" else str(theme))
    return preferences


def remember(response: HttpResponse, preferences: Preferences, language: str | None) -> None:
    """Write the cookies for a year."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, preferences.as_cookie(), max_age=A_YEAR, samesite="Lax", httponly=True, secure=secure)
    if language in LANGUAGES:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR, samesite="Lax", httponly=True, secure=secure)
