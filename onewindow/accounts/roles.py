"""What an account may be on a day: its posts, roles and departments, and the firms for which its person may act."""

from datetime import date

from django.db.models import Q, QuerySet

from onewindow.accounts.models import Membership, Organisation, Post, Role, User


def posts_of(user: User, *, on: date | None = None) -> QuerySet[Post]:
    """The posts held on that day (first and last day count); without a day, those that have no end."""
    posts = Post.objects.filter(person_id=user.person_id) if user.is_active and user.person_id else Post.objects.none()
    return posts.filter(_lasts(on))


def roles_of(user: User, *, on: date | None = None) -> frozenset[str]:
    """The roles of all posts; everybody who is a person is also an applicant."""
    if not (user.is_active and user.person_id):
        return frozenset()
    return frozenset({Role.APPLICANT.value, *posts_of(user, on=on).values_list("role", flat=True)})


def departments_of(user: User, *, on: date | None = None, role: str | None = None) -> frozenset[str]:
    """Codes of the departments where he holds a post (with `role`: that post)."""
    posts = posts_of(user, on=on)
    return frozenset((posts.filter(role=role) if role else posts).values_list("department_id", flat=True))


def organisations_of(person_id: str, *, on: date | None = None, power: str | None = None) -> list[Organisation]:
    """Firms for which the person may act on that day: as representative, or as a member (with that power); by name."""
    memberships = Membership.objects.filter(_lasts(on), person_id=person_id)
    as_member = [member.organisation_id for member in memberships if power is None or power in member.powers]
    found = Organisation.objects.filter(Q(representative_id=person_id) | Q(pk__in=as_member))
    return list(found.select_related("representative").order_by("name"))


def _lasts(on: date | None) -> Q:
    open_ended = Q(until_on=None)
    return open_ended if on is None else Q(from_on__lte=on) & (open_ended | Q(until_on__gte=on))
