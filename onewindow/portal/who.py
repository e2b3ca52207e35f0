"""In whose name the citizen acts: his own, or that of one of his firms. The choice is remembered in the session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onewindow.accounts.actors import actor_of
from onewindow.accounts.models import Power, User
from onewindow.accounts.roles import organisations_of
from onewindow.core.commands import Actor
from onewindow.materials.sources import Owner

SESSION_KEY = "applicant"


@dataclass(frozen=True, slots=True)
class Applicant:
    """A person or a firm for whom the citizen may apply; `name` is his own to see."""

    id: str
    kind: str
    name: str
    chosen: bool = False

    @property
    def owner(self) -> Owner:
        return Owner(self.kind, self.id)

    @property
    def catalogue_kind(self) -> str:
        """The word that the catalogue uses: person or firm."""
        return "person" if self.kind == "person" else "firm"

    @property
    def kind_word(self) -> str:
        return _("个人") if self.kind == "person" else _("单位")


def actor_in(request: HttpRequest, at: datetime) -> Actor:
    """The citizen as core knows him, without any role of staff: at this door everybody is an applicant. Raises NoActor."""
    actor = actor_of(_user(request), on=localdate(at))
    return Actor(actor.id, frozenset({"applicant"}), None, actor.acts_for)


def applicants_of(request: HttpRequest, at: datetime) -> tuple[Applicant, ...]:
    """Himself first, then his firms; exactly one is chosen."""
    user = _user(request)
    person = user.person
    if person is None:
        return ()
    firms = organisations_of(person.pk, on=localdate(at), power=Power.APPLY)
    known = [(person.pk, "person", person.name), *((firm.pk, "organisation", firm.name) for firm in firms)]
    remembered = request.session.get(SESSION_KEY)
    chosen = remembered if remembered in {id for id, _kind, _name in known} else person.pk
    return tuple(Applicant(id, kind, name, id == chosen) for id, kind, name in known)


def applicant_in(request: HttpRequest, at: datetime) -> Applicant | None:
    """In whose name he acts now; None for somebody who is not logged in."""
    if not request.user.is_authenticated:
        return None
    return next((one for one in applicants_of(request, at) if one.chosen), None)


def applicant_of_draft(draft: Any, request: HttpRequest, at: datetime) -> Applicant | None:
    """The applicant of a draft, if he may still act for him."""
    return next((one for one in applicants_of(request, at) if one.id == draft.applicant), None)


def choose(request: HttpRequest, applicant_id: str, at: datetime) -> bool:
    """Remember in whose name; False when he may not act for that one."""
    if applicant_id not in {one.id for one in applicants_of(request, at)}:
        return False
    request.session[SESSION_KEY] = applicant_id
    return True


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
