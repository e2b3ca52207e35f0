"""Names of those who act, as strangers may see them: 周*. One query for a whole page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onewindow.accounts.models import Organisation, Person


def masked_names(ids: Iterable[str]) -> Mapping[str, str]:
    """The masked name by account id; who is unknown or was erased is left out."""
    wanted = {one for one in ids if one and one != "system"}
    return {person.pk: person.masked_name for person in Person.objects.filter(pk__in=wanted) if not person.is_erased}


def applicant_names(applicants: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The names of one's own applicants (id, kind): in full, for one's own screen."""
    wanted = set(applicants)
    persons = Person.objects.filter(pk__in=[id for id, kind in wanted if kind == "person"])
    firms = Organisation.objects.filter(pk__in=[id for id, kind in wanted if kind != "person"])
    return {person.pk: person.name for person in persons} | {firm.pk: firm.name for firm in firms}


def shown_name(applicant: str, kind: str) -> str:
    """The masked name of a case's applicant; a firm's name is public."""
    if kind == "person":
        person = Person.objects.filter(pk=applicant).first()
        return person.masked_name if person else ""
    firm = Organisation.objects.filter(pk=applicant).first()
    return firm.name if firm else ""
