"""The joint screen in a real browser: keys, a draft that survives another material, live opinions, and nothing that axe finds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page

from onewindow.accounts.models import User
from onewindow.cases import services
from onewindow.cases.change import state_of
from onewindow.cases.time import now
from onewindow.core.commands import Given
from onewindow.ledger.ids import new_id
from tests.review.conftest import Desk, load_city, the_city

pytestmark = pytest.mark.django_db(transaction=True)
LEVELS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
VIEWS = {
    "desktop": (1440, "light", ""),
    "dark": (1440, "dark", ""),
    "phone": (390, "light", ""),
    "elder": (1440, "light", "elder.device"),
}
Sit = Callable[[str], Desk]


def cookie_of(username: str, site: Any) -> dict[str, str]:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return {"name": "onewindow_session", "value": client.cookies["onewindow_session"].value, "url": site.url}


def food_licence() -> str:
    """An accepted part with everything handed in."""
    load_city()
    city = the_city()
    part = city.applied("B01")
    if state_of(part).supplements:
        given = tuple(Given(key, "asked") for key in state_of(part).supplements)
        services.supply_supplement(part=part, given=given, actor=city.lina, at=now(), key=new_id())
    return part


def test_an_opinion_is_given_with_keys_alone(page: Page, live_server: Any, desk: Sit) -> None:
    part = food_licence()
    page.context.add_cookies([cookie_of("zhaomin", live_server)])  # type: ignore[list-item]
    page.set_viewport_size({"width": 1440, "height": 930})
    page.goto(f"{live_server.url}/review/")
    page.keyboard.press("n")
    page.wait_for_url(f"**/review/part/{part}")
    assert page.evaluate("document.documentElement.scrollHeight") == 930
    page.keyboard.press("2")
    assert page.locator("input[value=agree_after_change]").is_checked()
    page.locator("#field-opinion_text").fill("通道不小于 1.4 米")
    first = page.locator(".material-list a[aria-current]").inner_text()
    page.locator("h1").click()
    page.keyboard.press("j")
    page.wait_for_function("first => document.querySelector('.material-list a[aria-current]').innerText !== first", arg=first)
    assert page.locator("#field-opinion_text").input_value() == "通道不小于 1.4 米"
    page.reload()
    assert page.locator("#field-opinion_text").input_value() == "通道不小于 1.4 米"
    page.keyboard.press("2")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".done")
    assert "改好后同意" in page.locator(".done").inner_text()
    assert page.locator("#field-opinion_text").count() == 0
    desk("liuyang").do(part, "opinion", verdict="disagree", opinion_text="招牌太低")
    page.evaluate(
        "htmx.ajax('GET', document.getElementById('live').getAttribute('hx-get'), {target: '#live', swap: 'outerHTML'})"
    )
    page.wait_for_selector(".conflict")
    page.keyboard.press("?")
    assert page.locator(".all-keys-list").is_visible()


def test_axe_finds_nothing_in_any_view(chromium: Browser, live_server: Any, desk: Sit) -> None:
    part = food_licence()
    desk("zhaomin").do(part, "opinion", verdict="disagree", opinion_text="通道太窄")
    desk("chentao").do(part, "claim")
    looks = [
        ("chentao", "/review/"),
        ("chentao", f"/review/part/{part}"),
        ("liuyang", f"/review/part/{part}"),
        ("hejing", f"/review/part/{part}"),
    ]
    for name, (width, scheme, view) in VIEWS.items():
        context = chromium.new_context(viewport={"width": width, "height": 930}, color_scheme=scheme)  # type: ignore[arg-type]
        for username, path in looks:
            context.clear_cookies()
            context.add_cookies([cookie_of(username, live_server)])  # type: ignore[list-item]
            if view:
                context.add_cookies([{"name": "onewindow_view", "value": view, "url": live_server.url}])
            window = context.new_page()
            window.goto(live_server.url + path)
            window.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            found = Axe().run(window, options=LEVELS).response
            told = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]]
            assert (name, username, path, told) == (name, username, path, [])
            assert window.evaluate("document.documentElement.scrollWidth") <= width
            window.close()
        context.close()
