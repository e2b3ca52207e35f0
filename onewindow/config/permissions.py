"""Who may call which URL: one table, one row for each URL name; a URL without a row is never answered.

The table knows roles. Whether a case is one's own is asked by the selector that loads it, and someone else's case is 404.
"""

import logging
from collections.abc import Callable, Mapping

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from onewindow.accounts.roles import roles_of

logger = logging.getLogger(__name__)

Roles = frozenset[str]
ANYONE: Roles = frozenset({"anyone"})
APPLICANT: Roles = frozenset({"applicant"})  # every person who has logged in
CLERK: Roles = frozenset({"clerk"})
REVIEW: Roles = frozenset({"approver", "head", "lead"})
SUPERVISION: Roles = frozenset({"supervisor"})
EDITOR: Roles = frozenset({"editor"})
ADMINISTRATOR: Roles = frozenset({"administrator"})
STAFF: Roles = CLERK | REVIEW | SUPERVISION | EDITOR | ADMINISTRATOR

PERMISSIONS: Mapping[str, Roles] = {
    "accounts:log_in": ANYONE,
    "accounts:log_in_as": ANYONE,
    "accounts:log_out": ANYONE,
    "certs:verify": ANYONE,
    "certs:verify_number": ANYONE,
    "portal:home": ANYONE,
    "portal:search": ANYONE,
    "portal:bundles": ANYONE,
    "portal:items": ANYONE,
    "portal:guide": ANYONE,
    "portal:start": ANYONE,
    "portal:begin": APPLICANT,
    "portal:task": APPLICANT,
    "portal:question": APPLICANT,
    "portal:materials": APPLICANT,
    "portal:draft_file": APPLICANT,
    "portal:check": APPLICANT,
    "portal:discard": APPLICANT,
    "portal:my_cases": APPLICANT,
    "portal:case": APPLICANT,
    "portal:receipt": APPLICANT,
    "portal:document": APPLICANT,
    "portal:hand_in": APPLICANT,
    "portal:withdraw": APPLICANT,
    "portal:hearing": APPLICANT,
    "portal:certificates": APPLICANT,
    "portal:certificate": APPLICANT,
    "portal:held_file": APPLICANT,
    "portal:switch": APPLICANT,
    "portal:clock": APPLICANT,
    "review:worklist": REVIEW | SUPERVISION,
    "review:part": REVIEW | SUPERVISION,
    "review:live": REVIEW | SUPERVISION,
    "review:material": REVIEW | SUPERVISION,
    "review:document": REVIEW | SUPERVISION,
    "review:act": REVIEW,
    "counter:act": CLERK,
    "counter:desk": CLERK,
    "counter:filing": CLERK,
    "counter:hits": CLERK,
    "counter:look_up": CLERK,
    "counter:material": CLERK,
    "counter:paper": CLERK,
    "counter:papers": CLERK,
    "counter:part": CLERK,
    "counter:register": CLERK,
    "counter:scan": CLERK,
    "pages:preferences": ANYONE,
    "pages:accessibility": ANYONE,
    "pages:styleguide": ANYONE,
    "pages:styleguide_staff": ANYONE,
}


def allowed_roles(view_name: str) -> Roles:
    """The roles that may call the URL of this name (`portal:home`). Raises ImproperlyConfigured when the table has no row."""
    try:
        return PERMISSIONS[view_name]
    except KeyError:
        raise ImproperlyConfigured(f"the URL {view_name!r} has no row in onewindow.config.permissions.PERMISSIONS") from None


class PermissionTable:
    """Asks the table before any view runs: log-in page for a stranger, 403 for a person without the role."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[object, ...], kwargs: dict[str, object]
    ) -> HttpResponseBase | None:
        assert request.resolver_match is not None
        view_name = request.resolver_match.view_name
        allowed = allowed_roles(view_name)
        if allowed == ANYONE:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if allowed.isdisjoint(roles_of(request.user)):
            logger.warning("refused %s to user %s", view_name, request.user.pk)
            raise PermissionDenied
        return None
