"""What went wrong is said in the voice of the other pages, with what to do next."""

import pytest
from django.template.loader import render_to_string
from django.test import Client


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_what_to_do(client: Client) -> None:
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert "12345" in answer.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html"])
def test_a_page_for_a_broken_site_needs_nothing_of_the_site(name: str) -> None:
    assert '<a href="/">' in render_to_string(name)


@pytest.mark.django_db
def test_the_style_guide_is_only_on_the_demonstration_site(client: Client) -> None:
    assert client.get("/styleguide").status_code == 404
    assert client.get("/styleguide/staff").status_code == 404
