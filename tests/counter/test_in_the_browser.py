"""王强 works by keyboard alone: a known person's item is filed in a few keys, and every screen passes axe in light and dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from onewindow.cases.change import state_of
from onewindow.cases.models import Case, Part
from onewindow.core.state import Status
from tests.counter.conftest import B01_MATERIALS, LI_NA_NUMBER, PDF, Counter, hold_everything
from tests.counter.test_parts import online

pytestmark = pytest.mark.django_db(transaction=True)

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


class Keyboard:
    """Counts what the clerk presses. What the card reader types and free text are not his keys."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def free_text(self, text: str) -> None:
        self.page.keyboard.type(text)


@pytest.fixture
def at_the_desk(page: Page, live_server: LiveServer, counter: Counter) -> Page:
    """The counter's screen as 王强 sees it at 1440 × 900."""
    session: Client = counter.client
    cookie = session.cookies[django_settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{live_server.url}/counter/")
    return page


def focused(page: Page) -> str:
    found: str = page.evaluate("document.activeElement.id")
    return found


def test_a_known_person_files_b01_in_at_most_25_keys(at_the_desk: Page, counter: Counter) -> None:
    hold_everything(counter.lina)
    page, keys = at_the_desk, Keyboard(at_the_desk)
    assert focused(page) == "number"
    keys.free_text(LI_NA_NUMBER)  # the card reader
    with page.expect_navigation():
        keys.press("Enter")
    assert focused(page) == "item"
    keys.press("s", "p", "j", "y")
    page.locator("#hits a").first.wait_for()
    with page.expect_navigation():
        keys.press("Enter")
    assert focused(page) == "field-shop_name"
    keys.free_text("禾味小馆")
    keys.press("Enter")
    assert focused(page) == "field-food_forms"
    keys.press("Space", "Enter")
    assert focused(page) == "field-staff_count"
    keys.press("3", "Enter")
    assert focused(page) == "main-key"
    page.get_by_role("heading", name="材料齐了，可以受理").wait_for()
    with page.expect_navigation():
        keys.press("F9")
    page.get_by_role("status").filter(has_text="已受理，通知书可以打印").wait_for()
    assert keys.pressed <= 25, keys.pressed
    state = state_of(Part.objects.get().pk)
    assert (state.status, Case.objects.get().channel) == (Status.ACCEPTED, "counter")


def test_scans_go_in_by_key_and_what_may_come_later_is_promised(at_the_desk: Page, counter: Counter) -> None:
    page = at_the_desk
    page.on("filechooser", lambda chooser: None)  # so that the browser reports choosers from the start
    page.goto(f"{page.url}?person={counter.lina}&item=B01")
    page.keyboard.type("禾味小馆")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.keyboard.type("3")
    for done in range(3):
        with page.expect_file_chooser() as chooser:
            page.keyboard.press("F6")
        chooser.value.set_files([{"name": f"scan{done}.pdf", "mimeType": "application/pdf", "buffer": PDF + b"%d" % done}])
        page.locator(".materials .tag-done").nth(done + 1).wait_for()
    page.get_by_role("heading", name="可以容缺受理").wait_for()
    page.locator("#answer-title").focus()
    with page.expect_navigation():
        page.keyboard.press("k")
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("F9")
    page.get_by_role("status").filter(has_text="已受理").wait_for()
    assert state_of(Part.objects.get().pk).acceptance == "tolerant"


def test_f2_opens_the_next_of_the_worklist_and_f9_accepts_it(at_the_desk: Page, counter: Counter) -> None:
    part = online(counter, *B01_MATERIALS)
    page = at_the_desk
    page.reload()
    with page.expect_navigation():
        page.keyboard.press("F2")
    assert part.pk in page.url
    with page.expect_navigation():
        page.keyboard.press("F9")
    page.get_by_role("status").filter(has_text="已受理").wait_for()
    assert state_of(part.pk).status is Status.ACCEPTED


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_screen_of_the_counter_passes_axe_and_stays_within_the_window(
    at_the_desk: Page, counter: Counter, theme: str
) -> None:
    part = online(counter, *B01_MATERIALS[:2])
    page, base = at_the_desk, at_the_desk.url
    page.emulate_media(color_scheme=theme)
    who = f"person={counter.lina}"
    for path in (
        "",
        f"?{who}",
        f"?{who}&q=zzzz",
        f"?{who}&item=B01",
        f"?{who}&item=E05",
        f"parts/{part.pk}/",
        f"parts/{part.pk}/?panel=correct",
    ):
        page.goto(base + path)
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], path
        assert page.evaluate("document.documentElement.scrollHeight") <= 900, path
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{base}?{who}&item=E05")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_scripts_the_same_filing_goes_through(at_the_desk: Page, counter: Counter) -> None:
    hold_everything(counter.lina)
    context = at_the_desk.context.browser.new_context(
        java_script_enabled=False, storage_state=at_the_desk.context.storage_state()
    )  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(f"{at_the_desk.url}?person={counter.lina}&item=B01")
    page.get_by_label("店名叫什么").fill("禾味小馆")
    page.get_by_label("热菜、主食、汤面").check()
    page.locator("#field-staff_count").fill("3")
    page.locator("#main-key").click()
    page.get_by_text("已受理，通知书可以打印").wait_for()
    context.close()
