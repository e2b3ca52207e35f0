"""What holds for every answer: the content policy and the language."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language

from onewindow.config.middleware import ChosenLanguage, ContentPolicy


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_language())


def test_no_script_runs_but_our_own_files() -> None:
    policy = ContentPolicy(answer)(RequestFactory().get("/")).headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "object-src 'none'" in policy


@pytest.mark.parametrize(
    ("cookie", "accepted", "shown"),
    [("", "en", "zh-hans"), ("en", "zh-CN", "en"), ("xx", "en", "zh-hans"), ("zh-hans", "en", "zh-hans")],
)
def test_pages_are_chinese_unless_the_person_chose_english(cookie: str, accepted: str, shown: str) -> None:
    request = RequestFactory().get("/", headers={"Accept-Language": accepted})
    request.COOKIES["onewindow_language"] = cookie
    response = ChosenLanguage(answer)(request)
    assert response.content.decode() == shown
    assert response.headers["Content-Language"] == shown
