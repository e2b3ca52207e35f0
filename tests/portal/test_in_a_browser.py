"""The whole way in a browser, from what one says to one's case; and every screen without a fault of accessibility."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from onewindow.cases import services
from onewindow.core.commands import Defect
from onewindow.core.terms import DocumentKey
from tests.portal.conftest import ANSWERS, act, load_city, part_of, picture

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=False)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def site(transactional_db, live_server, settings):
    settings.ONEWINDOW_DEMONSTRATION = True
    settings.ALLOWED_HOSTS = ["*"]
    settings.ONEWINDOW_ORIGIN = live_server.url
    load_city()
    return live_server.url


def log_in(page: Page, site: str) -> None:
    page.goto(f"{site}/login/")
    page.locator("form:has(input[value=lina]) button, button[value=lina]").first.click()


def check(page: Page, where: str) -> None:
    """No fault of WCAG 2.2 A and AA, and no sideways scrolling at 320 pixels, in the ordinary and in the elder view."""
    for view in ("standard", "elder"):
        page.evaluate("view => document.documentElement.dataset.view = view === 'elder' ? 'elder' : 'citizen'", view)
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{where} ({view}): {found.generate_report()}"
        size = page.viewport_size
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, f"{where} ({view}) scrolls sideways at 320 px"
        page.set_viewport_size(size)
    page.evaluate("document.documentElement.dataset.view = 'citizen'")


def question_at(page: Page) -> str:
    return urlsplit(page.url).path.rstrip("/").split("/")[-1]


def answer(page: Page, name: str) -> None:
    value = ANSWERS[name]
    for one in value if isinstance(value, list) else [value]:
        choice = page.locator(f"input[name={name}][value='{one}']:is([type=radio], [type=checkbox])")
        if choice.count():
            choice.check()
        else:
            page.locator(f"[name={name}]").fill(str(one))
    page.get_by_role("button", name="保存，去下一题").click()


def test_from_a_spoken_wish_to_the_case(page: Page, site: str) -> None:
    log_in(page, site)
    page.goto(site)
    check(page, "home")
    page.get_by_role("searchbox").fill("想开一家小饭馆")
    page.get_by_role("button", name="找事项").click()
    check(page, "search")
    page.get_by_role("link", name="开餐饮店").first.click()
    check(page, "guide")
    page.get_by_role("link", name=re.compile("开始办")).click()
    check(page, "start")
    page.get_by_role("button", name="看我要办哪几项").click()
    check(page, "personal list")
    page.get_by_role("button", name="就办这些，开始填").click()
    check(page, "task list")
    task = page.url
    page.locator(".buttons .button").first.click()
    wrong = False
    for _ in range(40):
        if "/questions/" not in page.url:
            if urlsplit(page.url).path != urlsplit(task).path:
                break
            page.locator(".buttons .button").first.click()
            continue
        name = question_at(page)
        if name == "shop_area" and not wrong:
            wrong = True
            expect(page.locator(".prefilled")).to_contain_text("来自不动产登记")
            page.locator("[name=shop_area]").fill("十来平")
            page.get_by_role("button", name="保存，去下一题").click()
            expect(page.locator(".error-summary")).to_be_focused()
            assert page.title().startswith("错误：")
            check(page, "question with an error")
            page.locator(".error-summary a").click()
            expect(page.locator("[name=shop_area]")).to_be_focused()
            expect(page.locator("[name=shop_area]")).to_have_value("十来平")
        answer(page, name)
    assert wrong
    assert urlsplit(page.url).path.endswith("/materials/")
    check(page, "materials")
    for file in page.locator(".drop input[type=file]").all()[:-1]:
        file.set_input_files({"name": "photo.png", "mimeType": "image/png", "buffer": picture().read()})
    page.get_by_role("button", name="保存，去核对").click()
    check(page, "check")
    page.locator("#field-promise").check()
    page.get_by_role("button", name=re.compile("核对好了")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("收到您的申请了")
    check(page, "receipt")
    page.get_by_role("link", name="看办到哪一步").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("开餐饮店 · 禾味小馆")
    check(page, "case")
    number = question_at(page)
    defects = (Defect(DocumentKey.parse("ID:applicant:new"), "unclear", "照片太暗，看不清。重新拍一张。"),)
    act(services.request_correction, number, "R01", "wangqiang", defects=defects)
    part = part_of(number, "R01").id
    for path in ("hand-in", "withdraw", "hearing"):
        page.goto(f"{site}/cases/{number}/parts/{part}/{path}/")
        check(page, path)
    page.goto(f"{site}/cases/")
    expect(page.get_by_text("要补正 1 处").first).to_be_visible()
    check(page, "my cases")
    for path in ("certificates/", "bundles/", "items/", "guide/B01/"):
        page.goto(f"{site}/{path}")
        check(page, path)


def test_the_whole_way_works_without_javascript(chromium, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    log_in(page, site)
    page.goto(f"{site}/start/E05/?asked=1")
    page.get_by_role("button", name="就办这些，开始填").click()
    page.locator(".buttons .button").first.click()
    name = question_at(page)
    answer(page, name)
    assert name not in page.url
    context.close()


def test_the_keyboard_alone_answers_a_question(page: Page, site: str) -> None:
    log_in(page, site)
    page.goto(f"{site}/start/E05/?asked=1")
    page.get_by_role("button", name="就办这些，开始填").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/apply/*/")
    page.goto(page.url + "questions/shop_name/")
    page.keyboard.press("Tab")
    for _ in range(40):
        if page.evaluate("document.activeElement.name") == "shop_name":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("禾味小馆")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "shop_name" not in url)
