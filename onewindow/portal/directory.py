"""Finding something: bundle rows with their days, search answers, items by department."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _

from onewindow.catalog import versions
from onewindow.catalog.catalogue import Catalogue
from onewindow.catalog.search import search
from onewindow.core.planner import Plan
from onewindow.core.procedure import promised_limit
from onewindow.pages.cells import DayCell, DayKind, Strip, build_strip, plan_strip
from onewindow.pages.dates import spoken_days
from onewindow.pages.names import lang, office_name
from onewindow.portal.needs import Needs, needs_of

FIRST = ("E05", "C01", "C03", "C02", "E01", "C08", "E06")
"""What people ask for most; the others follow by code."""
LONGEST_STRIP = 60


@dataclass(frozen=True, slots=True)
class BundleRow:
    """One bundle: its departments, its days as cells, what is spared."""

    code: str
    name: str
    summary: str
    theme: str
    href: str
    departments: int
    items: int
    days: int
    serial_days: int
    spared: int
    strip: Strip


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item: who handles it and in how many days."""

    code: str
    name: str
    href: str
    department: str
    days: str


def order_of(code: str) -> tuple[int, str]:
    return (FIRST.index(code) if code in FIRST else len(FIRST), code)


def bundle_rows(applicant: str = "") -> tuple[BundleRow, ...]:
    """Bundles for a `person` or a `firm` (empty: all), what is asked for most first."""
    catalogue = versions.current()
    rows = _rows(catalogue.hash, lang())
    fitting = [code for code, bundle in catalogue.bundles.items() if not applicant or applicant in bundle.applicants]
    return tuple(rows[code] for code in sorted(fitting, key=order_of))


def planned(code: str) -> Needs:
    """The needs of a bundle or item before anything is answered, for somebody who has his identity card."""
    return _planned(versions.current().hash, code)


@lru_cache(maxsize=512)
def _planned(catalogue_hash: str, code: str) -> Needs:
    catalogue = versions.load(catalogue_hash)
    return needs_of(catalogue, catalogue.codes_of(code), owner=None, answers={}, at=datetime(2000, 1, 1, tzinfo=UTC))


@lru_cache(maxsize=16)
def _rows(catalogue_hash: str, language: str) -> Mapping[str, BundleRow]:
    catalogue = versions.load(catalogue_hash)
    return {code: _row(catalogue, code, language) for code in catalogue.bundles}


def _row(catalogue: Catalogue, code: str, language: str) -> BundleRow:
    bundle, needs = catalogue.bundles[code], _planned(catalogue.hash, code)
    plan = needs.plan
    words = _("一起办 %(days)s，一项一项办 %(serial)s") % {
        "days": spoken_days(plan.critical_path_days),
        "serial": spoken_days(plan.serial_days),
    }
    return BundleRow(
        code=code,
        name=bundle.name(language),
        summary=bundle.summary.name(language),
        theme=bundle.theme.name(language),
        href=reverse("portal:guide", args=[code]),
        departments=len({catalogue.terms(item).department for item in plan.items}),
        items=len(plan.items),
        days=plan.critical_path_days,
        serial_days=plan.serial_days,
        spared=plan.spared_slots,
        strip=strip_of(plan, words),
    )


def strip_of(plan: Plan, words: str) -> Strip:
    """Plan days, then what one after another would cost more; a very long row is drawn with narrower cells."""
    days, serial = max(plan.critical_path_days, 1), max(plan.serial_days, 1)
    if serial <= 27:
        return plan_strip(days, serial, words)
    scale = serial / LONGEST_STRIP if serial > LONGEST_STRIP else 1
    shown, total = max(1, round(days / scale)), max(1, round(serial / scale))
    cells = [DayCell(DayKind.DONE)] * shown + [DayCell(DayKind.SAVED)] * max(total - shown, 0)
    return build_strip(cells, words, width=max(4.0, 430 / total - 2), gap=2)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was found for what was typed."""

    query: str
    bundles: tuple[BundleRow, ...]
    items: tuple[ItemRow, ...]

    @property
    def count(self) -> int:
        return len(self.bundles) + len(self.items)


def build_search(query: str) -> SearchPage:
    """Bundles first, then items; an empty text finds nothing."""
    text = query.strip().replace("\x00", "")[:100]
    catalogue = versions.current()
    hits = search(text, 20, lang=lang(), catalogue=catalogue) if text else []
    rows = _rows(catalogue.hash, lang())
    return SearchPage(
        text,
        tuple(rows[hit.code] for hit in hits if hit.kind == "bundle")[:5],
        tuple(item_row(catalogue, hit.code) for hit in hits if hit.kind == "item")[:12],
    )


def item_row(catalogue: Catalogue, code: str) -> ItemRow:
    item = catalogue.item(code)
    limit = promised_limit(item.terms)
    return ItemRow(
        code,
        item.name(lang()),
        reverse("portal:guide", args=[code]),
        office_name(item.terms.department, catalogue),
        spoken_days(limit.days, limit.unit),
    )


@dataclass(frozen=True, slots=True)
class OfficeGroup:
    """A department with its items."""

    code: str
    name: str
    items: tuple[ItemRow, ...]


def offices_with_items(applicant: str = "") -> tuple[OfficeGroup, ...]:
    """Departments by the number of their items."""
    catalogue = versions.current()
    grouped: dict[str, list[str]] = {}
    for code, item in catalogue.items.items():
        if not applicant or applicant in item.applicants:
            grouped.setdefault(item.terms.department, []).append(code)
    groups = [
        OfficeGroup(office, office_name(office, catalogue), tuple(item_row(catalogue, code) for code in codes))
        for office, codes in grouped.items()
    ]
    return tuple(sorted(groups, key=lambda group: (-len(group.items), group.code)))


def themes(rows: Iterable[BundleRow]) -> tuple[tuple[str, tuple[BundleRow, ...]], ...]:
    """Bundles by theme, in the order of the rows."""
    grouped: dict[str, list[BundleRow]] = {}
    for row in rows:
        grouped.setdefault(row.theme or _("其他"), []).append(row)
    return tuple((theme, tuple(found)) for theme, found in grouped.items())
