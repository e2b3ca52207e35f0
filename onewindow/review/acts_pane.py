"""The right pane: what I do now. One large answer, what is still missing, the form of the act, and what else may be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from onewindow.cases.notices import COURT, OUTCOMES, REVIEW_BODY
from onewindow.cases.selectors import PartView
from onewindow.certs.documents import Remedies
from onewindow.core.rules import BrokenRule
from onewindow.core.state import Status as PartStatus
from onewindow.core.terms import DocumentKey
from onewindow.pages.dates import spoken_day
from onewindow.pages.names import document_name, office_name
from onewindow.pages.procedures import procedure_name
from onewindow.pages.status import Status
from onewindow.pages.wording import sentence
from onewindow.review.desks import Desk
from onewindow.review.forms import NOTHING, ActForm, Typed, Writing, button_form, decision_form, further_forms, opinion_form
from onewindow.review.offers import offers_for, own_review
from onewindow.review.status import VERDICTS


@dataclass(frozen=True, slots=True)
class ActsPane:
    """`answer` is the one large sentence; `todo` what is met and what is missing; `stray` why a refused act is no longer offered."""

    title: str
    answer: str
    under: str
    todo: tuple[Status, ...]
    main: ActForm | None
    claim: ActForm | None
    more: tuple[ActForm, ...]
    stray: str = ""

    @property
    def forms(self) -> tuple[ActForm, ...]:
        return tuple(form for form in (self.claim, self.main, *self.more) if form)


def build_acts(part: PartView, desk: Desk, names: Mapping[str, str], *, at: datetime, typed: Typed = NOTHING) -> ActsPane:
    """What the desk may do now; what was typed and refused is there again."""
    offers = offers_for(part, desk, at=at)
    writing = Writing(part, offers, typed)
    main = _main(writing, desk)
    claim = next(
        (button_form(writing, act) for act in ("claim-review", "claim") if offers.may(act) and not _has_claimed(part, desk, act)),
        None,
    )
    further = further_forms(writing)
    if main is None and further and further[0].shortcut == "Control+Enter":
        main = further.pop(0)
    title, answer, under = _answer(part, desk, names, main)
    todo = _todo(part, desk)
    if main is not None and not main.is_ready:
        main = replace(main, button=_("%(button)s：还差 %(count)s 样") % {"button": main.button, "count": _missing(todo)})
    pane = ActsPane(title, answer, under, todo, main, claim, tuple(further))
    if typed.act and typed.act not in {form.act for form in pane.forms}:
        return ActsPane(title, answer, under, pane.todo, main, claim, pane.more, _("；").join(typed.errors.values()))
    return pane


def _missing(todo: tuple[Status, ...]) -> int:
    """How many lines still stand before the decision."""
    return max(1, sum(1 for line in todo if line.kind in ("wait", "you", "stop")))


def _has_claimed(part: PartView, desk: Desk, act: str) -> bool:
    review = own_review(part, desk)
    holder = part.state.claimed_by if act == "claim" else review.by if review else ""
    return holder == desk.actor.id


def _main(writing: Writing, desk: Desk) -> ActForm | None:
    part, offers = writing.part, writing.offers
    if offers.may("opinion"):
        return opinion_form(writing)
    for act in ("issue", "close"):
        if offers.may(act):
            return button_form(writing, act)
    mine = part.state.claimed_by == desk.actor.id and desk.may_act
    if part.state.status is PartStatus.ACCEPTED and mine and not part.state.is_paused:
        adverse = any(review.verdict == "disagree" for review in part.state.reviews)
        return decision_form(writing, remedies_of(part), has_adverse=adverse)
    return None


def remedies_of(part: PartView) -> tuple[str, ...]:
    """What a negative decision will say of remedies, as it is printed."""
    remedies = Remedies(REVIEW_BODY, COURT)
    told = {
        "title": OUTCOMES[part.state.profile][1],
        "days": remedies.review_days,
        "body": remedies.review_body,
        "months": remedies.suit_months,
        "court": remedies.court,
    }
    return (
        _("《%(title)s》会这样写：") % told,
        _(
            "如不服本决定，可以自收到本决定书之日起%(days)s日内向%(body)s申请行政复议，也可以自收到之日起%(months)s个月内依法向%(court)s提起行政诉讼。"
        )
        % told,
    )


def _answer(part: PartView, desk: Desk, names: Mapping[str, str], main: ActForm | None) -> tuple[str, str, str]:
    """Title of the pane, the large answer, one line under it."""
    review = own_review(part, desk)
    if not desk.may_act:
        return _("电子监察"), _("只能看，不能办"), ""
    if review is not None and part.state.status is PartStatus.ACCEPTED:
        if not review.verdict:
            return _for_review(review.by, review.due_on, desk, names)
        word = VERDICTS[review.verdict][1]()
        return _("我的意见"), _("意见交了：%(word)s") % {"word": word}, _("交了算数。要改，请和办这件事的部门说。")
    if part.state.department == desk.code:
        return _for_own_body(part, desk, names, main)
    return _("我做什么"), _("现在不用您做什么"), _("本项由%(office)s决定。") % {"office": office_name(part.state.department)}


def _for_review(by: str, due: date | None, desk: Desk, names: Mapping[str, str]) -> tuple[str, str, str]:
    until = _("%(day)s前交") % {"day": spoken_day(due)} if due else ""
    if by and by != desk.actor.id:
        return _("我的意见"), _("%(name)s在写") % {"name": names.get(by, "")}, _("同一个部门交一份意见。要接手，请他先转给您。")
    return _("我的意见"), _("请您出意见"), until


def _for_own_body(part: PartView, desk: Desk, names: Mapping[str, str], main: ActForm | None) -> tuple[str, str, str]:
    state = part.state
    if state.status is not PartStatus.ACCEPTED:
        return _STAGES.get(state.status, _ended)(part)
    if state.is_paused:
        name = procedure_name(state.pauses[-1].procedure)
        if state.hearing == "announced" and state.hearing_on:
            return _("停着表"), _("听证定在%(day)s") % {"day": spoken_day(state.hearing_on)}, _("开过以后录笔录，时间接着算。")
        return _("停着表"), _("在做%(name)s，时间不算") % {"name": name}, _("有结果就录，时间接着算。")
    until = _("%(day)s前决定") % {"day": spoken_day(part.decide_by)} if part.decide_by else ""
    if state.claimed_by and state.claimed_by != desk.actor.id:
        return _("本项的决定"), _("%(name)s在办") % {"name": names.get(state.claimed_by, "")}, until
    if not state.claimed_by:
        return _("本项的决定"), _("还没有人接手"), until
    if main is not None and main.is_ready:
        return _("我的决定"), _("可以决定了"), until
    return _("我的决定"), _("还不能决定"), until


def _waiting(part: PartView) -> tuple[str, str, str]:
    keys = _("、").join(document_name(key) for key in part.state.waits_for)
    return _("我做什么"), _("等前一项"), _("%(keys)s一到，自动收件。") % {"keys": keys}


_STAGES: Mapping[PartStatus, Callable[[PartView], tuple[str, str, str]]] = {
    PartStatus.WAITING: _waiting,
    PartStatus.RECEIVED: lambda part: (_("我做什么"), _("窗口正在看材料齐不齐"), _("受理以后到您这里。")),
    PartStatus.CORRECTING: lambda part: (_("我做什么"), _("等申请人补正"), _("补齐以后重新收件。")),
    PartStatus.GRANTED: lambda part: (_("我做什么"), _("准予了，请出证"), _("出了证，等它的分项马上开工。")),
    PartStatus.ISSUED: lambda part: (_("我做什么"), _("证照出来了"), _("盖好章，网上的自动送达，窗口的由窗口交。")),
}


def _ended(part: PartView) -> tuple[str, str, str]:
    return _("我做什么"), _("现在不用您做什么"), _("这一项已经办完。")


def _todo(part: PartView, desk: Desk) -> tuple[Status, ...]:
    """What stands before the decision, met or missing; only for the body that decides."""
    state = part.state
    if state.department != desk.code or state.status is not PartStatus.ACCEPTED:
        return ()
    lines = [
        Status(VERDICTS[review.verdict][0], office_name(review.department) + _("：") + VERDICTS[review.verdict][1]())
        if review.verdict
        else Status("wait", _("还差%(office)s的意见") % {"office": office_name(review.department)})
        for review in state.reviews
    ]
    if state.supplements:
        missing = _("、").join(document_name(key) for key in state.supplements)
        lines.append(Status("wait", _("还差容缺的%(missing)s") % {"missing": missing}))
    lines += _hearing_todo(part)
    return tuple(lines)


def _hearing_todo(part: PartView) -> list[Status]:
    state = part.state
    words = {
        "told": ("wait", _("已告知听证权利，等申请人答复")),
        "requested": ("you", _("申请人要求听证，请安排")),
        "announced": ("stop", _("听证已通知，等开完")),
        "held": ("done", _("听证开过了")),
        "lapsed": ("done", _("没有人要求听证")),
    }
    lines = [Status(*words[state.hearing])] if state.hearing in words else []
    if part.facts.terms.hearing == "mandatory" and not state.hearing:
        lines.append(Status("you", _("这一项依法要先听证，请安排")))
    party = {
        "told": ("wait", _("已告知另一方，等他答复")),
        "heard": ("done", _("听过另一方了")),
        "lapsed": ("done", _("另一方没有答复")),
    }
    if state.party in party:
        lines.append(Status(*party[state.party]))
    return lines


def broken_sentence(broken: BrokenRule) -> str:
    """A broken rule in words, with departments and documents by their names."""
    return sentence(broken, name=_name)


def _name(code: str) -> str:
    return document_name(DocumentKey.parse(code)) if code.count(":") == 2 else office_name(code)
