"""Names on an approver's screen: colleagues of the desk in full, everybody else as 周*; one query for a whole page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from onewindow.accounts.models import Organisation, Person, Post
from onewindow.cases.selectors import CaseView, Happening


def staff_names(ids: Iterable[str], *, desk: str) -> dict[str, str]:
    """The name of each account id; who was erased is 已删除."""
    wanted = {one for one in ids if one and one != "system"}
    colleagues = set(Post.objects.filter(person_id__in=wanted, department_id=desk).values_list("person_id", flat=True))
    found = {"system": _("系统")}
    for person in Person.objects.filter(pk__in=wanted):
        found[person.pk] = _("已删除") if person.is_erased else person.name if person.pk in colleagues else person.masked_name
    return found


def applicant_names(ids: Iterable[str]) -> dict[str, str]:
    """Persons masked, firms in full (their names are public)."""
    wanted = set(ids)
    firms = {firm.pk: firm.name for firm in Organisation.objects.filter(pk__in=wanted)}
    persons = Person.objects.filter(pk__in=wanted - set(firms))
    return firms | {person.pk: _("已删除") if person.is_erased else person.masked_name for person in persons}


def people_of(case: CaseView, happenings: Iterable[Happening]) -> set[str]:
    """Everybody whom the page of a case may name: who has something in hand, who gave an opinion, who did what."""
    found = {review.by for part in case.parts for review in part.state.reviews}
    found |= {part.state.claimed_by for part in case.parts}
    for one in happenings:
        event = one.recorded.event
        found |= {one.recorded.actor, getattr(event, "by", ""), getattr(event, "presider", "")}
    return found - {""}


def colleagues_of(department: str) -> Mapping[str, str]:
    """Everybody with a post in the department, by account id."""
    posts = Post.objects.filter(department_id=department, until_on=None).exclude(role="clerk").select_related("person")
    return {post.person_id: post.person.name for post in posts.order_by("person_id")}
