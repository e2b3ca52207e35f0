"""From an account to the actor that core knows: who, in which roles, for which department."""

from datetime import date

from onewindow.accounts.models import Power, Role, User
from onewindow.accounts.roles import organisations_of, posts_of
from onewindow.core.commands import Actor


class NoActor(PermissionError):
    """This account is nobody who can act: closed, without a person, or not of that department."""


def actor_of(user: User, *, on: date | None = None, department: str | None = None) -> Actor:
    """The actor behind an account on a day (without one: by posts and powers that have no end).

    Everybody is an applicant, for himself and for the firms in whose name he may apply. Staff act for one department at a
    time: the one named, else their first by code; only the roles held there count. Raises NoActor.
    """
    if not (user.is_active and user.person_id):
        raise NoActor("this account cannot act")
    posts = sorted(posts_of(user, on=on).values_list("department_id", "role"))
    acting_for = department if department is not None else next((code for code, _role in posts), None)
    roles = {role for code, role in posts if code == acting_for}
    if department is not None and not roles:
        raise NoActor(f"no post in {department}")
    firms = (organisation.pk for organisation in organisations_of(user.person_id, on=on, power=Power.APPLY))
    return Actor(
        id=user.person_id,
        roles=frozenset({Role.APPLICANT.value, *roles}),
        department=acting_for,
        acts_for=frozenset({user.person_id, *firms}),
    )
