"""What happened to a case, in sentences: one for each kind of event, newest first, with the document that came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from onewindow.cases.selectors import CaseView, Happening
from onewindow.catalog.catalogue import Catalogue
from onewindow.certs.models import Document
from onewindow.core import events as e
from onewindow.pages.dates import spoken_day, spoken_days
from onewindow.pages.procedures import procedure_name
from onewindow.pages.story import Teller, Told, with_papers
from onewindow.pages.timeline import TimelineEntry, build_timeline


def build_story(
    case: CaseView,
    happenings: Sequence[Happening],
    *,
    catalogue: Catalogue,
    names: Mapping[str, str],
    documents: Sequence[Document],
) -> tuple[TimelineEntry, ...]:
    """The timeline of a case: what happened to several parts at one moment in the same way is told once."""
    parts = {part.id: part for part in case.parts}
    told: dict[tuple[datetime, type, str], list[tuple[str, Told, Document | None]]] = {}
    for one, paper in with_papers(happenings, documents):
        item = parts[one.part_id].name if one.part_id in parts else case.name
        teller = Teller(names, one.words, item=item, catalogue=catalogue)
        sentence = tell(one.recorded.event, teller)
        if sentence is None:
            continue
        key = (one.recorded.at, type(one.recorded.event), sentence[2])
        told.setdefault(key, []).append((item, sentence, paper))
    return build_timeline(_entry(case, at, lines) for (at, _kind, _meaning), lines in told.items())


def _entry(case: CaseView, at: datetime, lines: Sequence[tuple[str, Told, Document | None]]) -> TimelineEntry:
    shape, sentence, meaning = lines[0][1]
    items = _("、").join(dict.fromkeys(item for item, _told, _paper in lines))
    paper = next((paper for _item, _told, paper in lines if paper is not None), None) if len(lines) == 1 else None
    return TimelineEntry(
        at,
        shape,
        sentence.replace("{item}", items),
        meaning,
        href=reverse("portal:document", args=[case.number, paper.pk]) if paper else "",
        link=_("看《%(title)s》") % {"title": paper.title} if paper else "",
    )


def tell(event: e.Event, teller: Teller) -> Told | None:
    """The sentence for an event, with `{item}` where the item's name stands; None for what only the record needs."""
    return _TELL[type(event)](event, teller)


def _submitted(event: e.ApplicationSubmitted, teller: Teller) -> Told:
    text = _("一次交了 %(count)s 项，受理号 %(number)s。") % {"count": len(event.parts), "number": event.number}
    return "done", _("您提交了申请") if event.channel == "online" else _("窗口替您提交了申请"), text


def _arrived(event: e.DocumentArrived, teller: Teller) -> Told:
    if event.how == "asked":
        return "done", _("{item}：%(document)s交来了") % {"document": teller.document(event.key)}, ""
    return "done", _("%(document)s出来了，自动送到了{item}") % {"document": teller.document(event.key)}, _("您不用再交。")


def _received(event: e.ApplicationReceived, teller: Teller) -> Told:
    return "doing", _("{item}收到材料"), _("五个工作日内看齐不齐，要补的一次说全。")


def _not_received(event: e.NotReceived, teller: Teller) -> Told:
    return (
        "wait",
        _("{item}没有收件"),
        _("它要用的%(document)s没有办成。以后可以重新申请。") % {"document": teller.document(event.key)},
    )


def _correction(event: e.CorrectionRequested, teller: Teller) -> Told:
    text = _("一次说全，%(day)s前补上就行。") % {"day": spoken_day(event.until)}
    return "you", _("{item}请您补正 %(count)s 处") % {"count": len(event.defects)}, text


def _corrected(event: e.CorrectionSupplied, teller: Teller) -> Told:
    return "done", _("{item}的补正交来了"), teller.documents([given.key for given in event.given])


def _correction_lapsed(event: e.CorrectionLapsed, teller: Teller) -> Told:
    return "wait", _("{item}到期没有补正，算撤回"), _("材料齐了可以重新申请。")


def _accepted(event: e.ApplicationAccepted, teller: Teller) -> Told:
    day = spoken_day(event.on)
    if event.mode == "deemed":
        return "done", _("{item}受理了"), _("五个工作日没有告知，依法从收到那天（%(day)s）起就算受理。") % {"day": day}
    if event.mode == "tolerant" and event.supplement_until:
        text = _("还差%(documents)s，%(until)s前补上。") % {
            "documents": teller.documents(event.missing),
            "until": spoken_day(event.supplement_until),
        }
        return "done", _("{item}先受理了，缺的后补"), text
    if event.mode == "commitment":
        return "done", _("{item}凭您的承诺受理了"), ""
    return "done", _("{item}受理了"), _("从第二天起算时间。")


def _acceptance_refused(event: e.AcceptanceRefused, teller: Teller) -> Told:
    if event.ground == "not_competent":
        text = _("这项不归我们办，归%(department)s。") % {"department": teller.office(event.competent)}
    else:
        text = _("这件事依法不用办许可。")
    return "bad", _("{item}不予受理"), text + teller.said(event.text)


def _reviews(event: e.ReviewsRequested, teller: Teller) -> Told:
    offices = _("、").join(teller.office(code) for code, _role, _due in event.reviews)
    return "doing", _("{item}请%(offices)s一起看") % {"offices": offices}, _("几个部门同时看，不用您跑。")


def _supplement(event: e.SupplementSupplied, teller: Teller) -> Told:
    return "done", _("{item}的后补材料交来了"), teller.documents([given.key for given in event.given])


def _supplement_lapsed(event: e.SupplementLapsed, teller: Teller) -> Told:
    return "wait", _("{item}到期没有补齐，算撤回"), _("材料齐了可以重新申请。")


def _review_claimed(event: e.ReviewClaimed, teller: Teller) -> Told:
    text = _("在%(office)s%(person)s手里。") % {"office": teller.office(event.department), "person": teller.person(event.by)}
    return "doing", _("%(office)s开始看{item}") % {"office": teller.office(event.department)}, text


def _opinion(event: e.OpinionGiven, teller: Teller) -> Told:
    office = {"office": teller.office(event.department)}
    if event.verdict == "agree":
        return "done", _("%(office)s对{item}没有不同意见") % office, ""
    if event.verdict == "agree_after_change":
        return "done", _("%(office)s对{item}提了修改意见") % office, teller.said(event.text)
    return "bad", _("%(office)s对{item}有不同意见") % office, _("怎么定，由办这件事的部门说明理由。")


def _claimed(event: e.DecisionClaimed, teller: Teller) -> Told:
    return "doing", _("{item}有人接手审查"), _("在%(person)s手里。") % {"person": teller.person(event.by)}


def _paused(event: e.ClockPaused, teller: Teller) -> Told:
    text = _("%(procedure)s大约要 %(days)s，这几天不算在内（行政许可法第四十五条）。") % {
        "procedure": procedure_name(event.procedure),
        "days": spoken_days(event.expected_days),
    }
    return "stop", _("{item}暂停计时"), text


def _resumed(event: e.ClockResumed, teller: Teller) -> Told:
    return (
        "doing",
        _("{item}接着算时间"),
        _("%(procedure)s做完了。") % {"procedure": procedure_name(event.procedure)} + teller.said(event.text),
    )


def _extended(event: e.TermExtended, teller: Teller) -> Told:
    text = _("经负责人批准，只能延长一次（行政许可法第四十二条）。")
    return "soon", _("{item}延长 %(days)s") % {"days": spoken_days(event.days)}, text + teller.said(event.text)


def _hearing_told(event: e.HearingRightTold, teller: Teller) -> Told:
    return "you", _("{item}可以要求听证"), _("%(day)s前提出来就行，不要钱。") % {"day": spoken_day(event.until)}


def _hearing_requested(event: e.HearingRequested, teller: Teller) -> Told:
    return "done", _("{item}要求了听证"), _("二十个工作日内举行。")


def _hearing_lapsed(event: e.HearingRightLapsed, teller: Teller) -> Told:
    return "wait", _("{item}没有人要求听证"), _("接着审查。")


def _hearing_announced(event: e.HearingAnnounced, teller: Teller) -> Told:
    return "doing", _("{item}的听证定在%(day)s") % {"day": spoken_day(event.on)}, ""


def _hearing_held(event: e.HearingHeld, teller: Teller) -> Told:
    return "done", _("{item}听证开过了"), _("决定要依据听证笔录。")


def _party_told(event: e.PartyTold, teller: Teller) -> Told:
    return "doing", _("{item}已告知对方"), _("对方%(day)s前可以答复。") % {"day": spoken_day(event.until)}


def _statement(event: e.StatementRecorded, teller: Teller) -> Told:
    return "done", _("{item}记下了对方的答复"), ""


def _statement_lapsed(event: e.StatementRightLapsed, teller: Teller) -> Told:
    return "wait", _("{item}对方没有答复"), _("接着审查。")


def _granted(event: e.ApplicationGranted, teller: Teller) -> Told:
    text = _("凭您的承诺当场决定，以后核查。") if event.commitment else teller.said(event.text)
    return "done", _("{item}准予了"), text


def _refused(event: e.ApplicationRefused, teller: Teller) -> Told:
    reason = teller.said(event.text)
    text = _("理由：%(reason)s") % {"reason": reason} if reason else _("理由写在决定书里。")
    return "bad", _("{item}不予办理"), text


def _issued(event: e.ResultIssued, teller: Teller) -> Told:
    return "done", _("{item}的证照出来了"), teller.documents([key for key, _permit in event.documents])


def _delivered(event: e.ResultDelivered, teller: Teller) -> Told:
    ways = {
        "electronic": _("电子证照放进了“我的证照”。"),
        "counter": _("在窗口领走了。"),
        "post": _("寄出去了。"),
        "locker": _("放进了取件柜。"),
    }
    return "done", _("{item}送达了"), ways.get(event.way, "")


def _withdrawn(event: e.ApplicationWithdrawn, teller: Teller) -> Told:
    return "wait", _("{item}撤回了"), teller.said(event.text)


def _nothing(event: e.Event, teller: Teller) -> None:
    return None


_TELL: Mapping[type, Callable[..., Told | None]] = {
    e.ApplicationSubmitted: _submitted,
    e.ApplicationFiled: _nothing,
    e.DocumentArrived: _arrived,
    e.ApplicationReceived: _received,
    e.NotReceived: _not_received,
    e.CorrectionRequested: _correction,
    e.CorrectionSupplied: _corrected,
    e.CorrectionLapsed: _correction_lapsed,
    e.ApplicationAccepted: _accepted,
    e.AcceptanceRefused: _acceptance_refused,
    e.ReviewsRequested: _reviews,
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
    e.PartClosed: _nothing,
    e.ApplicationWithdrawn: _withdrawn,
}


def people_in(happenings: Sequence[Happening]) -> set[str]:
    """The account ids that the sentences name."""
    return {getattr(one.recorded.event, "by", "") for one in happenings} - {""}
