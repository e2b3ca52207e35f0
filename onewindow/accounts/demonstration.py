"""The invented city 云陵市 (region 990100): departments, windows, people, firms, accounts. No real person or body is meant."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from stdnum.cn import ric

from onewindow.accounts.models import Department, Membership, Person, Post, Role, User, Window
from onewindow.accounts.numbers import hash_id_number
from onewindow.accounts.people import register_organisation

REGION = "990100"
PASSWORD = "one-window-demo"  # noqa: S105  of invented people; set only where the demonstration is on
FOUNDED_AT = datetime(2024, 1, 1, 1, 0, tzinfo=UTC)
FOUNDED_ON = date(2024, 1, 1)

APPLYING, AT_THE_WINDOW, DECIDING, WATCHING = _("来办事的人"), _("综合窗口"), _("部门审批"), _("监督和管理")


@dataclass(frozen=True, slots=True)
class Character:
    """One of the standing cast: who he is, and what his log-in shows."""

    username: str
    name: str
    born_on: date
    order: int
    group: Promise
    does: Promise
    posts: tuple[tuple[str, Role], ...] = ()


CAST = (
    Character("lina", "李娜", date(1992, 3, 15), 284, APPLYING, _("市民，要在东市街 18 号开餐饮店；也是一家公司的法定代表人")),
    Character("zhouping", "周平", date(1985, 11, 2), 137, APPLYING, _("市民，没有办件，看不到别人的办件")),
    Character(
        "wangqiang",
        "王强",
        date(1990, 6, 18),
        51,
        AT_THE_WINDOW,
        _("综合窗口 1：收件、受理、一次告知"),
        (("government_services", Role.CLERK),),
    ),
    Character(
        "chentao",
        "陈涛",
        date(1983, 9, 9),
        73,
        DECIDING,
        _("市场监管审批人，“开餐饮店”的牵头经办：审查、决定、协调"),
        (("market", Role.APPROVER), ("market", Role.LEAD)),
    ),
    Character(
        "zhaomin", "赵敏", date(1988, 1, 27), 46, DECIDING, _("消防救援审批人：并联审查、决定"), (("fire", Role.APPROVER),)
    ),
    Character(
        "liuyang",
        "刘洋",
        date(1991, 7, 30),
        95,
        DECIDING,
        _("城市管理审批人：并联审查、决定"),
        (("city_management", Role.APPROVER),),
    ),
    Character(
        "hejing", "何静", date(1975, 4, 12), 28, DECIDING, _("市场监管负责人：批准延期、签发不予许可"), (("market", Role.HEAD),)
    ),
    Character(
        "sunli",
        "孙丽",
        date(1980, 12, 5),
        162,
        WATCHING,
        _("监督人员；他的页面以后才有"),
        (("government_services", Role.SUPERVISOR),),
    ),
    Character(
        "wuhao",
        "吴昊",
        date(1993, 10, 21),
        119,
        WATCHING,
        _("事项目录编辑；目录现在用命令检查和发布"),
        (("government_services", Role.EDITOR),),
    ),
    Character(
        "zhengjie",
        "郑洁",
        date(1987, 2, 14),
        204,
        WATCHING,
        _("系统管理员；他的页面以后才有"),
        (("government_services", Role.ADMINISTRATOR),),
    ),
)

PHONES = {"lina": "13800000012", "zhouping": "13800000027"}
"""No subscriber has such a number."""


@cache
def city() -> Mapping[str, list[dict[str, Any]]]:
    """The city as data: departments, windows, applicants, staff, firms."""
    read: Mapping[str, list[dict[str, Any]]] = json.loads(files("onewindow.accounts").joinpath("city.json").read_text("utf-8"))
    return read


def department_codes() -> Mapping[str, str]:
    """The code of each department by the name that the raw items give it (市场监管 → market)."""
    read: Mapping[str, str] = json.loads(files("onewindow.accounts").joinpath("departments.json").read_text("utf-8"))
    return read


def invented_id_number(born_on: date, order: int) -> str:
    """A number of the invented region with a true check character; an odd order is a man's (GB 11643)."""
    first = f"{REGION}{born_on:%Y%m%d}{order:03d}"
    return first + ric.calc_check_digit(first + "0")


@transaction.atomic
def load() -> None:
    """Make what is missing of the city; what is there stays as it is. Passwords exist only where the demonstration is on."""
    _load_departments()
    people = [_Row(one.username, one.name, one.born_on, one.order, one.posts) for one in CAST]
    people += [
        _Row(
            row["username"],
            row["name"],
            date(1966 + index % 32, index % 12 + 1, index % 28 + 1),
            301 + index,
            tuple((department, Role(role)) for department, role in row["posts"]),
        )
        for index, row in enumerate([*city()["applicants"], *city()["staff"]])
    ]
    known = set(User.objects.values_list("username", flat=True))
    _load_people([row for row in people if row.username not in known])
    _seat_the_clerks()
    _load_firms()


def accounts_to_show() -> list[tuple[str, str]]:
    """User name of each of the standing cast, and what he does, in the language in use."""
    return [
        (character.username, _g("%(name)s，%(does)s") % {"name": character.name, "does": character.does}) for character in CAST
    ]


def is_demonstration_account(username: str) -> bool:
    """Whether it belongs to an invented person of the city, so that one click may log in as him."""
    return username in {character.username for character in CAST} | {
        row["username"] for row in city()["applicants"] + city()["staff"]
    }


def _load_departments() -> None:
    known = set(Department.objects.values_list("code", flat=True))
    Department.objects.bulk_create(
        [Department(**row, region=REGION) for row in city()["departments"] if row["code"] not in known]
    )
    known = set(Window.objects.values_list("code", flat=True))
    centre = "government_services"
    Window.objects.bulk_create([Window(**row, department_id=centre) for row in city()["windows"] if row["code"] not in known])


@dataclass(frozen=True, slots=True)
class _Row:
    username: str
    name: str
    born_on: date
    order: int
    posts: tuple[tuple[str, Role], ...]


def _load_people(rows: Sequence[_Row]) -> None:
    """Persons with accounts and posts, in three statements: every test that needs the city makes it anew."""
    password = make_password(PASSWORD if settings.ONEWINDOW_DEMONSTRATION else None)
    persons = [_new_person(row) for row in rows]
    Person.objects.bulk_create(persons)
    pairs = list(zip(rows, persons, strict=True))
    User.objects.bulk_create([User(username=row.username, person=person, password=password) for row, person in pairs])
    Post.objects.bulk_create(
        [
            Post(person=person, department_id=department, role=role, from_on=FOUNDED_ON)
            for row, person in pairs
            for department, role in row.posts
        ]
    )


def _new_person(row: _Row) -> Person:
    number = invented_id_number(row.born_on, row.order)
    return Person(
        name=row.name,
        id_number=number,
        id_number_hash=hash_id_number(number),
        phone=PHONES.get(row.username, ""),
        created_at=FOUNDED_AT,
    )


def _seat_the_clerks() -> None:
    """王强 sits at the first window, the others at the next ones."""
    standing = Post.objects.filter(role=Role.CLERK).order_by("pk")
    for post, code in zip(standing, ("A01", "A02", "A03"), strict=False):
        if post.window_id is None:
            post.window_id = code
            post.save(update_fields=["window"])


def _load_firms() -> None:
    for row in city()["firms"]:
        firm = register_organisation(
            name=row["name"],
            credit_code=row["credit_code"],
            representative=_person(row["representative"]),
            at=FOUNDED_AT,
            kind=row["kind"],
            address=row["address"],
        )
        for member in row["members"]:
            Membership.objects.get_or_create(
                organisation=firm,
                person=_person(member["username"]),
                defaults={"powers": member["powers"], "from_on": FOUNDED_ON},
            )


def _person(username: str) -> Person:
    person = User.objects.select_related("person").get(username=username).person
    assert person is not None
    return person
