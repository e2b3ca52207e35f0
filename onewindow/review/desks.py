"""At which desk the person sits: one department at a time, as its approver, head or lead; a supervisor reads at any desk and acts at none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from onewindow.accounts.actors import actor_of
from onewindow.accounts.models import Department, User
from onewindow.accounts.roles import posts_of
from onewindow.cases.selectors import STAFF_DESKS, CaseView, NoSuchCase, PartView, case_of_part
from onewindow.core.clock import law_day
from onewindow.core.commands import Actor
from onewindow.pages.names import office_name


class NoSuchDesk(LookupError):
    """The person has no post at this desk."""


@dataclass(frozen=True, slots=True)
class Desk:
    """`code` is the department's, empty for a supervisor who has not chosen one; `choices` are the desks to choose from."""

    code: str
    name: str
    actor: Actor
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def may_act(self) -> bool:
        return bool(self.actor.roles & set(STAFF_DESKS))

    @property
    def is_head(self) -> bool:
        return "head" in self.actor.roles

    @property
    def query(self) -> str:
        """What a link carries so that the desk stays the same; empty where there is only one."""
        return f"desk={self.code}" if self.code and (len(self.choices) > 1 or not self.may_act) else ""


def desk_in(request: HttpRequest, at: datetime) -> Desk:
    """The desk that the URL or form names, else the person's first by code. Raises NoSuchDesk."""
    named = request.POST.get("desk") or request.GET.get("desk") or ""
    desks = _own_desks(request, at)
    if not desks:
        return _reading_desk(request, named, at)
    code = named or min(desks)
    if code not in desks:
        raise NoSuchDesk(code)
    return _desk(request, code, desks, at)


def part_at_desk(request: HttpRequest, part_id: str, at: datetime) -> tuple[Desk, CaseView, PartView]:
    """A part with its case and the desk at which it is seen: the one named, else the first whose department has part in it.

    Raises NoSuchCase, NoSuchDesk.
    """
    desks = _own_desks(request, at)
    named = request.POST.get("desk") or request.GET.get("desk")
    if named or not desks:
        desk = desk_in(request, at)
        return desk, *case_of_part(desk.actor, part_id, at=at)
    for code in sorted(desks):
        desk = _desk(request, code, desks, at)
        try:
            return desk, *case_of_part(desk.actor, part_id, at=at)
        except NoSuchCase:
            continue
    raise NoSuchCase(part_id)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _own_desks(request: HttpRequest, at: datetime) -> Mapping[str, str]:
    posts = posts_of(_user(request), on=law_day(at)).filter(role__in=STAFF_DESKS).select_related("department")
    return {post.department_id: office_name(post.department_id) for post in posts}


def _desk(request: HttpRequest, code: str, desks: Mapping[str, str], at: datetime) -> Desk:
    """At this door one is an official only: neither an applicant nor a clerk, so that nobody sees or decides his own case by it."""
    actor = actor_of(_user(request), on=law_day(at), department=code)
    official = Actor(actor.id, actor.roles & set(STAFF_DESKS), code)
    return Desk(code, desks[code], official, tuple(sorted(desks.items())))


def _reading_desk(request: HttpRequest, named: str, at: datetime) -> Desk:
    supervising = posts_of(_user(request), on=law_day(at)).filter(role="supervisor").first()
    if supervising is None:
        raise NoSuchDesk(named)
    codes = tuple((code, office_name(code)) for code in Department.objects.values_list("code", flat=True))
    if named and named not in dict(codes):
        raise NoSuchDesk(named)
    reader = Actor(str(_user(request).person_id), frozenset({"supervisor"}), supervising.department_id)
    return Desk(named, office_name(named) if named else _("电子监察"), reader, codes)
