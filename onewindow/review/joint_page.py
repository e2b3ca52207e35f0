"""The joint screen of one part: what everybody sees of it on one page, put together for one desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from onewindow.cases import notices
from onewindow.cases.selectors import CaseView, Happening, PartView, documents_of, history, name_of
from onewindow.certs.models import Document
from onewindow.core import events as e
from onewindow.core.clock import law_day
from onewindow.core.state import Status as PartStatus
from onewindow.ledger.store import events_of
from onewindow.pages.names import lang, office_name
from onewindow.pages.status import Status
from onewindow.pages.timeline import TimelineEntry
from onewindow.review.acts_pane import ActsPane, build_acts
from onewindow.review.desks import Desk
from onewindow.review.forms import NOTHING, Typed
from onewindow.review.keys import Key, keys_of
from onewindow.review.lanes import Plan, build_plan
from onewindow.review.materials import MaterialsPane, build_materials
from onewindow.review.offers import own_review
from onewindow.review.opinions import Opinion, OtherPart, Past, RuleLine, conflict_of, opinions_of, other_parts, past_of, rules_of
from onewindow.review.people import applicant_names, people_of, staff_names
from onewindow.review.status import status_of, time_left
from onewindow.review.story import build_story, document_href, tell
from onewindow.review.worklist_page import next_part, part_href

TITLES = ("shop_name", "project_name", "company_name")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that an act called for; sealed already, or being sealed."""

    title: str
    number: str
    href: str
    is_sealed: bool


@dataclass(frozen=True, slots=True)
class Done:
    """What just happened, and the documents that come of it."""

    sentence: str
    meaning: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Live:
    """What changes while one reads: opinions, other parts, conflict. `seen` tells one state from the next."""

    opinions: tuple[Opinion, ...]
    others: tuple[OtherPart, ...]
    agree: str
    disagree: str
    seen: str
    href: str


@dataclass(frozen=True, slots=True)
class JointPage:
    desk: Desk
    title: str
    item: str
    number: str
    facts: tuple[str, ...]
    status: Status
    plan: Plan
    materials: MaterialsPane
    live: Live
    past: Past
    rules: tuple[RuleLine, ...]
    timeline: tuple[TimelineEntry, ...]
    acts: ActsPane
    done: Done | None
    next: str
    worklist: str
    keys: tuple[Key, ...]


def build_joint(
    desk: Desk, case: CaseView, part: PartView, *, at: datetime, material: str = "", done: str = "", typed: Typed = NOTHING
) -> JointPage:
    """The page of a part for a desk; `done` is the sequence number of the act that led here, `typed` what was refused."""
    today = law_day(at)
    happenings = history(case)
    names = staff_names(people_of(case, happenings), desk=desk.code)
    documents = documents_of(case)
    acts = build_acts(part, desk, names, at=at, typed=typed)
    following = next_part(desk, other_than=part.id)
    materials = build_materials(
        case, part, chosen=material, href=lambda key: part_href(desk, part.id, material=key), query=desk.query, at=at
    )
    return JointPage(
        desk=desk,
        title=_title(case),
        item=name_of(part.state.item, lang()),
        number=part.state.number,
        facts=_facts(case),
        status=_due_status(part, desk, at),
        plan=build_plan(case, part, today=today, names=names),
        materials=materials,
        live=build_live(desk, case, part, happenings, names, at=at),
        past=past_of(part, at=at),
        rules=rules_of(case, part),
        timeline=build_story(part, happenings, documents, names, query=desk.query),
        acts=acts,
        done=_done(part, happenings, documents, names, done, desk),
        next=following,
        worklist=reverse("review:worklist") + (f"?{desk.query}" if desk.query else ""),
        keys=keys_of(acts, materials, following),
    )


def build_live(
    desk: Desk, case: CaseView, part: PartView, happenings: Sequence[Happening], names: dict[str, str], *, at: datetime
) -> Live:
    """The middle of the page, also asked for alone every few seconds."""
    agree, disagree = conflict_of(part)
    return Live(
        opinions=opinions_of(part, happenings, desk, names),
        others=other_parts(case, part, desk, names, today=law_day(at)),
        agree=agree,
        disagree=disagree,
        seen=version_of(case),
        href=reverse("review:live", args=[part.id]),
    )


def version_of(case: CaseView) -> str:
    """Changes whenever anything happens to any part of the case."""
    return "-".join(str(part.version) for part in case.parts)


def _title(case: CaseView) -> str:
    called = name_of(case.bundle or case.parts[0].state.item, lang())
    name = next((str(case.answers[key]) for key in TITLES if case.answers.get(key)), "")
    return f"{called} · {name}" if name else called


def _facts(case: CaseView) -> tuple[str, ...]:
    applicant = applicant_names([case.applicant]).get(case.applicant, "")
    return case.number, applicant, _("牵头：%(office)s") % {"office": office_name(case.lead_department)}


def _due_status(part: PartView, desk: Desk, at: datetime) -> Status:
    """The clock that concerns this desk: its opinion's, else the part's."""
    today = law_day(at)
    review = own_review(part, desk)
    if review is not None and not review.verdict and part.state.status is PartStatus.ACCEPTED:
        left = time_left(review.due_on, today=today, calendar=part.facts.calendar)
        return Status(left.kind, _("您的意见：%(left)s") % {"left": left.word})
    return status_of(part, today=today)


def _done(
    part: PartView, happenings: Sequence[Happening], documents: Sequence[Document], names: dict[str, str], done: str, desk: Desk
) -> Done | None:
    seq = int(done) if done.isdecimal() and len(done) < 8 else 0
    mine = [
        one for one in happenings if one.part_id == part.id and one.recorded.seq <= seq and one.recorded.actor == desk.actor.id
    ]
    if not mine or max(one.recorded.seq for one in mine) != seq:
        return None
    last = next(one for one in mine if one.recorded.seq == seq)
    together = [one for one in mine if one.recorded.recorded_at == last.recorded.recorded_at]
    told = [sentence for one in together if (sentence := tell(one, names)) is not None]
    sealed = {document.number for document in documents}
    papers = tuple(
        Paper(title, number, document_href(part.id, number, desk.query), number in sealed)
        for one in together
        for title, number in _called_for(one)
    )
    return Done(_("，").join(sentence for _shape, sentence, _meaning in told), told[-1][2] if told else "", papers)


def _called_for(one: Happening) -> tuple[tuple[str, str], ...]:
    """Title and number of what the event leads to; a result's certificate belongs to the permit's own stream."""
    event = one.recorded.event
    if isinstance(event, e.ResultIssued):
        return tuple(
            pair for _key, permit in event.documents for recorded in events_of(permit) for pair in notices.announced(recorded)
        )
    return notices.announced(one.recorded)
