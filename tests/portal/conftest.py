"""李娜 in a browser of her own, 周平 beside her; and a case that went through the whole of the portal."""

import io
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from onewindow.accounts import demonstration as people
from onewindow.accounts.actors import actor_of
from onewindow.accounts.models import User
from onewindow.cases import services
from onewindow.cases import time as case_time
from onewindow.cases.selectors import case_by_number
from onewindow.catalog import demonstration as catalogue
from onewindow.core.commands import Defect
from onewindow.core.terms import DocumentKey
from onewindow.ledger.ids import new_id
from onewindow.materials import demonstration as materials
from onewindow.portal.models import Draft

MONDAY = datetime(2026, 4, 13, 1, 30, tzinfo=UTC)
ANSWERS = {
    "by_agent": "no",
    "shop_name": "禾味小馆",
    "operator_kind": "person",
    "shop_address": "云陵市东市街 18 号",
    "shop_area": "86",
    "food_forms": ["hot"],
    "has_cold_room": "yes",
    "staff_count": "3",
    "seats": "20",
    "public_gathering": "yes",
    "fire_accepted": "yes",
    "has_fume": "yes",
    "exhaust_distance": "12",
    "drains_to_sewer": "yes",
    "has_signboard": "yes",
    "sign_size": "3",
    "premises_rented": "no",
}


def load_city() -> None:
    people.load()
    catalogue.load()
    materials.load()


@pytest.fixture
def city(db, settings, monkeypatch):
    """The demonstration city on a Monday morning; its clock can be moved."""
    settings.ONEWINDOW_DEMONSTRATION = True
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None
    load_city()

    class Monday(datetime):
        @classmethod
        def now(cls, tz=None):
            return MONDAY

    monkeypatch.setattr(case_time, "datetime", Monday)


def client_of(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


@pytest.fixture
def li_na(city):
    return client_of("lina")


@pytest.fixture
def zhou_ping(city):
    return client_of("zhouping")


def picture(name: str = "photo.png") -> SimpleUploadedFile:
    """A small picture as a phone would send it."""
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(kept, "PNG")
    return SimpleUploadedFile(name, kept.getvalue(), "image/png")


def begin(client: Client, code: str = "E05") -> str:
    """The path of a new draft."""
    return client.post(f"/begin/{code}/", {})["Location"]


def draft_of(path: str) -> Draft:
    return Draft.objects.get(pk=path.strip("/").split("/")[1])


def answer_all(client: Client, path: str, **changed: object) -> None:
    """Go from question to question as the pages lead, until there is none left."""
    answers = {**ANSWERS, **changed}
    for _ in range(60):
        left = [page.id for page in sheet(client, path).unanswered]
        if not left:
            return
        response = client.post(f"{path}questions/{left[0]}/", {left[0]: answers[left[0]]})
        assert response.status_code == 302, (left[0], response.status_code)
    raise AssertionError("the questions never end")


def sheet(client: Client, path: str):
    """What the task page was made of."""
    return client.get(path).context["page"].sheet


def hand_in_all(client: Client, path: str) -> None:
    missing = sheet(client, path).missing
    response = client.post(f"{path}materials/", {str(one.key): picture() for one in missing})
    assert response["Location"] == f"{path}check/"


def send(client: Client, path: str) -> str:
    """The number of the case that the draft became."""
    response = client.post(f"{path}check/", {"promise": "yes"})
    assert response.status_code == 302, response.status_code
    return response["Location"].split("/")[2]


@pytest.fixture
def number(li_na):
    """The number of 李娜's case 开餐饮店, just sent."""
    path = begin(li_na)
    answer_all(li_na, path)
    hand_in_all(li_na, path)
    return send(li_na, path)


def staff(username: str):
    return actor_of(User.objects.get(username=username))


def part_of(number: str, item: str):
    case = case_by_number(staff("wangqiang"), number, at=case_time.now())
    return next(part for part in case.parts if part.state.item == item)


def act(verb, number: str, item: str, username: str, **words):
    """One verb of staff on one part."""
    return verb(part=part_of(number, item).id, actor=staff(username), at=case_time.now(), key=new_id(), **words)


@pytest.fixture
def licensed(number):
    """The business licence is out: the other parts are received."""
    act(services.accept, number, "R01", "wangqiang")
    for verb in (services.claim_decision, services.grant, services.issue):
        act(verb, number, "R01", "chentao")
    return number


@pytest.fixture
def correcting(licensed):
    """食品经营许可 waits for two corrections."""
    defects = (
        Defect(DocumentKey.parse("LAYOUT:firm:new"), "unclear", "照片太暗，图上的尺寸看不清。重新拍一张。"),
        Defect(DocumentKey.parse("RULES:firm:new"), "incomplete", ""),
    )
    act(services.request_correction, licensed, "B01", "wangqiang", defects=defects)
    return licensed


@pytest.fixture
def tolerated(licensed):
    """污水排入排水管网许可 was accepted with the water test to come."""
    act(services.accept, licensed, "B06", "wangqiang", tolerate=True, promise="受理后补齐")
    return licensed
