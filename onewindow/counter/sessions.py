"""Who works at this counter now, and the key of the form that he pressed."""

from __future__ import annotations

import re

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, QueryDict

from onewindow.accounts.actors import NoActor, actor_of
from onewindow.accounts.models import Role, User
from onewindow.accounts.roles import departments_of
from onewindow.cases.time import now
from onewindow.core.clock import law_day
from onewindow.core.commands import Actor
from onewindow.ledger.ids import new_id

_KEY = re.compile(r"[0-9a-z]{26}")


def clerk_of(request: HttpRequest) -> Actor:
    """The account as a clerk, for the department where he is one. Raises PermissionDenied."""
    user, today = request.user, law_day(now())
    assert isinstance(user, User)
    departments = sorted(departments_of(user, on=today, role=Role.CLERK.value))
    if not departments:
        raise PermissionDenied
    try:
        return actor_of(user, on=today, department=departments[0])
    except NoActor as nobody:
        raise PermissionDenied from nobody


def key_of(posted: QueryDict) -> str:
    """The idempotency key of the form; a new one where it was tampered with."""
    key = posted.get("key", "")
    return key if _KEY.fullmatch(key) else new_id()
