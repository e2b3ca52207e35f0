"""The city, its cast logged in, and E05 as it is handed in: the start of every story at this door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from onewindow.accounts import demonstration as people
from onewindow.accounts.actors import actor_of
from onewindow.accounts.models import User
from onewindow.cases import services
from onewindow.cases.change import state_of
from onewindow.cases.models import Part
from onewindow.cases.submission import Application, item_versions
from onewindow.cases.time import now
from onewindow.catalog import conditions, questions, versions
from onewindow.catalog import demonstration as catalogue_files
from onewindow.cli.walking.sample import PAPER, answers_for
from onewindow.core.commands import Actor, Given
from onewindow.core.planner import plan
from onewindow.files.storage import store
from onewindow.ledger.ids import new_id

APPROVERS = {
    "market": "chentao",
    "fire": "zhaomin",
    "city_management": "liuyang",
    "water": "panqiuyue",
    "ecology": "hanqingchuan",
    "health_examination": "liaozhengyang",
}


@dataclass(frozen=True)
class City:
    """The demonstration city with a way to apply and to log in."""

    lina: Actor
    clerk: Actor

    def apply(self, code: str, **answers: Any) -> str:
        """李娜 applies; the id of the case."""
        at, catalogue = now(), versions.current()
        codes = catalogue.codes_of(code)
        full = {**answers_for(catalogue, codes), **answers}
        needed = questions.codes_needed(catalogue, codes, full)
        terms = [catalogue.terms(item) for item in needed]
        planned = plan(terms, answers=full, condition=conditions.evaluate)
        made = {result.key for item in terms for result in item.results}
        gated = {material.key for item in terms for material in item.materials for gate in material.after if gate in made}
        paper = store(owner=self.lina.id, data=PAPER, name="paper", at=at).address
        given = tuple(
            Given(want.key, want.how, paper if want.how == "asked" else "")
            for want in planned.wants
            if want.how not in ("yielded", "generated") and want.key not in gated
        )
        bundle = catalogue.bundles.get(code)
        application = Application(
            applicant=self.lina.id,
            applicant_kind="person",
            items=item_versions(needed, at),
            answers=full,
            given=given,
            bundle=code if bundle else "",
            catalogue=catalogue.hash,
            lead_department=bundle.lead if bundle else terms[0].department,
        )
        return services.submit_application(application, actor=self.lina, at=at, key=new_id()).stream_id

    def accept(self, part: str) -> None:
        """王强 accepts; what may come later he tolerates on the applicant's promise."""
        missing = bool(state_of(part).missing())
        services.accept(
            part=part, tolerate=missing, promise="十天内补来" if missing else "", actor=self.clerk, at=now(), key=new_id()
        )

    def applied(self, item: str) -> str:
        """李娜 applies for one item and it is accepted; the id of the part."""
        part = self.part(self.apply(item), item)
        self.accept(part)
        return part

    def part(self, case: str, item: str) -> str:
        return Part.objects.get(case_id=case, item=item).pk


@dataclass(frozen=True)
class Desk:
    """One of the cast at this door: looks at pages and posts what forms would."""

    client: Client
    at: Callable[[], datetime] = now

    def see(self, part: str, status: int = 200, **query: str) -> str:
        answer = self.client.get(reverse("review:part", args=[part]), query)
        assert answer.status_code == status, answer.status_code
        return answer.content.decode()

    def post(self, part: str, act: str, **typed: str) -> Any:
        return self.client.post(reverse("review:act", args=[part, act]), {"key": new_id(), **typed})

    def do(self, part: str, act: str, **typed: str) -> str:
        """The act must succeed; the page it leads to."""
        answer = self.post(part, act, **typed)
        assert answer.status_code == 302, (act, answer.status_code, answer.content.decode()[:3000])
        return self.client.get(answer["Location"]).content.decode()


def load_city() -> None:
    catalogue_files.load()
    people.load()


@pytest.fixture(scope="module")
def city_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The city, loaded once for the tests of a module: each test's own transaction lies inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_city()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def city(city_once: None, db: None) -> City:
    return the_city()


def the_city() -> City:
    return City(actor_of(User.objects.get(username="lina")), actor_of(User.objects.get(username="wangqiang")))


@pytest.fixture
def desk(db: None) -> Callable[[str], Desk]:
    """`desk("zhaomin")` is her, logged in."""

    def of(username: str) -> Desk:
        client = Client()
        client.force_login(User.objects.get(username=username))
        return Desk(client)

    return of
