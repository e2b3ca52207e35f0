"""Every component in a real browser: accessible, inside a phone, and working with keys."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.usefixtures("demonstration")

LEVELS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PATHS = ("/styleguide", "/styleguide/staff", "/accessibility")
VIEWS = {
    "desktop": (1280, "light", ""),
    "dark": (1280, "dark", ""),
    "phone": (390, "light", ""),
    "elder phone": (390, "light", "elder.device"),
    "elder dark": (1280, "dark", "elder.device"),
}


def open_page(browser: Browser, site: Any, path: str, width: int, scheme: str = "light", cookie: str = "", **more: Any) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **more)  # type: ignore[arg-type]
    if cookie:
        context.add_cookies([{"name": "onewindow_view", "value": cookie, "url": site.url}])
    page = context.new_page()
    page.goto(site.url + path)
    return page


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(chromium: Browser, live_server: Any, path: str, view: str) -> None:
    page = open_page(chromium, live_server, path, *VIEWS[view])
    found = Axe().run(page, options=LEVELS).response
    page.context.close()
    assert found["passes"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []


@pytest.mark.parametrize("cookie", ["", "elder.device"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wider_than_a_phone_of_320_pixels(chromium: Browser, live_server: Any, path: str, cookie: str) -> None:
    page = open_page(chromium, live_server, path, 320, cookie=cookie)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()
    assert width == 320


def test_a_staff_screen_fits_1440_by_900_without_scrolling(chromium: Browser, live_server: Any) -> None:
    page = open_page(chromium, live_server, "/styleguide/staff", 1440)
    height = page.evaluate("document.documentElement.scrollHeight")
    bar = page.locator(".staff-bar").bounding_box()
    keys = page.locator(".keys").bounding_box()
    page.context.close()
    assert height == 900
    assert bar is not None and bar["height"] == 44
    assert keys is not None and round(keys["y"] + keys["height"]) == 900


def test_citizens_targets_are_large_enough_for_elder_hands(chromium: Browser, live_server: Any) -> None:
    page = open_page(chromium, live_server, "/styleguide", 390, cookie="elder.device")
    heights = page.locator(".button, .button-second, .field-box, .choice").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    page.context.close()
    assert min(heights) >= 60


def test_every_switch_works_without_a_script(chromium: Browser, live_server: Any) -> None:
    page = open_page(chromium, live_server, "/accessibility", 1280, java_script_enabled=False)
    page.get_by_role("button", name="长辈版").click()
    assert page.locator("html").get_attribute("data-view") == "elder"
    assert page.url.endswith("/accessibility")
    page.get_by_role("button", name="换回普通版").click()
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.context.close()


def test_the_first_tab_leads_to_the_text(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/accessibility")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_focus_goes_to_what_is_wrong(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/styleguide")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="厨房平面图：照片太暗，图上的尺寸看不清").click()
    assert page.evaluate("document.activeElement.id") == "field-plan"


LISTEN = """document.querySelectorAll('[data-key]').forEach(one => one.addEventListener('click', event => {
    event.preventDefault();
    window.pressed = one.dataset.key;
}))"""


def test_a_function_key_does_what_its_click_does(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/styleguide/staff")
    page.evaluate(LISTEN)
    page.keyboard.press("F9")
    assert page.evaluate("window.pressed") == "F9"
    page.keyboard.press("Control+Enter")
    assert page.evaluate("window.pressed") == "Control+Enter"


def test_letters_are_letters_while_one_types(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/styleguide/staff")
    page.evaluate(LISTEN)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input id=typing aria-label=typing>')")
    page.locator("#typing").press_sequentially("jk")
    assert page.evaluate("window.pressed") is None
    assert page.locator("#typing").input_value() == "jk"
    page.locator("#typing").evaluate("one => one.blur()")
    page.keyboard.press("j")
    assert page.evaluate("window.pressed") == "j"


def test_letters_can_be_switched_off_and_stay_off(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/styleguide/staff")
    page.locator("[data-letters]").click()
    page.reload()
    page.evaluate(LISTEN)
    page.keyboard.press("j")
    assert page.evaluate("window.pressed") is None
    page.keyboard.press("F2")
    assert page.evaluate("window.pressed") == "F2"


def test_print_shows_the_table_twin_and_hides_the_bars(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/styleguide")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert not page.locator(".strip").is_visible()
    assert page.locator(".as-table table").first.is_visible()


def test_forced_colours_keep_every_shape(chromium: Browser, live_server: Any) -> None:
    page = open_page(chromium, live_server, "/styleguide", 1280, forced_colors="active")
    shapes = page.locator(".shape:visible").evaluate_all("all => all.every(one => one.getBoundingClientRect().width >= 10)")
    page.context.close()
    assert shapes
