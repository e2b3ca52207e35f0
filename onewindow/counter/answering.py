"""What a key of the counter led to: done, a panel to fill in, or a sentence that says what is missing. Broken rules become words here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

from onewindow.accounts.models import Department
from onewindow.cases import services
from onewindow.cases.change import KeyUsedForAnotherCommand, NoSuchKey
from onewindow.catalog import versions
from onewindow.core.commands import Actor, Given
from onewindow.core.rules import BrokenRule
from onewindow.core.state import Status
from onewindow.core.terms import DocumentKey
from onewindow.counter import filing_acts, panels
from onewindow.counter.filing import Filing
from onewindow.counter.part_page import PartPage
from onewindow.counter.words import WAYS
from onewindow.ledger.kernel import Conflict
from onewindow.pages.names import document_name
from onewindow.pages.wording import sentence


@dataclass(frozen=True, slots=True)
class Answer:
    """`case` is the id of what was done; else `panel` names what to fill in and `problem` says why nothing was done.

    `needs_new_key`: the form's key was used for something else, so that the next try needs one of its own.
    """

    case: str = ""
    panel: str = ""
    problem: str = ""
    needs_new_key: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key that was pressed on a form: by whom, when, with which idempotency key, and what was typed."""

    posted: QueryDict
    actor: Actor
    at: datetime
    key: str


def answer_filing(act: str, filing: Filing, pressed: Pressed) -> Answer:
    """Do what the key says with the filing."""
    do = _FILING.get(act)
    return _told(lambda: do(filing, pressed)) if do is not None else Answer(panel=_open_panel(pressed.posted))


def answer_part(act: str, page: PartPage, pressed: Pressed) -> Answer:
    """Do what the key says with the part; an act that there is not changes nothing."""
    do = _PART.get(act)
    return _told(lambda: do(page, pressed)) if do is not None else Answer(panel=_open_panel(pressed.posted))


def _open_panel(posted: QueryDict) -> str:
    return posted.get("panel", "") if posted.get("panel") in panels.PANELS else ""


def _told(do: Callable[[], Answer]) -> Answer:
    try:
        return do()
    except BrokenRule as broken:
        return Answer(problem=sentence(broken, name=spoken_code))
    except (KeyUsedForAnotherCommand, NoSuchKey):
        return Answer(problem=_("刚才那一次已经办了，内容和现在的不一样。看清楚再按一次，会另外办一件。"), needs_new_key=True)
    except Conflict:
        return Answer(problem=_("正好有人也在办这一件，这次没有办成。请再按一次。"))


def spoken_code(code: str) -> str:
    """A document key, a department's code or a status of a broken rule in words."""
    catalogue = versions.current()
    if code in catalogue.offices:
        return catalogue.office_name(code)
    if code.partition(":")[0] in catalogue.documents and code.count(":") <= 2:
        return document_name(DocumentKey.parse(code), catalogue)
    return Department.objects.filter(pk=code).values_list("short", flat=True).first() or code


def _accept_filing(filing: Filing, pressed: Pressed) -> Answer:
    if filing.is_tolerant:
        return Answer(panel="tolerate", problem=_("只差可以后补的材料。申请人承诺后补，就能受理。"))
    if not filing.is_complete:
        return Answer(problem=_("现在还不能受理：%(what)s。") % {"what": filing.headline})
    return Answer(case=filing_acts.file_and_accept(filing, actor=pressed.actor, at=pressed.at, key=pressed.key))


def _tolerate_filing(filing: Filing, pressed: Pressed) -> Answer:
    if not filing.is_tolerant:
        return _accept_filing(filing, pressed)
    promise = panels.read_promise(pressed.posted)
    if not promise:
        asked = pressed.posted.get("panel") == "tolerate"
        return Answer(panel="tolerate", problem=_("还差申请人的承诺。请他看一遍，同意了再勾选。") if asked else "")
    case = filing_acts.file_and_accept(filing, promise=promise, actor=pressed.actor, at=pressed.at, key=pressed.key)
    return Answer(case=case)


def _correct_filing(filing: Filing, pressed: Pressed) -> Answer:
    if not filing.is_askable:
        return Answer(problem=_("人就在面前，先把这些问清楚：%(what)s。一次性告知只列材料。") % {"what": filing.headline})
    keys = tuple(one.key for one in filing.resolved if one.how != "yielded" and one.key not in filing.gates)
    if pressed.posted.get("panel") != "correct":
        return Answer(panel="correct")
    defects = panels.read_defects(pressed.posted, keys)
    if not defects:
        return Answer(panel="correct", problem=_("至少勾一份要补正的材料。材料都没有问题，就按受理。"))
    return Answer(case=filing_acts.file_and_correct(filing, defects, actor=pressed.actor, at=pressed.at, key=pressed.key))


def _refuse_filing(filing: Filing, pressed: Pressed) -> Answer:
    if pressed.posted.get("panel") != "refuse":
        return Answer(panel="refuse")
    refusal = panels.read_refusal(pressed.posted)
    missing = _missing_of(refusal)
    item = pressed.posted.get("refused_item", "") if filing.is_bundle else filing.code
    if missing or item not in filing.plan.items:
        return Answer(panel="refuse", problem=missing or _("请选是哪一项不予受理。"))
    case = filing_acts.file_and_refuse(filing, item, refusal, actor=pressed.actor, at=pressed.at, key=pressed.key)
    return Answer(case=case)


def _missing_of(refusal: Mapping[str, str]) -> str:
    if not refusal["ground"]:
        return _("请选不予受理的原因。")
    if not refusal["reason"]:
        return _("请写明理由：事实、依据，还有他可以怎么办。")
    if refusal["ground"] == "not_competent" and not refusal["competent"]:
        return _("请写明该去哪个机关，好让他找得到。")
    return ""


_FILING: dict[str, Callable[[Filing, Pressed], Answer]] = {
    "accept": _accept_filing,
    "tolerate": _tolerate_filing,
    "correct": _correct_filing,
    "refuse": _refuse_filing,
}


def _accept(page: PartPage, pressed: Pressed) -> Answer:
    services.accept(part=page.part.id, actor=pressed.actor, at=pressed.at, key=pressed.key)
    return Answer(case=page.case.id)


def _tolerate(page: PartPage, pressed: Pressed) -> Answer:
    if pressed.posted.get("panel") != "tolerate":
        return Answer(panel="tolerate")
    promise = panels.read_promise(pressed.posted)
    services.accept(part=page.part.id, tolerate=True, promise=promise, actor=pressed.actor, at=pressed.at, key=pressed.key)
    return Answer(case=page.case.id)


def _correct(page: PartPage, pressed: Pressed) -> Answer:
    if pressed.posted.get("panel") != "correct":
        return Answer(panel="correct")
    keys = dict.fromkeys([*(need.key for need in page.part.state.needed), *(one.key for one in page.part.state.given)])
    defects = panels.read_defects(pressed.posted, keys)
    services.request_correction(part=page.part.id, defects=defects, actor=pressed.actor, at=pressed.at, key=pressed.key)
    return Answer(case=page.case.id)


def _refuse(page: PartPage, pressed: Pressed) -> Answer:
    if pressed.posted.get("panel") != "refuse":
        return Answer(panel="refuse")
    refusal = panels.read_refusal(pressed.posted)
    if problem := _missing_of(refusal):
        return Answer(panel="refuse", problem=problem)
    services.refuse_acceptance(
        part=page.part.id,
        ground=refusal["ground"],
        reason=refusal["reason"],
        competent=refusal["competent"],
        actor=pressed.actor,
        at=pressed.at,
        key=pressed.key,
    )
    return Answer(case=page.case.id)


def _deliver(page: PartPage, pressed: Pressed) -> Answer:
    way = pressed.posted.get("way", "")
    services.deliver(
        part=page.part.id,
        way=way if way in dict(WAYS) else "",
        receiver=panels.text(pressed.posted, "receiver"),
        actor=pressed.actor,
        at=pressed.at,
        key=pressed.key,
    )
    return Answer(case=page.case.id)


def _withdraw(page: PartPage, pressed: Pressed) -> Answer:
    if pressed.posted.get("panel") != "withdraw":
        return Answer(panel="withdraw")
    reason = panels.text(pressed.posted, "reason")
    services.withdraw(part=page.part.id, reason=reason, actor=pressed.actor, at=pressed.at, key=pressed.key)
    return Answer(case=page.case.id)


_SUPPLY = {
    Status.CORRECTING.value: services.supply_correction,
    Status.ACCEPTED.value: services.supply_supplement,
    Status.WAITING.value: services.supply_awaited,
}


def _supply(page: PartPage, pressed: Pressed) -> Answer:
    """The form says in which state it was shown, so that a second click asks for the same again and gets the same answer."""
    verb = _SUPPLY.get(pressed.posted.get("shown_in", ""))
    needed = [need.key for need in page.part.state.needed]
    given = tuple(Given(key, "asked", page.scans[str(key)].address) for key in needed if str(key) in page.scans)
    if verb is None:
        return Answer(problem=_("这一件现在没有要补的材料。刷新页面，看看办到哪一步。"))
    if not given:
        return Answer(problem=_("还没有扫描要补的材料。先扫描，再按收下。"))
    verb(part=page.part.id, given=given, actor=pressed.actor, at=pressed.at, key=pressed.key)
    return Answer(case=page.case.id)


_PART: dict[str, Callable[[PartPage, Pressed], Answer]] = {
    "accept": _accept,
    "tolerate": _tolerate,
    "correct": _correct,
    "refuse": _refuse,
    "deliver": _deliver,
    "withdraw": _withdraw,
    "supply": _supply,
}
