"""Which screens are photographed, as whom and how wide; each is opened as a person would open it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

from onewindow.cases.models import Case
from onewindow.certs.models import Document
from onewindow.cli.walking.story import Story
from onewindow.files.storage import read
from onewindow.pages.preferences import COOKIE

Opening = Callable[[Page, str, Story], None]
TIMEOUT = 15_000
PHONE, DESKTOP, STAFF = (390, 844), (1280, 900), (1440, 900)


@dataclass(frozen=True, slots=True)
class Photograph:
    """`who` is a user name, empty for a stranger; `whole` takes the page from top to bottom."""

    name: str
    who: str
    size: tuple[int, int]
    opening: Opening
    view: str = "standard.light"
    language: str = "zh-hans"
    whole: bool = False


def _at(path: str) -> Opening:
    def opening(page: Page, site: str, story: Story) -> None:
        page.goto(site + path.format(number=story.number, **story.parts))

    return opening


def _draft(page: Page, site: str, story: Story) -> None:
    """The task list of a new application with the plan lanes; the first answers are given."""
    page.goto(f"{site}/start/E05/?asked=1")
    page.locator("form[action='/begin/E05/'] button").first.click()
    page.wait_for_url("**/apply/**")


def _question_with_error(page: Page, site: str, story: Story) -> None:
    _draft(page, site, story)
    page.goto(f"{page.url}questions/shop_area/")
    page.locator("[name=shop_area]").fill("八十六")
    page.locator("form.form button").first.click()


def _filing(page: Page, site: str, story: Story) -> None:
    """The counter with 周平 in front of the window, who wants the sign filed."""
    page.goto(f"{site}/counter/")
    page.locator("#number").fill(_id_number("zhouping"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"{page.url}{'&' if '?' in page.url else '?'}item=B05")


def _id_number(username: str) -> str:
    from onewindow.accounts.models import User

    person = User.objects.select_related("person").get(username=username).person
    assert person is not None
    return str(person.id_number)


def _verify(page: Page, site: str, story: Story) -> None:
    """The certificate of the sole trader, put into the verification page as a file."""
    sealed = Document.objects.filter(part_id=story.parts["R01"], kind="W16").latest("sealed_at")
    page.goto(f"{site}/verify/")
    owner = Case.objects.get(pk=story.case_id).applicant
    upload: FilePayload = {
        "name": "certificate.pdf",
        "mimeType": "application/pdf",
        "buffer": read(sealed.file.address, owner=owner),
    }
    page.locator("input[type=file]").set_input_files(upload)
    page.locator("form.form button").first.click()


PHOTOGRAPHS = (
    Photograph("01-home-desktop", "", DESKTOP, _at("/")),
    Photograph("02-home-phone", "", PHONE, _at("/")),
    Photograph("03-home-elder", "", PHONE, _at("/"), view="elder.light"),
    Photograph("04-home-dark", "", DESKTOP, _at("/"), view="standard.dark"),
    Photograph("05-home-english", "", DESKTOP, _at("/"), language="en"),
    Photograph("06-guide", "", DESKTOP, _at("/guide/E05/")),
    Photograph("07-question-with-error", "lina", PHONE, _question_with_error),
    Photograph("08-bundle-plan", "lina", DESKTOP, _draft, whole=True),
    Photograph("09-case-desktop", "lina", (1280, 1500), _at("/cases/{number}/")),
    Photograph("10-case-phone", "lina", (390, 1100), _at("/cases/{number}/")),
    Photograph("11-counter", "wangqiang", STAFF, _filing),
    Photograph("12-review", "liuyang", STAFF, _at("/review/part/{B01}")),
    Photograph("13-verify", "", DESKTOP, _verify, whole=True),
)


def photographs(executable: str, site: str, story: Story, *, only: str = "") -> Iterator[tuple[str, bytes]]:
    """Name and PNG of each picture."""
    with sync_playwright() as playwright:
        # Chromium's own sandbox cannot be set up by root; the pages are our own.
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        for one in PHOTOGRAPHS:
            if only in one.name:
                yield one.name, _take(browser, site, story, one)
        browser.close()


def _take(browser: Browser, site: str, story: Story, one: Photograph) -> bytes:
    width, height = one.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce"
    )
    context.add_cookies(
        [{"name": COOKIE, "value": one.view, "url": site}, {"name": "onewindow_language", "value": one.language, "url": site}]
    )
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()
    if one.who:
        page.goto(f"{site}/login/")
        page.locator(f"form:has(input[value={one.who}]) button").first.click()
        page.wait_for_load_state()
    one.opening(page, site, story)
    page.wait_for_load_state("networkidle")
    picture = page.screenshot(full_page=one.whole)
    context.close()
    return picture
