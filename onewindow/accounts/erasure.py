"""Forgetting a person: his sealed columns are emptied, his id stays where events and cases name it (个人信息保护法 §47).

Apps above register what forbids it (`erasure_guards`) and what else must then be emptied (`erasure_steps`).
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from onewindow.accounts.models import Membership, Person, Post, User
from onewindow.files.storage import forget_names

ErasureGuard = Callable[[str], str | None]
"""Called with the person's id; a reason, in words for people, or None when nothing stands against it."""

ErasureStep = Callable[[str, datetime], None]
"""Called with the person's id and the moment, in the same transaction, before the person's own columns are emptied."""

erasure_guards: list[ErasureGuard] = []
erasure_steps: list[ErasureStep] = []


class ErasureRefused(Exception):
    """The person cannot be forgotten yet; `reasons` says why, all at once."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(f"{len(reasons)} reasons stand against erasing this person")
        self.reasons = reasons


def erase_person(person_id: str, at: datetime) -> Person:
    """Empty everything that tells who the person is and close his accounts. Twice is once.

    Raises Person.DoesNotExist, or ErasureRefused with the reason of every guard that objects.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_id)
        if person.is_erased:
            return person
        reasons = [reason for guard in erasure_guards if (reason := guard(person_id)) is not None]
        if reasons:
            raise ErasureRefused(reasons)
        for step in erasure_steps:
            step(person_id, at)
        _empty(person, at)
    return person


def _empty(person: Person, at: datetime) -> None:
    person.name = person.id_number = person.phone = ""
    person.id_number_hash = None
    person.erased_at = at
    person.save()
    for account in User.objects.filter(person=person):
        account.username = f"erased-{account.pk}"  # a user name often is a name
        account.is_active = False
        account.set_unusable_password()
        account.save()
    Membership.objects.filter(person=person).delete()
    Post.objects.filter(person=person, until_on=None).update(until_on=localdate(at))
    forget_names(person.pk)
