"""Who may call which URL."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch

from onewindow.config import permissions
from onewindow.config.permissions import CLERK, PERMISSIONS, PermissionTable, allowed_roles
from onewindow.config.urls import url_names

ROLES = {"anyone", "applicant", "clerk", "approver", "head", "lead", "supervisor", "editor", "administrator"}


def test_each_url_has_a_row_in_the_permission_table() -> None:
    assert url_names() - PERMISSIONS.keys() == set()


def test_each_row_of_the_permission_table_has_a_url() -> None:
    assert PERMISSIONS.keys() - url_names() == set()


def test_each_row_names_known_roles_only() -> None:
    for name, roles in PERMISSIONS.items():
        assert roles, name
        assert roles <= ROLES, name


def test_a_url_without_a_row_is_never_answered() -> None:
    with pytest.raises(ImproperlyConfigured, match="counter:unknown"):
        allowed_roles("counter:unknown")


class Someone:
    is_authenticated = True
    pk = "someone"

    def __init__(self, *roles: str) -> None:
        self.roles = frozenset(roles)


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> HttpRequest:
    monkeypatch.setattr(permissions, "PERMISSIONS", {"counter:desk": CLERK})
    monkeypatch.setattr(permissions, "roles_of", lambda user: user.roles)
    request = RequestFactory().get("/counter/?item=B01")
    request.resolver_match = ResolverMatch(lambda request: None, (), {}, url_name="desk", namespaces=["counter"])
    return request


def ask(request: HttpRequest, user: object) -> object:
    request.user = user  # type: ignore[assignment]
    return PermissionTable(lambda request: HttpResponse()).process_view(request, lambda request: HttpResponse(), (), {})


def test_a_stranger_is_sent_to_the_log_in_page_and_comes_back_to_where_he_was(counter: HttpRequest, settings: object) -> None:
    settings.LOGIN_URL = "/log-in/"  # type: ignore[attr-defined]
    response = ask(counter, AnonymousUser())
    assert isinstance(response, HttpResponse)
    assert response.headers["Location"] == "/log-in/?next=/counter/%3Fitem%3DB01"


def test_a_person_without_the_role_is_refused(counter: HttpRequest) -> None:
    with pytest.raises(PermissionDenied):
        ask(counter, Someone("applicant", "supervisor"))


def test_one_of_the_roles_is_enough(counter: HttpRequest) -> None:
    assert ask(counter, Someone("applicant", "clerk")) is None
