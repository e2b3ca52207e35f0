"""Who stands at the counter: found by number, shown masked, with his firms and what he has going on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from onewindow.accounts.masking import mask_number
from onewindow.accounts.models import Organisation, Person, Power
from onewindow.accounts.numbers import check_credit_code, check_id_number, normalise
from onewindow.accounts.roles import organisations_of
from onewindow.cases.models import Case, Part
from onewindow.cases.selectors import name_of
from onewindow.core.clock import law_day
from onewindow.core.state import ENDED, Status
from onewindow.counter.words import STATUS_WORDS
from onewindow.materials.sources import Owner
from onewindow.pages.names import lang
from onewindow.pages.status import Status as Tag

MOST_CASES = 12


class NobodyFound(LookupError):
    """The number is a true one, but nobody here has it; `is_firm` says which kind of number it is."""

    def __init__(self, *, is_firm: bool) -> None:
        super().__init__("nobody with this number")
        self.is_firm = is_firm


@dataclass(frozen=True, slots=True)
class FirmLine:
    """A firm for which the person may apply."""

    id: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One part of his cases: where it leads, and how it stands."""

    part_id: str
    name: str
    number: str
    status: Tag
    on: date
    for_whom: str


@dataclass(frozen=True, slots=True)
class InFront:
    """The person, and for whom he applies now: himself or the chosen firm. A firm found by its code may stand without a person."""

    person_id: str
    firm_id: str
    name: str
    number: str
    phone: str
    firm_name: str
    firms: tuple[FirmLine, ...]
    open_parts: tuple[CaseLine, ...]
    past_parts: tuple[CaseLine, ...]

    @property
    def applicant(self) -> str:
        return self.firm_id or self.person_id

    @property
    def kind(self) -> str:
        return "organisation" if self.firm_id else "person"

    @property
    def owner(self) -> Owner:
        return Owner(self.kind, self.applicant)

    @property
    def query(self) -> str:
        """Who stands here, as a part of an address."""
        return f"person={self.person_id}&firm={self.firm_id}"

    @property
    def title(self) -> str:
        return self.name or self.firm_name


def find(number: str, *, at: datetime) -> tuple[str, str]:
    """(person id, firm id) of an ID number or credit code, one of them empty. Raises NumberRefused, NobodyFound."""
    typed = normalise(number)
    if _looks_like_credit_code(typed):
        firm = Organisation.objects.filter(credit_code=check_credit_code(typed)).first()
        if firm is None:
            raise NobodyFound(is_firm=True)
        return "", firm.pk
    checked = check_id_number(typed, on=law_day(at))
    try:
        return Person.by_id_number(checked).pk, ""
    except Person.DoesNotExist:
        raise NobodyFound(is_firm=False) from None


def _looks_like_credit_code(typed: str) -> bool:
    """Credit codes begin 1, 5, 9, N or Y and carry letters before their last place, or begin 9 with a body's kind (GB 32100)."""
    return any(letter.isalpha() for letter in typed[:-1]) or typed[:2] in ("91", "92", "93")


def in_front(person_id: str, firm_id: str, *, at: datetime) -> InFront | None:
    """Who stands here; None when nobody does, or when the firm is not one for which this person may apply."""
    person = Person.objects.filter(pk=person_id, erased_at=None).first() if person_id else None
    firms = organisations_of(person.pk, on=law_day(at), power=Power.APPLY) if person else []
    firm = next((one for one in firms if one.pk == firm_id), None)
    if person is None and firm_id:
        firm = Organisation.objects.filter(pk=firm_id).first()
    if person is None and firm is None:
        return None
    ids = [person.pk, *(one.pk for one in firms)] if person else [firm.pk] if firm else []
    names = {one.pk: one.name for one in firms}
    lines = case_lines(ids, names)
    return InFront(
        person_id=person.pk if person else "",
        firm_id=firm.pk if firm else "",
        name=person.masked_name if person else "",
        number=person.masked_id_number if person else mask_number(firm.credit_code) if firm else "",
        phone=person.masked_phone if person else "",
        firm_name=firm.name if firm else "",
        firms=tuple(FirmLine(one.pk, one.name, firm is not None and one.pk == firm.pk) for one in firms),
        open_parts=tuple(line for line, ended in lines if not ended),
        past_parts=tuple(line for line, ended in lines if ended),
    )


def case_lines(applicants: Sequence[str], names: dict[str, str]) -> list[tuple[CaseLine, bool]]:
    """The latest parts of these applicants, and whether each has ended."""
    cases = {case.pk: case for case in Case.objects.filter(applicant__in=applicants).order_by("-id")[:MOST_CASES]}
    parts = Part.objects.filter(case_id__in=list(cases)).order_by("-id").values_list("id", "case_id", "item", "number", "status")
    found = []
    for part_id, case_id, item, number, status in parts:
        case = cases[case_id]
        kind, word = STATUS_WORDS[Status(status)]
        whom = names.get(case.applicant, "")
        line = CaseLine(part_id, name_of(item, lang()), number, Tag(kind, word), law_day(case.submitted_at), whom)
        found.append((line, Status(status) in ENDED))
    return found


def names_of(ids: set[str]) -> dict[str, str]:
    """Names that may stand on the counter's screen, by id, in two queries: a person's masked, a firm's in full."""
    names = {person.pk: person.masked_name for person in Person.objects.filter(pk__in=ids)}
    return names | {firm.pk: firm.name for firm in Organisation.objects.filter(pk__in=ids)}
