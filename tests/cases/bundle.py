"""开餐饮店 (E05) as tests apply for it: seven items of the shipped catalogue, stored by their content, without publishing the rest."""

from datetime import UTC, datetime

from onewindow.cases import services
from onewindow.cases.change import state_of
from onewindow.cases.models import Case, Part
from onewindow.cases.submission import Application, ItemVersion
from onewindow.catalog import calendars, packaged, versions
from onewindow.core.clock import LAW_ZONE
from onewindow.core.commands import Actor, Given
from onewindow.core.terms import DocumentKey, Need
from onewindow.ledger.ids import new_id
from onewindow.ledger.store import events_of
from tests.cast import CHEN_TAO, LI_NA, LIU_YANG, WANG_QIANG, ZHAO_MIN

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=LAW_ZONE)
CODES = ("R01", "B21", "B01", "B04", "B05", "B06", "B07")
AFTER_THE_LICENCE = ("B01", "B04", "B05", "B06", "B07")
LICENCE = DocumentKey("BL", "firm")
HEALTH = DocumentKey("HEALTH", "staff")
APPROVERS = {
    "market": CHEN_TAO,
    "fire": ZHAO_MIN,
    "city_management": LIU_YANG,
    **{name: Actor(f"01jz-{name}", frozenset({"approver"}), name) for name in ("water", "ecology", "health_examination")},
}


def load() -> None:
    """The calendar and the seven items, as publishing would store them."""
    calendars.load_all(packaged.city_calendar_body(), actor_id="", at=datetime(2024, 1, 1, tzinfo=UTC))
    for record in packaged.read(packaged.CITY):
        if record.kind == "item" and record.code in CODES:
            versions.add_item(record.body)


def item(code: str) -> ItemVersion:
    catalogue = packaged.city()
    return ItemVersion(catalogue.terms(code), catalogue.item_version(code))


def application(*codes: str, answers=None, without=(), applicant=LI_NA) -> Application:
    """All materials but `without` and the documents that the bundle itself yields, handed in."""
    items = tuple(item(code) for code in codes or CODES)
    yielded = {result.key for one in items for result in one.terms.results}
    keys = {
        material.key: None
        for one in items
        for material in one.terms.materials
        if material.key not in yielded and material.need is not Need.CONDITIONAL and not material.generated
    }
    return Application(
        applicant=applicant.id,
        applicant_kind="person",
        items=items,
        answers=answers or {"shop_name": "禾味小馆"},
        given=tuple(Given(key, "asked", "file:1") for key in keys if key not in without),
        bundle="E05",
        catalogue=packaged.city().hash,
        lead_department="market",
    )


def apply(*codes: str, at: datetime = MONDAY, **details) -> dict[str, str]:
    """The ids of the parts by item."""
    found = services.submit_application(application(*codes, **details), actor=LI_NA, at=at, key=new_id())
    return parts_of(found.stream_id)


def parts_of(case: str) -> dict[str, str]:
    return dict(Part.objects.filter(case_id=Case.objects.get(pk=case).pk).values_list("item", "pk"))


def grant(part: str, code: str, at: datetime = MONDAY) -> None:
    """Accept, hear the departments, decide for the applicant."""
    terms = item(code).terms
    own = APPROVERS[terms.department]
    services.accept(part=part, tolerate=True, promise="十日内补齐", actor=WANG_QIANG, at=at, key=new_id())
    for review in terms.reviews:
        services.give_opinion(
            part=part, department=review.department, verdict="agree", actor=APPROVERS[review.department], at=at, key=new_id()
        )
    services.claim_decision(part=part, actor=own, at=at, key=new_id())
    missing = state_of(part).supplements
    if missing:
        given = tuple(Given(key, "asked", "file:2") for key in missing)
        services.supply_supplement(part=part, given=given, actor=LI_NA, at=at, key=new_id())
    services.grant(part=part, actor=own, at=at, key=new_id())


def issue(part: str, code: str, at: datetime = MONDAY) -> None:
    services.issue(part=part, actor=APPROVERS[item(code).terms.department], at=at, key=new_id())


def status(part: str) -> str:
    return Part.objects.get(pk=part).status


def kinds(stream: str) -> list[str]:
    """What happened, by name."""
    return [type(one.event).__name__ for one in events_of(stream)]
