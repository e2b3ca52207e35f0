"""What happened to a part, as its officials read it: the citizen's list with the names of staff and every document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from onewindow.cases.selectors import Happening, PartView
from onewindow.certs.models import Document
from onewindow.core import events as e
from onewindow.pages.dates import spoken_day, spoken_days
from onewindow.pages.procedures import procedure_name
from onewindow.pages.story import Teller, Told, with_papers
from onewindow.pages.timeline import TimelineEntry, build_timeline
from onewindow.review.status import VERDICTS


def build_story(
    part: PartView, happenings: Sequence[Happening], documents: Sequence[Document], names: Mapping[str, str], *, query: str
) -> tuple[TimelineEntry, ...]:
    """The timeline of one part, newest first."""
    entries = []
    for one, paper in with_papers(happenings, documents):
        if one.part_id != part.id:
            continue
        told = tell(one, names)
        if told is not None:
            entries.append(_entry(part, one, told, paper, query))
    return build_timeline(entries)


def _entry(part: PartView, one: Happening, told: Told, paper: Document | None, query: str) -> TimelineEntry:
    shape, sentence, meaning = told
    href = document_href(part.id, paper.number, query) if paper else ""
    link = _("《%(title)s》%(number)s") % {"title": paper.title, "number": paper.number} if paper else ""
    return TimelineEntry(one.recorded.at, shape, sentence, meaning, href, link)


def document_href(part_id: str, number: str, query: str) -> str:
    """The address of a document of the part, at the same desk."""
    return reverse("review:document", args=[part_id, number]) + (f"?{query}" if query else "")


def tell(one: Happening, names: Mapping[str, str]) -> Told | None:
    """The sentence for what happened; None for what only the record needs."""
    sentence = _TELL.get(type(one.recorded.event))
    who = names.get(one.recorded.actor, "")
    return sentence(one.recorded.event, Teller(names, one.words, who=who)) if sentence else None


def _filed(event: e.ApplicationFiled, teller: Teller) -> Told:
    return "done", _("申请交来了"), _("网上交的") if event.channel == "online" else _("窗口代交，%(who)s") % {"who": teller.who}


def _arrived(event: e.DocumentArrived, teller: Teller) -> Told:
    return "done", _("%(document)s到了") % {"document": teller.document(event.key)}, ""


def _received(event: e.ApplicationReceived, teller: Teller) -> Told:
    return "doing", _("收到材料"), _("从这天起看齐不齐，要补的一次说全。")


def _not_received(event: e.NotReceived, teller: Teller) -> Told:
    return "wait", _("没有收件"), _("它要用的%(document)s没有办成。") % {"document": teller.document(event.key)}


def _correction(event: e.CorrectionRequested, teller: Teller) -> Told:
    lines = [teller.document(defect.key) + _("：") + teller.said(defect.text) for defect in event.defects]
    return (
        "you",
        _("一次性告知补正 %(count)s 处，%(who)s") % {"count": len(event.defects), "who": teller.who},
        _("；").join(lines),
    )


def _corrected(event: e.CorrectionSupplied, teller: Teller) -> Told:
    return "done", _("补正交来了"), teller.documents([given.key for given in event.given])


def _correction_lapsed(event: e.CorrectionLapsed, teller: Teller) -> Told:
    return "wait", _("到期没有补正，视为撤回"), ""


def _accepted(event: e.ApplicationAccepted, teller: Teller) -> Told:
    day = spoken_day(event.on)
    if event.mode == "deemed":
        return "done", _("逾期没有告知，依法视为受理"), _("从收到材料那天（%(day)s）起算，期限可能已经走了几天。") % {"day": day}
    if event.mode == "tolerant":
        return (
            "done",
            _("容缺受理，%(who)s") % {"who": teller.who},
            _("缺%(documents)s。") % {"documents": teller.documents(event.missing)},
        )
    if event.mode == "commitment":
        return "done", _("凭告知承诺受理，%(who)s") % {"who": teller.who}, ""
    return "done", _("受理，%(who)s") % {"who": teller.who}, _("第二天起算期限。")


def _acceptance_refused(event: e.AcceptanceRefused, teller: Teller) -> Told:
    return "bad", _("不予受理，%(who)s") % {"who": teller.who}, teller.said(event.text)


def _asked(event: e.ReviewsRequested, teller: Teller) -> Told:
    lines = [
        _("%(office)s %(day)s前") % {"office": teller.office(code), "day": spoken_day(due, weekday=False)}
        if due
        else teller.office(code)
        for code, _role, due in event.reviews
    ]
    return "doing", _("请 %(count)s 个部门同时出意见") % {"count": len(event.reviews)}, _("；").join(lines)


def _supplement(event: e.SupplementSupplied, teller: Teller) -> Told:
    return "done", _("容缺的材料补来了"), teller.documents([given.key for given in event.given])


def _supplement_lapsed(event: e.SupplementLapsed, teller: Teller) -> Told:
    return "wait", _("到期没有补齐容缺材料，视为撤回"), ""


def _review_claimed(event: e.ReviewClaimed, teller: Teller) -> Told:
    return "doing", _("%(office)s%(who)s接手出意见") % {"office": teller.office(event.department), "who": teller.who}, ""


def _opinion(event: e.OpinionGiven, teller: Teller) -> Told:
    kind, word = VERDICTS[event.verdict]
    told = {"office": teller.office(event.department), "who": teller.who, "word": word()}
    return kind, _("%(office)s%(who)s：%(word)s") % told, teller.said(event.text)


def _claimed(event: e.DecisionClaimed, teller: Teller) -> Told:
    return "doing", _("%(who)s接手审查") % {"who": teller.who}, ""


def _paused(event: e.ClockPaused, teller: Teller) -> Told:
    told = {"procedure": procedure_name(event.procedure), "days": spoken_days(event.expected_days)}
    return (
        "stop",
        _("停表：%(procedure)s，%(who)s") % {**told, "who": teller.who},
        _("预计 %(days)s，不算在期限内（行政许可法第四十五条）。") % told,
    )


def _resumed(event: e.ClockResumed, teller: Teller) -> Told:
    return "doing", _("%(procedure)s做完，接着算时间") % {"procedure": procedure_name(event.procedure)}, teller.said(event.text)


def _extended(event: e.TermExtended, teller: Teller) -> Told:
    return "soon", _("%(who)s批准延长 %(days)s") % {"who": teller.who, "days": spoken_days(event.days)}, teller.said(event.text)


def _hearing_told(event: e.HearingRightTold, teller: Teller) -> Told:
    return (
        "you",
        _("告知听证权利，%(who)s") % {"who": teller.who},
        _("%(day)s前可以要求听证。") % {"day": spoken_day(event.until)},
    )


def _hearing_requested(event: e.HearingRequested, teller: Teller) -> Told:
    return "you", _("申请人要求听证"), _("二十个工作日内组织。")


def _hearing_lapsed(event: e.HearingRightLapsed, teller: Teller) -> Told:
    return "wait", _("没有人要求听证"), _("接着审查。")


def _hearing_announced(event: e.HearingAnnounced, teller: Teller) -> Told:
    presider = teller.names.get(event.presider, "")
    return (
        "stop",
        _("听证定在%(day)s，主持人%(name)s") % {"day": spoken_day(event.on), "name": presider},
        _("听证的日子不算在期限内。"),
    )


def _hearing_held(event: e.HearingHeld, teller: Teller) -> Told:
    return "done", _("听证开过了，%(who)s录入笔录") % {"who": teller.who}, teller.said(event.text)


def _party_told(event: e.PartyTold, teller: Teller) -> Told:
    return "doing", _("告知另一方，%(who)s") % {"who": teller.who}, _("%(day)s前可以答复。") % {"day": spoken_day(event.until)}


def _statement(event: e.StatementRecorded, teller: Teller) -> Told:
    return "done", _("记下另一方的意见，%(who)s") % {"who": teller.who}, teller.said(event.text)


def _statement_lapsed(event: e.StatementRightLapsed, teller: Teller) -> Told:
    return "wait", _("另一方到期没有答复"), _("接着审查。")


def _granted(event: e.ApplicationGranted, teller: Teller) -> Told:
    return "done", _("准予，%(who)s") % {"who": teller.who}, teller.said(event.text)


def _refused(event: e.ApplicationRefused, teller: Teller) -> Told:
    return "bad", _("不予办理，%(who)s") % {"who": teller.who}, teller.said(event.text)


def _issued(event: e.ResultIssued, teller: Teller) -> Told:
    return "done", _("出证，%(who)s") % {"who": teller.who}, teller.documents([key for key, _permit in event.documents])


def _delivered(event: e.ResultDelivered, teller: Teller) -> Told:
    return "done", _("送达了"), _("电子证照进了申请人的账户。") if event.way == "electronic" else teller.who


def _closed(event: e.PartClosed, teller: Teller) -> Told:
    return "done", _("办结"), ""


def _withdrawn(event: e.ApplicationWithdrawn, teller: Teller) -> Told:
    return "wait", _("申请人撤回"), teller.said(event.text)


_TELL: Mapping[type, Callable[[Any, Teller], Told]] = {
    e.ApplicationFiled: _filed,
    e.DocumentArrived: _arrived,
    e.ApplicationReceived: _received,
    e.NotReceived: _not_received,
    e.CorrectionRequested: _correction,
    e.CorrectionSupplied: _corrected,
    e.CorrectionLapsed: _correction_lapsed,
    e.ApplicationAccepted: _accepted,
    e.AcceptanceRefused: _acceptance_refused,
    e.ReviewsRequested: _asked,
    e.SupplementSupplied: _supplement,
    e.SupplementLapsed: _supplement_lapsed,
    e.ReviewClaimed: _review_claimed,
    e.OpinionGiven: _opinion,
    e.DecisionClaimed: _claimed,
    e.ClockPaused: _paused,
    e.ClockResumed: _resumed,
    e.TermExtended: _extended,
    e.HearingRightTold: _hearing_told,
    e.HearingRequested: _hearing_requested,
    e.HearingRightLapsed: _hearing_lapsed,
    e.HearingAnnounced: _hearing_announced,
    e.HearingHeld: _hearing_held,
    e.PartyTold: _party_told,
    e.StatementRecorded: _statement,
    e.StatementRightLapsed: _statement_lapsed,
    e.ApplicationGranted: _granted,
    e.ApplicationRefused: _refused,
    e.ResultIssued: _issued,
    e.ResultDelivered: _delivered,
    e.PartClosed: _closed,
    e.ApplicationWithdrawn: _withdrawn,
}
