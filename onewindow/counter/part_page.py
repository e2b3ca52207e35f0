"""One part at the counter: what was handed in, how it stands, and what can be done with it now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from onewindow.cases.documents import is_sealed
from onewindow.cases.selectors import CaseView, PartView
from onewindow.catalog import versions
from onewindow.catalog.catalogue import Catalogue
from onewindow.core.clock import due_on, law_day
from onewindow.core.commands import Given
from onewindow.core.state import Status as State
from onewindow.core.terms import DocumentKey, Limit
from onewindow.counter.filing import Promise, Row, promise_of, promise_words
from onewindow.counter.happenings import timeline_of
from onewindow.counter.in_front import InFront
from onewindow.counter.printing import Papers, papers_of
from onewindow.counter.uploads import Scan
from onewindow.counter.words import STATUS_WORDS, WAYS
from onewindow.files.models import StoredFile
from onewindow.materials.models import Holding, RegisterEntry
from onewindow.pages.answers import source_words, spoken_answer
from onewindow.pages.dates import spoken_day
from onewindow.pages.fields import Choice
from onewindow.pages.names import document_name, lang
from onewindow.pages.status import Status
from onewindow.pages.timeline import TimelineEntry


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and its answer as read back."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a material came from, and whether there is a file to look at."""

    source: str
    dated: date | None = None
    file: str = ""
    content_type: str = ""


@dataclass(frozen=True)
class PartPage:
    """Everything the panes show of one part."""

    case: CaseView
    part: PartView
    who: InFront | None
    catalogue: Catalogue
    evidence: Mapping[DocumentKey, Evidence]
    scans: Mapping[str, Scan]
    errors: Mapping[str, str]
    looking_at: str
    reasons: Mapping[DocumentKey, str]
    way: str = ""
    receiver: str = ""

    @property
    def state_name(self) -> str:
        return self.part.state.status.value

    @property
    def status(self) -> Status:
        kind, word = STATUS_WORDS[self.part.state.status]
        return Status(kind, word)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The answers of the application that this item uses; empty once erased."""
        item = self.catalogue.items.get(self.part.state.item)
        names = [name for name in self.case.answers if item is None or name in item.fields or len(self.case.parts) == 1]
        questions = self.catalogue.questions
        return tuple(
            Pair(questions[name].title.name(lang()), spoken_answer(questions[name], self.case.answers[name]))
            for name in names
            if name in questions
        )

    @cached_property
    def supply(self) -> tuple[DocumentKey, ...]:
        """What the applicant may bring to the window now: the correction's list, the supplement, or what was awaited."""
        state = self.part.state
        if state.status is State.CORRECTING:
            return tuple(defect.key for defect in state.defects if defect.key not in state.corrected)
        if state.status is State.ACCEPTED:
            return state.supplements
        return state.suppliable() if state.status is State.WAITING else ()

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        keys = dict.fromkeys([*(need.key for need in self.part.state.needed), *(given.key for given in self.part.state.given)])
        given = {one.key: one for one in self.part.state.given}
        missing = {need.key: need.tolerable for need in self.part.state.missing()}
        rows = [self._row(key, number, given.get(key), missing) for number, key in enumerate(keys, 1)]
        return tuple(row for row in rows if row is not None)

    @property
    def missing(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_missing and not row.is_tolerable)

    @property
    def tolerable(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_missing and row.is_tolerable)

    @property
    def is_correctable(self) -> bool:
        """Whether the one list can still be given: once only (行政许可法 §32(四))."""
        return self.part.state.status is State.RECEIVED and not self.part.state.defects

    @cached_property
    def is_sealed(self) -> bool:
        return is_sealed(self.part.id)

    @cached_property
    def papers(self) -> Papers:
        return papers_of(self.case, part_id=self.part.id)

    @property
    def certificates(self) -> tuple[str, ...]:
        return tuple(document_name(key, self.catalogue) for key, _permit in self.part.state.documents)

    @property
    def headline(self) -> str:
        """The one large answer: what can be done here now."""
        return _HEADLINES[self.part.state.status](self)

    @property
    def is_open_for_withdrawal(self) -> bool:
        return self.part.state.status in (State.WAITING, State.RECEIVED, State.CORRECTING, State.ACCEPTED)

    @cached_property
    def promise(self) -> Promise | None:
        """What he is told if it is accepted today; only while that is still to be done."""
        if self.part.state.status is not State.RECEIVED:
            return None
        return promise_of((self.part.facts.terms,), 0, today=law_day(self.part.at), calendar=self.case.calendar)

    @property
    def tolerance_promise(self) -> str:
        """What the applicant promises when what may come later is missing."""
        days = max((need.supplement_days for need in self.part.state.missing() if need.tolerable), default=0)
        return promise_words(self.tolerable, due_on(law_day(self.part.at), Limit(days), self.case.calendar))

    @property
    def looked_at(self) -> Row | None:
        """The row whose file is open below the table."""
        return next((row for row in self.rows if row.key == self.looking_at and row.content_type), None)

    @property
    def until(self) -> date | None:
        """The last day for what must still be handed in."""
        state = self.part.state
        if state.status is State.CORRECTING:
            return state.correction_until
        return state.supplement_until if state.supplements and state.status is State.ACCEPTED else None

    @property
    def ways(self) -> tuple[Choice, ...]:
        """How a result may be handed over; at the window unless something else was chosen."""
        return tuple(Choice(value, words, chosen=value == (self.way or "counter")) for value, words in WAYS)

    @cached_property
    def timeline(self) -> tuple[TimelineEntry, ...]:
        return timeline_of(self.case, self.part.id)

    def _row(self, key: DocumentKey, number: int, given: Given | None, missing: Mapping[DocumentKey, bool]) -> Row | None:
        takes = key in self.supply
        scan = self.scans.get(str(key)) if takes else None
        if given is None and key not in missing and not takes:
            return None  # an alternative that another document made needless
        found = self.evidence.get(key)
        origin = source_words(found.source, found.dated) if found else _("没有交")
        return Row(
            str(key),
            number,
            document_name(key, self.catalogue),
            origin,
            self._row_status(key, given, scan, missing),
            how=self.reasons.get(key, ""),
            scan=scan,
            takes_scan=takes,
            is_missing=given is None or takes,
            is_tolerable=missing.get(key, False),
            is_next=takes and scan is None and self._first_open() == key,
            error=self.errors.get(str(key), ""),
            content_type=found.content_type if found else "",
        )

    def _first_open(self) -> DocumentKey | None:
        return next((key for key in self.supply if str(key) not in self.scans), None)

    def _row_status(
        self, key: DocumentKey, given: Given | None, scan: Scan | None, missing: Mapping[DocumentKey, bool]
    ) -> Status:
        if scan is not None:
            return Status("done", _("已扫描"))
        if key in self.supply:
            return Status("you", _("待补"))
        if given is None:
            if key in self.part.state.waits_for:
                return Status("wait", _("等前一项"))
            return Status("soon", _("可容缺")) if missing.get(key) else Status("you", _("缺"))
        return Status("done", {"asked": _("已收"), "generated": _("已备好"), "yielded": _("已送到")}.get(given.how, _("免交")))


def build_part_page(
    case: CaseView,
    part: PartView,
    who: InFront | None,
    *,
    scans: Mapping[str, Scan],
    errors: Mapping[str, str],
    looking_at: str,
    reasons: Mapping[DocumentKey, str],
    way: str = "",
    receiver: str = "",
) -> PartPage:
    """The page of a part as the clerk may see it."""
    catalogue = versions.current()
    return PartPage(case, part, who, catalogue, evidence_of(part), scans, errors, looking_at, reasons, way, receiver)


def evidence_of(part: PartView) -> dict[DocumentKey, Evidence]:
    """Where each given material came from; three queries."""
    given = part.state.given
    files = StoredFile.objects.in_bulk([one.evidence for one in given if one.how == "asked" and one.evidence])
    holdings = Holding.objects.select_related("file").in_bulk([one.evidence for one in given if one.how == "held"])
    numbers = [one.evidence.removeprefix("register-") for one in given if one.how == "shared"]
    entries = RegisterEntry.objects.in_bulk([int(number) for number in numbers if number.isdigit()])
    return {one.key: _evidence(one, files, holdings, entries) for one in given}


def _evidence(
    one: Given, files: Mapping[str, StoredFile], holdings: Mapping[str, Holding], entries: Mapping[int, RegisterEntry]
) -> Evidence:
    if one.how == "asked":
        file = files.get(one.evidence)
        return Evidence(_("申请人交的"), None, file.address, file.content_type) if file else Evidence(_("申请人交的"))
    if one.how == "held" and (holding := holdings.get(one.evidence)):
        file = holding.file
        return Evidence(holding.source, holding.issued_on, file.address if file else "", file.content_type if file else "")
    number = one.evidence.removeprefix("register-")
    if one.how == "shared" and number.isdigit() and (entry := entries.get(int(number))):
        return Evidence(entry.register, entry.issued_on)
    return Evidence({"generated": _("系统照申请内容写好"), "yielded": _("前一项办出来的")}.get(one.how, _("部门共享数据")))


def _received(page: PartPage) -> str:
    missing = len(page.missing)
    if page.part.state.defects:
        return _("补正的都到了，应当受理")
    if missing:
        return _("还差 %(count)s 份材料") % {"count": missing}
    return _("可以容缺受理") if page.tolerable else _("材料齐了，可以受理")


def _waiting(page: PartPage) -> str:
    return _("请收 %(count)s 份材料") % {"count": len(page.supply)} if page.supply else _("在等前一项，现在不用做什么")


def _correcting(page: PartPage) -> str:
    return _("等他补正，还差 %(count)s 份") % {"count": len(page.supply)}


def _accepted(page: PartPage) -> str:
    if page.supply:
        return _("已容缺受理，还要补 %(count)s 份") % {"count": len(page.supply)}
    day = page.part.decide_by
    return _("已受理，%(day)s前决定") % {"day": spoken_day(day)} if day else _("已受理，时间现在停着")


def _issued(page: PartPage) -> str:
    return _("证照盖好章了，可以交给他") if page.is_sealed else _("证照正在盖章")


_HEADLINES = {
    State.WAITING: _waiting,
    State.RECEIVED: _received,
    State.CORRECTING: _correcting,
    State.ACCEPTED: _accepted,
    State.GRANTED: lambda page: _("已准予，部门正在出证"),
    State.ISSUED: _issued,
    State.CLOSED: lambda page: _("已办成"),
    State.REFUSED: lambda page: _("部门决定不予"),
    State.NOT_ACCEPTED: lambda page: _("已决定不予受理"),
    State.WITHDRAWN: lambda page: _("已撤回"),
    State.NOT_RECEIVED: lambda page: _("没有收件，可以重新申请"),
}
