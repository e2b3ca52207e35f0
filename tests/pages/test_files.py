"""A file that is answered with can do nothing in the browser that shows it."""

import pytest

from onewindow.pages.files import answer_file


@pytest.mark.parametrize("kind", ["application/pdf", "image/jpeg", "image/png"])
def test_what_a_browser_can_show_is_shown(kind: str) -> None:
    assert answer_file(b"x", kind, "房产证.pdf")["Content-Disposition"].startswith("inline;")


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/ofd", ""])
def test_everything_else_is_saved_and_may_do_nothing(kind: str) -> None:
    answer = answer_file(b"x", kind, "a")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_no_file_is_kept_or_guessed_at() -> None:
    answer = answer_file(b"x", "image/png", "a/b\r\nX: y")
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    assert answer["Content-Disposition"] == "inline; filename*=UTF-8''a%2Fb%0D%0AX%3A%20y"
