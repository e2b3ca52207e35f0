"""What the people and firms of the invented city hold, and what its registers know. Load after `accounts.demonstration`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as N_

from onewindow.accounts.demonstration import CAST, FOUNDED_AT, city
from onewindow.accounts.models import Organisation, Person, User
from onewindow.materials.models import Holding, RegisterEntry
from onewindow.materials.sources import Owner, subject_hash_of
from onewindow.materials.wallet import keep_document

POPULATION = N_("公安人口库")
REAL_NAME = N_("实名核验")
REAL_ESTATE = N_("不动产登记")
CERTIFICATES = N_("电子证照库")
FIRE_ACCEPTANCE = N_("建设工程消防验收备案库")
MARRIAGES = N_("婚姻登记库")
SOCIAL_SECURITY = N_("社会保险库")
HEALTHCARE = N_("医疗保障库")
HOUSING_FUND = N_("住房公积金库")
MARKET_ENTITIES = N_("市场主体登记库")

DEED: Mapping[str, Any] = {
    "source": REAL_ESTATE,
    "number": "云（2023）云陵市不动产权第0018623号",
    "issued_on": date(2023, 5, 22),
    "facts": {"address": "云陵市东市街 18 号", "area": 86, "use": "商业"},
}
"""The deed of a house is also the proof that one may use it as a place of business (HOUSE: 产权证/租赁合同)."""

LI_NA_HOLDS: tuple[Mapping[str, Any], ...] = (
    {"document_type": "PROPCERT", **DEED},
    {"document_type": "HOUSE", **DEED},
    {
        "document_type": "HEALTH",
        "source": CERTIFICATES,
        "number": "YL-JK-2024-03311",
        "issued_on": date(2024, 3, 1),
        "valid_until": date(2025, 2, 28),
    },
    {
        "document_type": "DRIVE",
        "source": CERTIFICATES,
        "number": "990100092284",
        "issued_on": date(2021, 8, 16),
        "valid_until": date(2027, 8, 16),
        "facts": {"class": "C1"},
    },
)

OF_LI_NA: tuple[tuple[str, str, str, date, Mapping[str, object]], ...] = (
    ("FIREACC", FIRE_ACCEPTANCE, "云消验备〔2024〕第 0917 号", date(2024, 11, 6), {"address": "云陵市东市街 18 号", "area": 86}),
    ("MARR", MARRIAGES, "J990100-2018-001206", date(2018, 5, 20), {}),
    ("SSC", SOCIAL_SECURITY, "YL00284417", date(2016, 9, 1), {}),
    ("MEDREG", HEALTHCARE, "YLYB284417", date(2016, 9, 1), {}),
    ("GJJ", HOUSING_FUND, "YLGJJ00284417", date(2017, 2, 3), {}),
)


@transaction.atomic
def load() -> None:
    """Give what is missing; what is there stays as it is."""
    usernames = [character.username for character in CAST] + [row["username"] for row in city()["applicants"]]
    for account in User.objects.filter(username__in=usernames).select_related("person"):
        if account.person is not None:
            _give_identity(account.person)
    li_na = User.objects.select_related("person").get(username="lina").person
    assert li_na is not None
    for row in LI_NA_HOLDS:
        _give(Owner.person(li_na.pk), row)
    for document_type, register, number, issued_on, facts in OF_LI_NA:
        _enter(Owner.person(li_na.pk), document_type, register, number, issued_on, facts)
    for firm in Organisation.objects.filter(credit_code__in=[row["credit_code"] for row in city()["firms"]]):
        facts = {"name": firm.name, "address": firm.address}
        _enter(Owner.organisation(firm.pk), "BL", MARKET_ENTITIES, firm.credit_code, date(2024, 2, 19), facts)


def _give_identity(person: Person) -> None:
    """Everybody has an identity card, which the police's register confirms, and was verified when his account was opened."""
    owner = Owner.person(person.pk)
    card = {"number": person.id_number, "issued_on": date(2020, 4, 8), "valid_until": date(2040, 4, 8)}
    _give(owner, {"document_type": "ID", "source": POPULATION, **card, "facts": {"name": person.name}})
    _give(owner, {"document_type": "AUTH", "source": REAL_NAME, "issued_on": date(2024, 1, 1)})
    _enter(owner, "HK", POPULATION, person.id_number, date(2020, 4, 8), {"name": person.name})


def _give(owner: Owner, row: Mapping[str, Any]) -> None:
    if not Holding.objects.filter(owner_kind=owner.kind, owner_id=owner.id, document_type=row["document_type"]).exists():
        keep_document(owner=owner, at=FOUNDED_AT, **row)


def _enter(owner: Owner, document_type: str, register: str, number: str, issued_on: date, facts: Mapping[str, object]) -> None:
    RegisterEntry.objects.get_or_create(
        register=register,
        subject_hash=subject_hash_of(owner),
        document_type=document_type,
        holder="",
        defaults={"number": number, "issued_on": issued_on, "facts": dict(facts)},
    )
