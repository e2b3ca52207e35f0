"""Registering people and firms: the only writer of both."""

from datetime import datetime

from django.utils.timezone import localdate

from onewindow.accounts.models import Organisation, OrganisationKind, Person
from onewindow.accounts.numbers import check_credit_code, check_id_number, hash_id_number


def register_person(*, name: str, id_number: str, phone: str = "", at: datetime) -> Person:
    """The person with this ID number, made if there is none. A known person keeps his name and gets a missing phone.

    Raises NumberRefused.
    """
    number = check_id_number(id_number, on=localdate(at))
    person, is_new = Person.objects.get_or_create(
        id_number_hash=hash_id_number(number),
        defaults={"name": name.strip(), "id_number": number, "phone": phone.strip(), "created_at": at},
    )
    if not is_new and phone and not person.phone:
        person.phone = phone.strip()
        person.save(update_fields=["phone"])
    return person


def register_organisation(
    *,
    name: str,
    credit_code: str,
    representative: Person,
    at: datetime,
    kind: str = OrganisationKind.COMPANY,
    address: str = "",
) -> Organisation:
    """The body with this credit code, made if there is none. Raises NumberRefused."""
    organisation, _is_new = Organisation.objects.get_or_create(
        credit_code=check_credit_code(credit_code),
        defaults={"name": name.strip(), "kind": kind, "address": address, "representative": representative, "created_at": at},
    )
    return organisation
