"""The guide of an item or a bundle, generated from the published catalogue (行政许可法 §30; 国令716 §6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import ngettext

from onewindow.catalog import calendars, versions
from onewindow.catalog.catalogue import Catalogue
from onewindow.catalog.records import Item, MaterialNote
from onewindow.core.clock import law_day
from onewindow.core.procedure import PROFILES, promised_limit, statutory_limit
from onewindow.core.terms import Need
from onewindow.materials.resolver import Resolved
from onewindow.pages.dates import spoken_days
from onewindow.pages.lanes import Lanes
from onewindow.pages.names import document_name, lang, office_name
from onewindow.pages.status import Status
from onewindow.portal.directory import planned
from onewindow.portal.medians import item_words
from onewindow.portal.needs import Needs, item_names, why_spared
from onewindow.portal.planning import plan_lanes


@dataclass(frozen=True, slots=True)
class GuideMaterial:
    """One material of the guide: asked for or spared, why, on what condition."""

    name: str
    status: Status
    text: str
    copies: str


@dataclass(frozen=True, slots=True)
class GuideStep:
    title: str
    text: str
    actor: str


@dataclass(frozen=True, slots=True)
class ItemPart:
    """One item of a bundle, by its guide."""

    code: str
    name: str
    department: str
    promised: str
    href: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    """The page for an item (`item`) or a bundle (`parts`)."""

    code: str
    name: str
    is_bundle: bool
    summary: str
    outcome: str
    who: str
    conditions: tuple[str, ...]
    how: tuple[str, ...]
    materials: tuple[GuideMaterial, ...]
    steps: tuple[GuideStep, ...]
    questions: tuple[tuple[str, str], ...]
    fee: str
    where: str
    phone: str
    basis: tuple[str, ...]
    department: str
    promised: str
    statutory: str
    statutory_basis: str
    others: str
    results: tuple[str, ...]
    illustrative: tuple[str, ...]
    parts: tuple[ItemPart, ...]
    in_bundles: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    lanes: Lanes | None
    start_href: str
    remedies: str
    official_code: str


ILLUSTRATIVE = {
    "limit": N_("时限"),
    "materials": N_("材料"),
    "promise": N_("承诺的天数"),
    "guide": N_("办理说明"),
    "codes": N_("编码"),
    "reviews": N_("征求意见的部门"),
    "items": N_("包含的事项"),
    "lead": N_("牵头部门"),
}


def build_guide(code: str, *, at: datetime) -> GuidePage:
    """Everything that is published about an item or a bundle. Raises NotInCatalogue."""
    catalogue = versions.current(at)
    needs = planned(code)
    return _bundle_guide(catalogue, code, needs, at) if code in catalogue.bundles else _item_guide(catalogue, code, needs, at)


def _materials(catalogue: Catalogue, needs: Needs) -> tuple[GuideMaterial, ...]:
    return tuple(material_line(catalogue, one) for one in sorted(needs.resolved, key=lambda one: one.is_spared))


def material_line(catalogue: Catalogue, one: Resolved) -> GuideMaterial:
    notes = [note for code in one.items if (note := catalogue.item(code).notes.get(one.key))]
    how = notes[0].how.name(lang()) if notes else ""
    users = _("%(items)s要用。") % {"items": item_names(catalogue, one.items)} if len(one.items) > 1 else ""
    if one.is_spared:
        return GuideMaterial(document_name(one.key, catalogue), Status("done", _("免交")), why_spared(catalogue, one), "")
    word = _("可以后补") if one.need is Need.TOLERABLE else _("交一样就行") if one.group else _("要交")
    copies = _copies(notes[0]) if notes else ""
    kind = "wait" if one.need is Need.TOLERABLE else "you"
    return GuideMaterial(
        document_name(one.key, catalogue), Status(kind, word), " ".join(text for text in (how, users) if text), copies
    )


def _copies(note: MaterialNote) -> str:
    """How many the window takes on paper; nothing where it takes none."""
    if note.original and note.copies:
        return _("到窗口办带原件 %(original)s 份、复印件 %(copies)s 份。") % {"original": note.original, "copies": note.copies}
    if note.copies:
        return _("到窗口办带复印件 %(copies)s 份。") % {"copies": note.copies}
    return _("到窗口办带原件 %(original)s 份。") % {"original": note.original} if note.original else ""


def _illustrative(provenance: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_(ILLUSTRATIVE.get(part, part)) for part, origin in provenance.items() if origin.startswith("illustrative"))


def _item_guide(catalogue: Catalogue, code: str, needs: Needs, at: datetime) -> GuidePage:
    item = catalogue.item(code)
    guide, terms = item.guide, item.terms
    promised, statutory = promised_limit(terms), statutory_limit(terms)
    office = office_name(terms.department, catalogue)
    return GuidePage(
        code=code,
        name=item.name(lang()),
        is_bundle=False,
        summary=guide.summary.name(lang()),
        outcome="",
        who=guide.who.name(lang()) or _who(item),
        conditions=tuple(text.name(lang()) for text in guide.conditions),
        how=tuple(text.name(lang()) for text in guide.how)
        or (_("网上办：在这里填好提交。"), _("窗口办：到政务大厅综合窗口，带上身份证。")),
        materials=_materials(catalogue, needs),
        steps=tuple(
            GuideStep(step.title.name(lang()), step.text.name(lang()), _actor(catalogue, step.actor)) for step in guide.steps
        )
        or _steps(catalogue, item),
        questions=tuple((question.name(lang()), answer.name(lang())) for question, answer in guide.questions),
        fee=guide.fee.name(lang()) or _("不收费"),
        where=guide.where.name(lang()) or _("网上办，不用到场；也可以到政务大厅任何一个综合窗口。"),
        phone=guide.phone or "12345",
        basis=guide.basis or tuple(text for text in (statutory.basis,) if text),
        department=office,
        promised=spoken_days(promised.days, promised.unit),
        statutory=spoken_days(statutory.days, statutory.unit) if statutory.days else _("当场"),
        statutory_basis=statutory.basis,
        others=item_words(code, at),
        results=tuple(document_name(result.key, catalogue) for result in terms.results),
        illustrative=_illustrative(item.provenance),
        parts=(),
        in_bundles=tuple(
            (bundle.name(lang()), reverse("portal:guide", args=[bundle.code]))
            for bundle in catalogue.bundles.values()
            if code in bundle.items
        ),
        facts=(
            (
                spoken_days(promised.days, promised.unit),
                _("承诺；法律最多 %(days)s") % {"days": spoken_days(statutory.days, statutory.unit)},
            ),
            (
                ngettext("%(count)s 份材料", "%(count)s 份材料", needs.asked_count) % {"count": needs.asked_count},
                _("另有 %(count)s 份免交") % {"count": len(needs.spared)},
            ),
            (_("%(count)s 次") % {"count": terms.visits} if terms.visits else _("不用到场"), _("要到场几次")),
        ),
        lanes=None,
        start_href=reverse("portal:start", args=[code]),
        remedies=_remedies(item),
        official_code=item.handling_code,
    )


def _bundle_guide(catalogue: Catalogue, code: str, needs: Needs, at: datetime) -> GuidePage:
    bundle, plan = catalogue.bundle(code), needs.plan
    parts = tuple(part_line(catalogue, item) for item in bundle.items)
    return GuidePage(
        code=code,
        name=bundle.name(lang()),
        is_bundle=True,
        summary=bundle.summary.name(lang()),
        outcome=bundle.outcome.name(lang()),
        who=_applicants(bundle.applicants),
        conditions=(),
        how=(_("网上办：一次填好，一次提交，几个部门一起办。"), _("窗口办：到政务大厅任何一个综合窗口，工作人员替您填。")),
        materials=_materials(catalogue, needs),
        steps=_bundle_steps(catalogue, needs),
        questions=(),
        fee=_("不收费；检测、体检这类中介服务另算"),
        where=_("网上办，不用到场；也可以到政务大厅任何一个综合窗口。"),
        phone="12345",
        basis=(bundle.joint.basis,) if bundle.joint else (),
        department=office_name(bundle.lead, catalogue),
        promised=spoken_days(plan.critical_path_days),
        statutory="",
        statutory_basis="",
        others=item_words(plan.critical_path[-1], at) if plan.critical_path else "",
        results=(),
        illustrative=_illustrative(bundle.provenance) + (_("各事项标明的部分"),),
        parts=parts,
        in_bundles=(),
        facts=(
            (spoken_days(plan.critical_path_days), _("一项一项办要 %(days)s") % {"days": spoken_days(plan.serial_days)}),
            (
                ngettext("%(count)s 份材料", "%(count)s 份材料", needs.asked_count) % {"count": needs.asked_count},
                _("原要 %(all)s 份，免交 %(count)s 份") % {"all": plan.separate_materials, "count": plan.spared_slots},
            ),
            (_("1 次填表"), _("%(count)s 个部门一起办") % {"count": len({part.department for part in parts})}),
        ),
        lanes=lanes_of(catalogue, needs, at),
        start_href=reverse("portal:start", args=[code]),
        remedies="",
        official_code="",
    )


def lanes_of(catalogue: Catalogue, needs: Needs, at: datetime) -> Lanes:
    """The plan as it would go if it were sent today by somebody whose papers are ready."""
    statuses = {}
    for code in needs.plan.items:
        waits = needs.plan.waits_for(code)
        word = _("等%(document)s") % {"document": document_name(waits[0], catalogue)} if waits else _("马上开始")
        statuses[code] = Status("wait" if waits else "doing", word)
    return plan_lanes(
        catalogue, needs.plan, statuses=statuses, calendar=calendars.current(), today=law_day(at), today_word=_("今天交")
    )


def part_line(catalogue: Catalogue, code: str) -> ItemPart:
    item = catalogue.item(code)
    limit = promised_limit(item.terms)
    return ItemPart(
        code,
        item.name(lang()),
        office_name(item.terms.department, catalogue),
        spoken_days(limit.days, limit.unit),
        reverse("portal:guide", args=[code]),
    )


def _who(item: Item) -> str:
    return _applicants(item.applicants)


def _applicants(kinds: tuple[str, ...]) -> str:
    words = {"person": _("个人"), "firm": _("企业和个体工商户"), "institution": _("事业单位"), "government": _("机关")}
    return _("、").join(words.get(kind, kind) for kind in kinds) or _("个人和单位都可以")


def _actor(catalogue: Catalogue, actor: str) -> str:
    return _("您") if actor == "applicant" else _("综合窗口") if actor == "clerk" else office_name(actor, catalogue)


def _steps(catalogue: Catalogue, item: Item) -> tuple[GuideStep, ...]:
    """The lawful steps of the item's procedure, in order."""
    terms = item.terms
    office = office_name(terms.department, catalogue)
    found = [
        GuideStep(_("申请"), _("填好，交材料，提交。系统给您受理号。"), _("您")),
        GuideStep(_("受理"), _("五个工作日内看材料齐不齐；要补的一次说全。"), _("综合窗口")),
    ]
    if terms.reviews:
        names = _("、").join(office_name(review.department, catalogue) for review in terms.reviews)
        found.append(GuideStep(_("征求意见"), _("几个部门同时看，各给一个意见。"), names))
    promised = promised_limit(terms)
    found.append(
        GuideStep(
            _("审查和决定"),
            _("承诺 %(days)s。不予办理的，写明理由和救济办法。") % {"days": spoken_days(promised.days, promised.unit)},
            office,
        )
    )
    if terms.results:
        names = _("、").join(document_name(result.key, catalogue) for result in terms.results)
        found.append(GuideStep(_("出证和送达"), _("决定后十个工作日内送达：%(results)s。") % {"results": names}, office))
    return tuple(found)


def _bundle_steps(catalogue: Catalogue, needs: Needs) -> tuple[GuideStep, ...]:
    found = [GuideStep(_("一次申请"), _("只填一张表，几个部门共用；已有的不用您交。"), _("您"))]
    for number, wave in enumerate(needs.plan.waves, 1):
        offices = _("、").join(dict.fromkeys(office_name(catalogue.terms(code).department, catalogue) for code in wave))
        title = _("第 %(number)s 步") % {"number": number} if len(needs.plan.waves) > 1 else _("同时办")
        found.append(
            GuideStep(
                title,
                _("%(items)s同时办。") % {"items": item_names(catalogue, wave)} if len(wave) > 1 else item_names(catalogue, wave),
                offices,
            )
        )
    return tuple(found)


def _remedies(item: Item) -> str:
    if PROFILES[item.terms.profile].remedies:
        return _("不服决定的，可以在六十日内申请行政复议，或者在六个月内向人民法院起诉。")
    return _("不满意的，可以打 12345 投诉。")
