"""The people of the demonstration city as its log-in page lists them: by what they do, each one click away."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from onewindow.accounts.demonstration import CAST, city
from onewindow.accounts.models import Department, Role


@dataclass(frozen=True, slots=True)
class Entry:
    username: str
    name: str
    does: str


@dataclass(frozen=True, slots=True)
class Group:
    title: Promise
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """A department with those of its people who are not of the standing cast; `does` is their role."""

    name: str
    entries: tuple[Entry, ...]


def cast_by_group() -> list[Group]:
    """The standing cast, in the order of the cast."""
    titles = list(dict.fromkeys(character.group for character in CAST))
    return [
        Group(title, tuple(Entry(one.username, one.name, str(one.does)) for one in CAST if one.group == title))
        for title in titles
    ]


def offices() -> list[Office]:
    """Every department with its further people, so that each item can be decided by somebody."""
    english = (get_language() or "").startswith("en")
    names = {row.code: row.name_en if english and row.name_en else row.name for row in Department.objects.all()}
    people: dict[str, list[Entry]] = {}
    for row in city()["staff"]:
        department = row["posts"][0][0]
        roles = _("、").join(str(Role(role).label) for _department, role in row["posts"])
        people.setdefault(department, []).append(Entry(row["username"], row["name"], roles))
    return [Office(names.get(code, code), tuple(entries)) for code, entries in people.items()]
