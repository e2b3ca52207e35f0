"""The city with its catalogue, 王强 at the counter, and what people bring him."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from onewindow.accounts import demonstration as people
from onewindow.accounts.models import User
from onewindow.cases.models import Case, Part
from onewindow.cases.time import now
from onewindow.catalog import demonstration as catalogue_files
from onewindow.ledger.ids import new_id
from onewindow.materials import demonstration as wallets
from onewindow.materials.sources import Owner
from onewindow.materials.wallet import keep_document

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
LI_NA_NUMBER = "990100199203152844"
B01_ANSWERS = {
    "shop_name": "禾味小馆",
    "shop_address": "云陵市东市街 18 号",
    "shop_area": "86",
    "food_forms": ["hot"],
    "staff_count": "3",
}
B01_MATERIALS = ("BL:firm:new", "LAYOUT:firm:new", "RULES:firm:new", "HEALTH:staff:new")


@dataclass
class Counter:
    """王强's browser without a browser."""

    client: Client
    lina: str

    def desk(self, **query: Any) -> Any:
        return self.client.get(reverse("counter:desk"), query)

    def form(
        self, *, item: str = "B01", key: str = "", answers: dict[str, Any] | None = None, scans: tuple[str, ...] = (), **more: Any
    ) -> dict[str, Any]:
        """What the browser posts of a filing."""
        typed = B01_ANSWERS if answers is None else answers
        files = {f"file:{name}": SimpleUploadedFile("scan.pdf", PDF + name.encode()) for name in scans}
        marks = {f"has-{name}": "1" for name in typed}
        return {"person": self.lina, "firm": "", "item": item, "key": key or new_id(), **marks, **typed, **files, **more}

    def press(self, act: str, **form: Any) -> Any:
        return self.client.post(reverse("counter:filing"), self.form(act=act, **form))

    def press_part(self, act: str, part: Part, **form: Any) -> Any:
        return self.client.post(reverse("counter:act", args=[part.pk]), {"act": act, "key": new_id(), **form})

    def file(self, **form: Any) -> Part:
        """B01 filed and accepted with everything."""
        answer = self.press("accept", scans=B01_MATERIALS, **form)
        assert answer.status_code == 302, answer.content.decode()
        return Part.objects.order_by("-id").get(case_id=Case.objects.order_by("-id")[0].pk)


@pytest.fixture
def city(db: None, settings: Any) -> None:
    settings.ONEWINDOW_DEMONSTRATION = True
    people.load()
    catalogue_files.load()
    wallets.load()


@pytest.fixture
def log_in(city: None, client: Client) -> Callable[[str], Client]:
    def in_as(username: str) -> Client:
        client.force_login(User.objects.get(username=username))
        return client

    return in_as


@pytest.fixture
def counter(log_in: Callable[[str], Client]) -> Counter:
    lina = User.objects.get(username="lina").person_id
    assert lina is not None
    return Counter(log_in("wangqiang"), lina)


def hold_everything(person: str) -> None:
    """The person's wallet holds every material of B01."""
    for name in B01_MATERIALS:
        document_type, holder, _edition = name.split(":")
        keep_document(
            owner=Owner.person(person),
            document_type=document_type,
            holder="" if holder == "firm" else holder,
            source="电子证照库",
            at=now(),
        )
