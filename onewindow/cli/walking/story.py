"""One case for pictures: 李娜 opens a restaurant, and the case is left in the middle, with every kind of state to be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from onewindow.accounts.actors import actor_of
from onewindow.accounts.models import User
from onewindow.cases import services, worker
from onewindow.cases.change import load
from onewindow.cases.documents import is_sealed
from onewindow.cases.models import Case, Part
from onewindow.catalog import versions
from onewindow.catalog.calendars import current as current_calendar
from onewindow.cli.walking.city import application_for
from onewindow.cli.walking.driver import Walker
from onewindow.cli.walking.sample import demonstration_office
from onewindow.core.clock import LAW_ZONE, law_day
from onewindow.core.commands import SYSTEM
from onewindow.core.state import PartState, Status
from onewindow.files.storage import store
from onewindow.ledger.ids import new_id

BUNDLE = "E05"
BEGUN_DAYS_AGO = 4
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
    """Take the case to the middle, as of four working days before `at` and the days after; the city is loaded already.

    The business licence and four more are done; the food licence waits for one of two opinions; the discharge licence stands
    still for a water test. Nobody else may work on the database meanwhile; the worker comes afterwards.
    """
    lina = actor_of(User.objects.get(username="lina"))
    begun = _working_days_before(at, BEGUN_DAYS_AGO)
    catalogue = versions.current()
    paper = store(owner=lina.id, data=floor_plan(), name="平面图.png", at=begun).address
    asked = application_for(catalogue, BUNDLE, lina, ANSWERS, begun)
    given = tuple(one._replace(evidence=paper) if one.evidence else one for one in asked.given)
    application = replace(asked, given=given)
    walker = Walker(demonstration_office(lina), begun, evidence=lambda key: paper, seal=False)
    case_id = walker.submit(application)
    parts = dict(Part.objects.filter(case_id=case_id).order_by("id").values_list("item", "pk"))
    _finish(walker, parts["R01"])
    _go_to(walker, at, days_ago=2)
    for item in ("B01", "B04", "B05", "B06", "B07"):
        _until(walker, parts[item], lambda state: state.status is Status.ACCEPTED)
    for item in ("B04", "B05", "B07"):
        _finish(walker, parts[item])
    _finish(walker, parts["B21"])
    _go_to(walker, at, days_ago=1)
    _until(walker, parts["B06"], lambda state: state.is_paused)
    _give_the_first_opinion(walker, parts["B01"])
    number = Case.objects.values_list("number", flat=True).get(pk=case_id)
    return Story(case_id, number, parts)


def _working_days_before(at: datetime, days: int) -> datetime:
    calendar, day = current_calendar(), law_day(at)
    while days:
        day -= timedelta(days=1)
        days -= calendar.is_working_day(day)
    return datetime.combine(day, time(9, 30), tzinfo=LAW_ZONE)


def _go_to(walker: Walker, at: datetime, *, days_ago: int) -> None:
    walker.at = max(walker.at, _working_days_before(at, days_ago))


def _until(walker: Walker, part: str, reached: Callable[[PartState], bool]) -> None:
    while not reached(load(part).state):
        if not walker.next_act(part):
            raise RuntimeError(f"{load(part).state.item} does not get there")


def _finish(walker: Walker, part: str) -> None:
    """To the end; certificates go to the applicant's account, as the worker would send them."""
    _until(walker, part, lambda state: state.is_ended or state.status is Status.ISSUED)
    if load(part).state.is_ended:
        return
    worker.seal_certificates(part, walker.at)
    if is_sealed(part) and any(result.certificate for result in load(part).facts.terms.results):
        services.deliver(part=part, way="electronic", receiver="申请人账户", actor=SYSTEM, at=walker.at, key=f"deliver:{part}")
    _until(walker, part, lambda state: state.is_ended)


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
    for box in ((20, 20, 880, 620), (20, 20, 520, 620), (520, 20, 880, 300)):
        pen.rectangle(box, outline="black", width=4)
    pen.line((480, 620, 400, 620), fill="white", width=9)
    for x in (130, 250, 370):
        for y in (160, 320):
            pen.rectangle((x, y, x + 70, y + 50), outline="black", width=2)
    kept = BytesIO()
    sheet.save(kept, "PNG", optimize=True)
    return kept.getvalue()
