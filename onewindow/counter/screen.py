"""The counter's one screen: who stands there and the worklist at left, the work in the middle, the answer at right, the keys below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from onewindow.accounts.models import Post, Window
from onewindow.cases import selectors
from onewindow.cases.selectors import CaseView
from onewindow.catalog import versions
from onewindow.catalog.search import Hit, search
from onewindow.core.commands import Actor
from onewindow.counter.answering import Answer
from onewindow.counter.filing import Filing
from onewindow.counter.in_front import InFront
from onewindow.counter.panels import Panel, build_panel
from onewindow.counter.part_page import PartPage
from onewindow.counter.printing import Papers, papers_of
from onewindow.counter.words import STATUS_WORDS
from onewindow.counter.worklist import Worklist, build_worklist
from onewindow.ledger.ids import new_id
from onewindow.pages.fields import Choice
from onewindow.pages.keys import KeyEntry
from onewindow.pages.names import lang
from onewindow.pages.status import Status

HITS = 9


@dataclass(frozen=True, slots=True)
class Lookup:
    """The box in which a number is typed: what is wrong with it, and whether a new person may be registered with it."""

    typed: str = ""
    error: str = ""
    is_new: bool = False
    name: str = ""
    phone: str = ""
    name_error: str = ""


@dataclass(frozen=True, slots=True)
class DonePart:
    """One part of what was just done."""

    id: str
    name: str
    number: str
    status: Status
    by: date | None


@dataclass(frozen=True)
class Done:
    """What the last key led to: number, state of each part, documents to print."""

    case: CaseView
    headline: str
    parts: tuple[DonePart, ...]
    papers: Papers


@dataclass(frozen=True)
class Screen:
    """Everything that the templates show."""

    worklist: Worklist
    window: str
    key: str
    who: InFront | None = None
    lookup: Lookup = field(default_factory=Lookup)
    query: str = ""
    hits: tuple[Hit, ...] = ()
    is_searched: bool = False
    filing: Filing | None = None
    part: PartPage | None = None
    panel: Panel | None = None
    problem: str = ""
    done: Done | None = None
    is_just_done: bool = False
    is_live: bool = False
    """A part of the screen that is renewed while somebody types: it must not take the focus."""

    @property
    def focus(self) -> str:
        """Where the hand goes next: a fault, the number, the item, the first open question, or the main key."""
        if self.is_live:
            return ""
        if self.panel:
            return "panel"
        if self.problem:
            return "answer"
        if self.lookup.error or self.lookup.is_new:
            return "lookup"
        if self.part or self.done:
            return "answer"
        if self.who is None:
            return "lookup"
        return self._focus_of_filing() if self.filing else "item"

    def _focus_of_filing(self) -> str:
        assert self.filing is not None
        first = next(iter(self.filing.sheet.open), None)
        return f"question:{first.id}" if first else "main"

    @property
    def keys(self) -> tuple[KeyEntry, ...]:
        """What works now, each with a click equal."""
        following = self.worklist.next_part
        keys = [KeyEntry("F2", _("下一件"), href=reverse("counter:part", args=[following]))] if following else []
        if self.part is None:
            keys += [KeyEntry("F3", _("换事项"), href="#item"), KeyEntry("F4", _("换人"), href="#number")]
        else:
            keys += [KeyEntry("F4", _("换人"), href=reverse("counter:desk"))]
        return (*keys, *self._acting_keys())

    def _acting_keys(self) -> Sequence[KeyEntry]:
        if self.filing is not None:
            return (
                KeyEntry("F6", _("扫描"), href="#materials"),
                KeyEntry("F8", _("核对全件"), form="filing", name="act", value="check"),
                KeyEntry("F9", _("受理"), form="filing", name="act", value="accept"),
                KeyEntry("F10", _("一次性告知"), form="filing", name="act", value="correct"),
                KeyEntry("F11", _("不予受理"), form="filing", name="act", value="refuse"),
            )
        if self.part is None:
            return ()
        keys = [KeyEntry("F6", _("扫描"), href="#materials")] if self.part.supply else []
        main = {"received": _("受理"), "issued": _("送达")}.get(self.part.state_name) or (_("收下") if self.part.supply else "")
        if main:
            keys.append(KeyEntry("F9", main, form="acts", name="act", value=self.main_act))
        if self.part.is_correctable:
            keys.append(KeyEntry("F10", _("一次性告知"), form="acts", name="act", value="correct"))
            keys.append(KeyEntry("F11", _("不予受理"), form="acts", name="act", value="refuse"))
        return keys

    @property
    def main_act(self) -> str:
        """What F9 does on a part."""
        assert self.part is not None
        named = {"received": "accept", "issued": "deliver"}
        return named.get(self.part.state_name, "supply")


def build_screen(
    actor: Actor,
    *,
    at: datetime,
    who: InFront | None = None,
    lookup: Lookup | None = None,
    query: str = "",
    after: str = "",
    done: str = "",
    is_just_done: bool = False,
    is_live: bool = False,
    filing: Filing | None = None,
    part: PartPage | None = None,
    answer: Answer | None = None,
    posted: QueryDict | None = None,
    key: str = "",
) -> Screen:
    """The screen as it stands after what was pressed."""
    answer = answer or Answer()
    current = part.part.id if part else ""
    return Screen(
        worklist=build_worklist(at=at, after=after, current=current),
        window=_window(actor),
        key=new_id() if answer.needs_new_key else key or new_id(),
        who=who,
        lookup=lookup or Lookup(),
        query=query,
        hits=tuple(hit for hit in hits_of(query) if filing is None or hit.code != filing.code),
        is_searched=bool(query),
        filing=filing,
        part=part,
        panel=_panel(answer, posted, filing, part),
        problem="" if answer.panel else answer.problem,
        done=done_of(actor, done, at=at) if done else None,
        is_just_done=is_just_done,
        is_live=is_live,
    )


def hits_of(query: str) -> tuple[Hit, ...]:
    """What the typed words, pinyin or initials may mean, best first."""
    return tuple(search(query, HITS, lang=lang())) if query.strip() else ()


def known_code(code: str) -> bool:
    """Whether the catalogue in force has this item or bundle."""
    catalogue = versions.current()
    return code in catalogue.items or code in catalogue.bundles


def done_of(actor: Actor, case_id: str, *, at: datetime) -> Done:
    """What was just done with a case. Raises NoSuchCase."""
    case = selectors.case_for(actor, case_id, at=at)
    parts = tuple(
        DonePart(one.id, one.name, one.state.number, Status(*STATUS_WORDS[one.state.status]), one.decide_by) for one in case.parts
    )
    return Done(case, _headline(case), parts, papers_of(case))


def _headline(case: CaseView) -> str:
    words = {
        "accepted": _("已受理，通知书可以打印"),
        "correcting": _("已一次性告知，告知书可以打印"),
        "not_accepted": _("已决定不予受理，决定书可以打印"),
        "received": _("已收件，还没有受理"),
    }
    found = [part.state.status.value for part in case.parts if part.state.status.value in words]
    return next((words[name] for name in ("not_accepted", "correcting", "accepted", "received") if name in found), _("已收件"))


def _panel(answer: Answer, posted: QueryDict | None, filing: Filing | None, part: PartPage | None) -> Panel | None:
    shown = filing or part
    if not answer.panel or shown is None:
        return None
    rows = [row for row in shown.rows if row.takes_scan or row.status.kind != "wait"]
    items = _refusable(filing, posted) if filing is not None and filing.is_bundle else ()
    return build_panel(answer.panel, posted, rows=rows, promise=shown.tolerance_promise, items=items, problem=answer.problem)


def _refusable(filing: Filing, posted: QueryDict | None) -> tuple[Choice, ...]:
    """Of a bundle, which item is not accepted."""
    chosen = posted.get("refused_item", "") if posted is not None else ""
    items = filing.catalogue.items
    return tuple(Choice(code, items[code].name(lang()), chosen=code == chosen) for code in filing.plan.items)


def _window(actor: Actor) -> str:
    post = Post.objects.filter(person_id=actor.id, role="clerk").exclude(window=None).select_related("window").first()
    window: Window | None = post.window if post else None
    return window.code if window else ""
