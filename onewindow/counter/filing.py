"""One filing at the counter: the item or bundle, its questions, its materials, and whether it can be accepted now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onewindow.cases.models import Case, Form
from onewindow.catalog import calendars, conditions, versions
from onewindow.catalog.catalogue import Catalogue
from onewindow.catalog.questions import BrokenAnswerRule, broken_rules, questions_for
from onewindow.core.clock import Calendar, due_on, law_day
from onewindow.core.commands import Given
from onewindow.core.planner import Plan, active_materials, plan
from onewindow.core.procedure import promised_limit, statutory_limit
from onewindow.core.terms import DocumentKey, ItemTerms, Limit, Need
from onewindow.counter.answers import Sheet, read_sheet
from onewindow.counter.in_front import InFront
from onewindow.counter.uploads import Scan
from onewindow.files.kinds import PDF
from onewindow.materials.resolver import Resolved, keys_by, resolve
from onewindow.materials.wallet import Prefilled, known_answers
from onewindow.pages.answers import source_words
from onewindow.pages.cells import Strip, promise_strip
from onewindow.pages.dates import spoken_date, spoken_day, spoken_days
from onewindow.pages.names import document_name, lang, office_name
from onewindow.pages.status import Status

LATEST_FORMS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One material: where it comes from, how it stands. `number` is its key on the keyboard, 0 for none."""

    key: str
    number: int
    name: str
    origin: str
    status: Status
    how: str = ""
    scan: Scan | None = None
    takes_scan: bool = False
    is_missing: bool = False
    is_tolerable: bool = False
    is_next: bool = False
    error: str = ""
    content_type: str = ""

    @property
    def file_kind(self) -> str:
        """How its file can be looked at: image, pdf or other; empty without a file."""
        if not self.content_type:
            return ""
        return "image" if self.content_type.startswith("image/") else "pdf" if self.content_type == PDF else "other"

    @property
    def element(self) -> str:
        return f"material-{self.number}"


@dataclass(frozen=True, slots=True)
class Promise:
    """What he is told: by which day, drawn as cells, and how it is counted."""

    headline: str
    strip: Strip
    words: str


@dataclass(frozen=True)
class Filing:
    """Everything the middle and right panes show; `answers`, `given` are what is sent."""

    code: str
    catalogue: Catalogue
    who: InFront
    sheet: Sheet
    resolved: tuple[Resolved, ...]
    plan: Plan
    gates: Mapping[DocumentKey, DocumentKey]
    scans: Mapping[str, Scan]
    errors: Mapping[str, str]
    calendar: Calendar
    today: date

    @property
    def is_bundle(self) -> bool:
        return self.code in self.catalogue.bundles

    @property
    def name(self) -> str:
        found = self.catalogue.bundles[self.code] if self.is_bundle else self.catalogue.items[self.code]
        return found.name(lang())

    @property
    def codes(self) -> tuple[str, ...]:
        return self.catalogue.codes_of(self.code)

    @cached_property
    def subtitle(self) -> str:
        """Who decides and how long it takes; of a bundle how many departments and items."""
        if self.is_bundle:
            departments = {self.catalogue.terms(code).department for code in self.plan.items}
            counts = {"departments": len(departments), "items": len(self.plan.items)}
            return _("%(departments)s 个部门，%(items)s 件事") % counts
        terms = self.catalogue.terms(self.code)
        office = office_name(terms.department, self.catalogue)
        limit = promised_limit(terms)
        days = spoken_days(limit.days, limit.unit)
        return _("%(office)s，承诺 %(days)s") % {"office": office, "days": days} if limit.days else f"{office}，{days}"

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        rows = [self._row(one, number) for number, one in enumerate(self.resolved, 1)]
        following = next((row.key for row in rows if row.is_missing), None) or next(
            (row.key for row in rows if row.takes_scan and row.scan is None), None
        )
        return tuple(replace(row, is_next=True) if row.key == following else row for row in rows)

    @property
    def missing(self) -> tuple[Row, ...]:
        """What must be there; of alternatives one."""
        return tuple(row for row in self.rows if row.is_missing and not row.is_tolerable)

    @property
    def tolerable(self) -> tuple[Row, ...]:
        """What is missing and may come later (容缺)."""
        return tuple(row for row in self.rows if row.is_missing and row.is_tolerable)

    @cached_property
    def broken(self) -> tuple[BrokenAnswerRule, ...]:
        """Conditions of the items that the answers do not meet."""
        return broken_rules(self.catalogue, self.plan.items, self.sheet.answers)

    @cached_property
    def wrong_applicant(self) -> str:
        """Why this person or firm cannot apply for it; empty when he can."""
        kind = "firm" if self.who.kind == "organisation" else "person"
        if all(kind in self.catalogue.item(code).applicants for code in self.plan.items):
            return ""
        if kind == "person":
            return _("这件事要由单位申请，请在左边选他的单位")
        return _("这件事要由个人申请，请在左边选他本人")

    @property
    def rows_to_correct(self) -> tuple[Row, ...]:
        """What the one list would tell as it stands."""
        return (*self.missing, *self.tolerable)

    @property
    def is_askable(self) -> bool:
        """Whether everything that can be settled in talk is settled, so that only materials are left."""
        return not (self.sheet.open or self.broken or self.wrong_applicant) and bool(self.plan.items)

    @property
    def is_complete(self) -> bool:
        return self.is_askable and not self.missing and not self.tolerable

    @property
    def is_tolerant(self) -> bool:
        """Whether only what may come later is missing."""
        return self.is_askable and not self.missing and bool(self.tolerable)

    @property
    def spared_count(self) -> int:
        return sum(1 for one in self.resolved if one.how in ("held", "shared", "yielded"))

    @property
    def headline(self) -> str:
        """The one large answer: can it be accepted?"""
        if not self.plan.items:
            return _("照这些回答，没有要办的事")
        if self.is_complete:
            return _("材料齐了，可以受理")
        if self.is_tolerant:
            return _("可以容缺受理")
        papers, lines = len(self.missing), len(self.sheet.open)
        parts = []
        if papers:
            parts.append(ngettext("%(count)s 份材料", "%(count)s 份材料", papers) % {"count": papers})
        if lines:
            parts.append(ngettext("%(count)s 栏", "%(count)s 栏", lines) % {"count": lines})
        if parts:
            return _("还差 %(parts)s") % {"parts": _("、").join(parts)}
        return self.wrong_applicant and _("申请人不对") or _("还有条件不符合")

    @cached_property
    def promise(self) -> Promise | None:
        terms = [self.catalogue.terms(code) for code in self.plan.items]
        return promise_of(terms, self.plan.critical_path_days, today=self.today, calendar=self.calendar) if terms else None

    @property
    def tolerance_promise(self) -> str:
        """What the applicant promises when what may come later is missing."""
        keys = {row.key for row in self.tolerable}
        materials = [one for code in self.plan.items for one in self.catalogue.terms(code).materials if str(one.key) in keys]
        days = max((one.supplement_days for one in materials), default=0)
        return promise_words(self.tolerable, due_on(self.today, Limit(days), self.calendar))

    @property
    def given(self) -> tuple[Given, ...]:
        """The materials as they are handed over: found ones by reference, scanned ones by address."""
        found = [
            Given(one.key, one.how, one.found.reference if one.found else "")
            for one in self.resolved
            if one.how in ("held", "shared")
        ]
        scanned = [
            Given(one.key, "asked", self.scans[str(one.key)].address)
            for one in self.resolved
            if not one.is_spared and str(one.key) in self.scans
        ]
        return (*found, *scanned)

    @property
    def other_scans(self) -> tuple[Scan, ...]:
        """Scans of documents that the answers do not ask for now; kept in case they do again."""
        shown = {row.key for row in self.rows if row.takes_scan}
        return tuple(scan for key, scan in self.scans.items() if key not in shown)

    def material_name(self, key: DocumentKey) -> str:
        return document_name(key, self.catalogue)

    def _row(self, one: Resolved, number: int) -> Row:
        key, name = str(one.key), self.material_name(one.key)
        if one.is_spared:
            return Row(key, number, name, self._origin(one), _spared_status(one))
        if one.key in self.gates:
            first = self.material_name(self.gates[one.key])
            return Row(key, number, name, _("%(document)s出来以后再交") % {"document": first}, Status("wait", _("以后交")))
        scan = self.scans.get(key)
        is_met = bool(one.group) and any(two.group == one.group and str(two.key) in self.scans for two in self.resolved)
        is_second = bool(one.group) and self._first_of_group(one) is not one
        is_tolerable = one.need is Need.TOLERABLE
        return Row(
            key,
            number,
            name,
            self._why_asked(one),
            _asked_status(scan is not None, is_met, is_tolerable),
            how=self._how(one),
            scan=scan,
            takes_scan=True,
            is_missing=scan is None and not is_met and not is_second,
            is_tolerable=is_tolerable,
            error=self.errors.get(key, ""),
        )

    def _first_of_group(self, one: Resolved) -> Resolved:
        return next(two for two in self.resolved if two.group == one.group and not two.is_spared)

    def _origin(self, one: Resolved) -> str:
        if one.how == "yielded" and one.by:
            return _("“%(item)s”办出来自动送到") % {"item": self.catalogue.item(one.by).name(lang())}
        if one.how == "generated":
            return _("系统照申请内容写好")
        return source_words(one.source, one.dated)

    def _why_asked(self, one: Resolved) -> str:
        if one.doubt == "expired" and one.found is not None and one.found.valid_until:
            return _("原来那份%(day)s到期") % {"day": spoken_date(one.found.valid_until)}
        if one.doubt == "missing":
            return _("部门库里没有查到")
        return _("几份里交一份就行") if one.group else _("申请人带来")

    def _how(self, one: Resolved) -> str:
        notes = [self.catalogue.item(code).notes.get(one.key) for code in one.items]
        return next((note.how.name(lang()) for note in notes if note), "")


def build_filing(
    code: str,
    who: InFront,
    *,
    posted: QueryDict | None,
    scans: Mapping[str, Scan],
    errors: Mapping[str, str],
    at: datetime,
    complain: bool = False,
) -> Filing:
    """The filing as the form stands. Raises NotInCatalogue, BundleDeadlocks."""
    catalogue = versions.current(at)
    codes = catalogue.codes_of(code)
    pages = questions_for(catalogue, codes)
    known = _known(who, [page.question for page in pages], at)
    unfold = posted is not None and posted.get("unfold") == "1"
    sheet = read_sheet(pages, posted, known, unfold=unfold, complain=complain)
    terms = [catalogue.terms(one) for one in codes]
    condition = conditions.evaluate
    resolved = tuple(resolve(terms, owner=who.owner, answers=sheet.answers, at=at, condition=condition))
    held, shared = keys_by(resolved, "held"), keys_by(resolved, "shared")
    planned = plan(terms, answers=sheet.answers, condition=condition, held=held, shared=shared)
    return Filing(
        code=code,
        catalogue=catalogue,
        who=who,
        sheet=sheet,
        resolved=resolved,
        plan=planned,
        gates=_gates(catalogue, planned, sheet.answers),
        scans=scans,
        errors=errors,
        calendar=calendars.current(),
        today=law_day(at),
    )


def promise_of(terms: Sequence[ItemTerms], path_days: int, *, today: date, calendar: Calendar) -> Promise:
    """By when it is done if it is accepted today: an item's own promise, a bundle's critical path of `path_days` working days."""
    single = len(terms) == 1
    limit = promised_limit(terms[0]) if single else Limit(path_days)
    ends_on = due_on(today, limit, calendar) or today
    days = spoken_days(limit.days, limit.unit)
    headline = _("今天就能办成") if ends_on <= today else _("%(day)s前办成") % {"day": spoken_day(ends_on)}
    words = _("当场办，不用等") if not limit.days else _("明天起算，%(days)s") % {"days": days}
    if single and limit.days:
        law = statutory_limit(terms[0])
        latest = due_on(today, law, calendar)
        told = {"days": spoken_days(law.days, law.unit), "day": spoken_day(latest, weekday=False) if latest else "—"}
        words += _("。法定最多 %(days)s，%(day)s") % told
    elif not single:
        words += _("，几个部门同时办")
    return Promise(headline, promise_strip(today, ends_on, headline + _("，") + words, calendar=calendar), words)


def promise_words(rows: Sequence[Row], day: date | None) -> str:
    """The promise as it is put before the applicant (容缺受理)."""
    told = {"materials": _("、").join(row.name for row in rows), "day": spoken_day(day) if day else "—"}
    return _("我承诺在%(day)s前补交：%(materials)s。我知道到期不补交，这次申请就视为撤回。") % told


def _known(who: InFront, questions: Sequence[Any], at: datetime) -> dict[str, Prefilled]:
    """What registers and wallet say, and what the applicant answered the last times, by question id."""
    from_registers = known_answers(who.owner, at=at)
    latest = _latest_answers(who.applicant, {question.id for question in questions})
    found = {}
    for question in questions:
        fact = from_registers.get(question.shared_fact) if question.shared_fact else None
        if fact is not None or question.id in latest:
            found[question.id] = fact if fact is not None else latest[question.id]
    return found


def _latest_answers(applicant: str, ids: Collection[str]) -> dict[str, Prefilled]:
    cases = dict(Case.objects.filter(applicant=applicant).order_by("-id").values_list("id", "submitted_at")[:LATEST_FORMS])
    forms = {form.case_id: form.answers or {} for form in Form.objects.filter(case_id__in=list(cases))}
    found: dict[str, Prefilled] = {}
    for case_id, submitted_at in sorted(cases.items()):
        for id, value in forms.get(case_id, {}).items():
            if id in ids and value not in (None, "", []):
                found[id] = Prefilled(value, _("上次申请"), law_day(submitted_at))
    return found


def _gates(catalogue: Catalogue, planned: Plan, answers: Mapping[str, Any]) -> dict[DocumentKey, DocumentKey]:
    """Documents that cannot be made before another part of the same application has yielded one."""
    opened = {(edge.to, edge.key) for edge in planned.edges if edge.hard and edge.gate}
    return {
        material.key: gate
        for code in planned.items
        for material in active_materials(catalogue.terms(code), answers, conditions.evaluate)
        for gate in material.after
        if (code, gate) in opened and material.need is not Need.TOLERABLE
    }


def _spared_status(one: Resolved) -> Status:
    if one.how == "generated":
        return Status("done", _("已备好"))
    return Status("wait", _("到时自动有")) if one.how == "yielded" else Status("done", _("免交"))


def _asked_status(is_there: bool, is_met: bool, is_tolerable: bool) -> Status:
    if is_there:
        return Status("done", _("已收"))
    if is_met:
        return Status("done", _("不用了"))
    return Status("soon", _("可容缺")) if is_tolerable else Status("you", _("待扫描"))
