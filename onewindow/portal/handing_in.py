"""Handing something in after the application was sent: corrections, what may come later, what had to wait. One page for the three."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from onewindow.cases import services
from onewindow.cases.selectors import CaseView, PartView
from onewindow.cases.words import read_words
from onewindow.catalog import versions
from onewindow.core.commands import Actor, Given
from onewindow.core.state import Status as PartStatus
from onewindow.core.terms import DocumentKey
from onewindow.pages.fields import Problem, ScreenField, problems_of
from onewindow.pages.names import document_name, lang
from onewindow.portal.materials_page import file_field

REASONS = {
    "missing": _l("没有交"),
    "unclear": _l("看不清"),
    "incomplete": _l("不完整"),
    "expired": _l("过期了"),
    "mismatch": _l("和填的不一样"),
    "wrong": _l("不对"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One document: what is wrong with it or why it comes now, the rule behind it, how to make it, and its upload."""

    key: DocumentKey
    why: str
    rule: str
    how: str
    field: ScreenField


@dataclass(frozen=True, slots=True)
class HandInPage:
    """The page; `verb` is correct, supplement or supply."""

    case: CaseView
    part: PartView
    verb: str
    heading: str
    lead: str
    until: date | None
    wanted: tuple[Wanted, ...]
    problems: tuple[Problem, ...]


def verb_of(part: PartView) -> str:
    """What the part waits for from its applicant; empty when it waits for nothing."""
    state = part.state
    if state.status is PartStatus.CORRECTING:
        return "correct"
    if state.status is PartStatus.ACCEPTED and state.supplements:
        return "supplement"
    return "supply" if state.status is PartStatus.WAITING and state.suppliable() else ""


def wanted_keys(part: PartView) -> tuple[DocumentKey, ...]:
    """The documents that may be handed in now."""
    state = part.state
    verb = verb_of(part)
    if verb == "correct":
        return tuple(dict.fromkeys(defect.key for defect in state.defects if defect.key not in state.corrected))
    return {"supplement": state.supplements, "supply": state.suppliable()}.get(verb, ())


def build_hand_in_page(case: CaseView, part: PartView, *, errors: Mapping[str, str]) -> HandInPage:
    """All defects at once, each with its rule and how to put it right (行政许可法 §32(四))."""
    verb = verb_of(part)
    texts = read_words([defect.text for defect in part.state.defects])
    wanted = tuple(_wanted(part, key, texts, errors.get(str(key), "")) for key in wanted_keys(part))
    name = {"item": part.name}
    headings = {
        "correct": (
            _("%(item)s：请您补正 %(count)s 处") % {**name, "count": len(wanted)},
            _("要补的都在这里，只说这一次。可以一样一样交，都交齐了就接着办。"),
        ),
        "supplement": (_("%(item)s：后补材料") % name, _("已经先受理了，补齐这些才能作决定。")),
        "supply": (_("%(item)s：请您交材料") % name, _("前面的证照出来了，现在可以办这些了。交齐就开始。")),
    }
    heading, lead = headings[verb]
    until = {"correct": part.state.correction_until, "supplement": part.state.supplement_until}.get(verb)
    return HandInPage(case, part, verb, heading, lead, until, wanted, problems_of(one.field for one in wanted))


def _wanted(part: PartView, key: DocumentKey, texts: Mapping[str, str], error: str) -> Wanted:
    catalogue = versions.current()
    item = catalogue.items.get(part.state.item)
    note = item.notes.get(key) if item else None
    defects = [defect for defect in part.state.defects if defect.key == key]
    why = _("；").join(texts.get(defect.text) or str(REASONS.get(defect.reason, defect.reason)) for defect in defects)
    asked_by = _("《%(item)s》办事指南的材料清单") % {"item": part.name}
    return Wanted(
        key=key,
        why=why if verb_of(part) == "correct" else "",
        rule=_("%(list)s；行政许可法第三十二条") % {"list": asked_by} if verb_of(part) == "correct" else asked_by,
        how=" ".join(text for text in ((note.how.name(lang()), note.why.name(lang())) if note else ()) if text),
        field=file_field(
            key,
            catalogue=catalogue,
            held=None,
            error=error,
            label=_("交%(document)s") % {"document": document_name(key, catalogue)},
        ),
    )


def hand_in(part: PartView, given: tuple[Given, ...], *, actor: Actor, at: datetime, key: str) -> None:
    """Send what was uploaded with the verb that the part waits for. Raises as the services do."""
    verbs = {
        "correct": services.supply_correction,
        "supplement": services.supply_supplement,
        "supply": services.supply_awaited,
    }
    verbs[verb_of(part)](part=part.id, given=given, actor=actor, at=at, key=key)
