"""How one likes to read is remembered, and one comes back to where one was."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_elder_view_is_remembered(client: Client) -> None:
    answer = client.post("/preferences", {"view": "elder", "next": "/accessibility"})
    assert answer["Location"] == "/accessibility"
    assert 'data-view="elder"' in client.get("/accessibility").content.decode()


def test_the_ordinary_view_comes_back(client: Client) -> None:
    client.post("/preferences", {"view": "elder"})
    client.post("/preferences", {"view": "standard"})
    assert 'data-view="citizen"' in client.get("/accessibility").content.decode()


def test_a_forced_theme_is_written_on_the_page(client: Client) -> None:
    client.post("/preferences", {"theme": "dark"})
    client.post("/preferences", {"view": "elder"})
    page = client.get("/accessibility").content.decode()
    assert 'data-theme="dark"' in page
    assert 'data-view="elder"' in page


def test_english_is_chosen_without_a_script(client: Client) -> None:
    client.post("/preferences", {"language": "en"})
    assert '<html lang="en"' in client.get("/accessibility").content.decode()


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example/", "javascript:alert(1)", ""])
def test_one_is_never_sent_to_another_site(client: Client, elsewhere: str) -> None:
    assert client.post("/preferences", {"view": "elder", "next": elsewhere})["Location"] == "/"


@pytest.mark.parametrize("cookie", ["", "nonsense", "elder.purple", "a.b.c"])
def test_a_cookie_that_means_nothing_is_the_ordinary_theme(client: Client, cookie: str) -> None:
    client.cookies["onewindow_view"] = cookie
    page = client.get("/accessibility")
    assert page.status_code == 200
    assert "data-theme" not in page.content.decode()


def test_a_switch_is_pressed_and_not_followed(client: Client) -> None:
    assert client.get("/preferences").status_code == 405
