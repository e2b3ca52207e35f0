"""One case for pictures: 李娜 opens a restaurant, and the case is left in the middle, with every kind of state to be seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from onewindow.accounts.actors import actor_of
from onewindow.accounts.models import User
from onewindow.cases import services
from onewindow.cases.change import load
from onewindow.cases.models import Case, Part
from onewindow.catalog import versions
from onewindow.catalog.calendars import current as current_calendar
from onewindow.cli.walking.city import application_for
from onewindow.cli.walking.driver import Walker
from onewindow.cli.walking.sample import demonstration_office
from onewindow.core.clock import LAW_ZONE, law_day
from onewindow.core.state import Status
from onewindow.files.storage import store
from onewindow.ledger.ids import new_id

BUNDLE = "E05"
BEGUN_DAYS_AGO = 5
ANSWERS = {
    "by_agent": False,
    "shop_name": "禾味小馆",
    "operator_kind": "person",
    "shop_address": "云陵市东市街 18 号",
    "shop_area": 86,
    "food_forms": ["hot"],
    "has_cold_room": False,
    "staff_count": 3,
    "seats": 20,
}


@dataclass(frozen=True, slots=True)
class Story:
    """The case and the parts by item."""

    case_id: str
    number: str
    parts: dict[str, str]


def tell(at: datetime) -> Story:
    """Take the case to the middle, as of five working days before `at` and the days after; the city is loaded already.

    The licence and the health checks are done; the food licence waits for one of two opinions; the discharge licence stands
    still for a water test; the sign waits for its decision.
    """
    lina = actor_of(User.objects.get(username="lina"))
    begun = _working_days_before(at, BEGUN_DAYS_AGO)
    catalogue = versions.current()
    paper = store(owner=lina.id, data=floor_plan(), name="平面图.png", at=begun).address
    application = application_for(catalogue, BUNDLE, lina, ANSWERS, begun)
    walker = Walker(demonstration_office(lina), begun, evidence=lambda key: paper, seal=False)
    case_id = walker.submit(application)
    parts = dict(Part.objects.filter(case_id=case_id).order_by("id").values_list("item", "pk"))
    for item in ("R01", "B21"):
        _until(walker, parts[item], Status.CLOSED)
    for item in ("B01", "B04", "B05", "B06", "B07"):
        _until(walker, parts[item], Status.ACCEPTED)
    for item in ("B04", "B07"):
        _until(walker, parts[item], Status.CLOSED)
    walker.next_act(parts["B05"])
    _stop_for_the_water_test(walker, parts["B06"])
    _give_the_first_opinion(walker, parts["B01"])
    number = Case.objects.values_list("number", flat=True).get(pk=case_id)
    return Story(case_id, number, parts)


def _working_days_before(at: datetime, days: int) -> datetime:
    calendar, day = current_calendar(), law_day(at)
    while days:
        day -= timedelta(days=1)
        days -= calendar.is_working_day(day)
    return datetime.combine(day, time(9, 30), tzinfo=LAW_ZONE)


def _until(walker: Walker, part: str, status: Status) -> None:
    while load(part).state.status is not status:
        if not walker.next_act(part):
            raise RuntimeError(f"{load(part).state.item} does not become {status}")


def _stop_for_the_water_test(walker: Walker, part: str) -> None:
    walker.next_act(part)
    walker.next_act(part)


def _give_the_first_opinion(walker: Walker, part: str) -> None:
    first = load(part).state.reviews[0].department
    reviewer = walker.office.approver(first)
    services.claim_review(part=part, department=first, actor=reviewer, at=walker.at, key=new_id())
    walker.at += timedelta(minutes=40)
    services.give_opinion(part=part, department=first, verdict="agree", actor=reviewer, at=walker.at, key=new_id())


def floor_plan() -> bytes:
    """A drawing of two rooms as PNG: what an applicant would photograph."""
    sheet = Image.new("RGB", (900, 640), "white")
    pen = ImageDraw.Draw(sheet)
    for box in ((60, 60, 840, 580), (60, 60, 520, 580), (520, 60, 840, 300)):
        pen.rectangle(box, outline="black", width=5)
    pen.line((480, 580, 400, 580), fill="white", width=9)
    for x in (130, 250, 370):
        for y in (160, 320):
            pen.rectangle((x, y, x + 70, y + 50), outline="black", width=2)
    kept = BytesIO()
    sheet.save(kept, "PNG", optimize=True)
    return kept.getvalue()
