"""The forms of the right pane: for each act its fields with what was typed, its words and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from onewindow.cases.selectors import PartView
from onewindow.core.clock import law_day
from onewindow.ledger.ids import new_id
from onewindow.pages.dates import spoken_day, spoken_days
from onewindow.pages.fields import Choice, ScreenField
from onewindow.pages.procedures import procedure_name
from onewindow.review.offers import Offers, day_after_pause
from onewindow.review.people import colleagues_of

USUAL_PAUSE, PARTY_DAYS = 3, 10


@dataclass(frozen=True, slots=True)
class Typed:
    """What was posted and refused: kept on the page, with the sentence for each field (`form` is the whole act)."""

    act: str
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)

    def value(self, act: str, name: str, otherwise: Any = "") -> Any:
        return self.values.get(name, "") if act == self.act else otherwise

    def error(self, act: str, name: str) -> str:
        return self.errors.get(name, "") if act == self.act else ""


NOTHING = Typed("", {})


@dataclass(frozen=True, slots=True)
class Option:
    """One answer with its key: 1, 2, 3."""

    value: str
    label: str
    cap: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ActForm:
    """`options` are the large choices on top; `shortcut` what opens or presses it; `key` the idempotency key of this rendering."""

    act: str
    title: str
    button: str
    action: str
    fields: tuple[ScreenField, ...] = ()
    options: tuple[Option, ...] = ()
    option_name: str = ""
    note: str = ""
    error: str = ""
    option_error: str = ""
    shortcut: str = ""
    is_ready: bool = True
    is_open: bool = False
    remedies: tuple[str, ...] = ()
    key: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Writing:
    """What every form needs: the part, what is offered, what was typed."""

    part: PartView
    offers: Offers
    typed: Typed

    def form(self, act: str, title: str, button: str, *fields: ScreenField, **more: Any) -> ActForm:
        more.setdefault("is_open", act == self.typed.act)
        return ActForm(
            act,
            title,
            button,
            reverse("review:act", args=[self.part.id, act]),
            fields,
            error=self.typed.error(act, "form"),
            **more,
        )

    def field(self, act: str, name: str, label: str, kind: str = "long", otherwise: Any = "", **more: Any) -> ScreenField:
        return ScreenField(name, label, kind, self.typed.value(act, name, otherwise), error=self.typed.error(act, name), **more)

    def options(self, act: str, name: str, answers: Mapping[str, str]) -> dict[str, Any]:
        chosen = self.typed.value(act, name)
        options = (Option(value, word, str(place), value == chosen) for place, (value, word) in enumerate(answers.items(), 1))
        return {"options": tuple(options), "option_name": name, "option_error": self.typed.error(act, name)}


def opinion_form(writing: Writing) -> ActForm:
    answers = {
        "agree": _("同意"),
        "agree_after_change": _("改好后同意（列明要改的）"),
        "disagree": _("不同意（写明理由）"),
    }
    text = writing.field(
        "opinion", "opinion_text", _("要改的，或者不同意的理由"), hint=_("选 2、3 要写；会原样给牵头部门和申请人看")
    )
    options = writing.options("opinion", "verdict", answers)
    return writing.form("opinion", _("我的意见"), _("交意见"), text, shortcut="Control+Enter", **options)


def decision_form(writing: Writing, remedies: tuple[str, ...], *, has_adverse: bool) -> ActForm:
    hint = _("有部门不同意：准予的，写明为什么不采纳") if has_adverse else _("不予的要写明事实和依据；准予的可以不写")
    text = writing.field("decide", "decision_text", _("理由"), hint=hint)
    answers = {"grant": _("准予"), "refuse": _("不予（写明理由和救济途径）")}
    options = writing.options("decide", "decision", answers)
    ready = writing.offers.may("decide")
    return writing.form(
        "decide", _("我的决定"), _("作出决定"), text, shortcut="Control+Enter", remedies=remedies, is_ready=ready, **options
    )


def _commit(writing: Writing) -> ActForm:
    promised = ScreenField(
        "promised",
        _("告知承诺书"),
        "choices",
        choices=(
            Choice(
                "yes",
                _("申请人已签，我看过了"),
                _("承诺不实的，事后撤销决定"),
                writing.typed.value("commit", "promised") == "yes",
            ),
        ),
        error=writing.typed.error("commit", "promised"),
    )
    return writing.form("commit", _("凭告知承诺当场决定"), _("受理并准予"), promised, shortcut="Control+Enter")


def _pause(writing: Writing) -> ActForm:
    chosen = writing.typed.value("pause", "procedure", writing.offers.procedures[0])
    choices = tuple(Choice(name, procedure_name(name), chosen=name == chosen) for name in writing.offers.procedures)
    procedure = ScreenField(
        "procedure", _("什么程序"), "choice", choices=choices, error=writing.typed.error("pause", "procedure")
    )
    days = writing.field("pause", "pause_days", _("预计要几天"), "number", str(USUAL_PAUSE), unit=_("个工作日"), width="short")
    after = day_after_pause(writing.part, USUAL_PAUSE, today=law_day(writing.part.at))
    note = (
        _("会书面告知申请人。停 %(days)s 的话，决定期限顺延到%(day)s。")
        % {
            "days": spoken_days(USUAL_PAUSE),
            "day": spoken_day(after),
        }
        if after
        else _("会书面告知申请人，这几天不算在期限内。")
    )
    return writing.form("pause", _("停表（行政许可法第四十五条）"), _("停表并告知"), procedure, days, note=note, shortcut="p")


def _resume(writing: Writing) -> ActForm:
    text = writing.field("resume", "result_text", _("结果"), hint=_("例如：水质检测合格，报告编号……"))
    return writing.form(
        "resume", _("录结果，接着算时间"), _("接着算时间"), text, note=_("今天是不算的最后一天。"), shortcut="Control+Enter"
    )


def _extend(writing: Writing) -> ActForm:
    most = writing.offers.most_extension
    hint = _("只能延长一次，最多 %(most)s") % {"most": spoken_days(most)}
    days = writing.field("extend", "extension_days", _("延长几天"), "number", hint=hint, unit=_("个工作日"), width="short")
    text = writing.field("extend", "extension_text", _("为什么要延长"), hint=_("会告知申请人"))
    return writing.form("extend", _("批准延长期限"), _("批准延长"), days, text, shortcut="e")


def _tell_hearing(writing: Writing) -> ActForm:
    note = _("申请人和利害关系人五个工作日内可以要求听证，不收费。")
    return writing.form("tell-hearing", _("告知听证权利"), _("告知，送告知书"), note=note, shortcut="h")


def _announce_hearing(writing: Writing) -> ActForm:
    earliest = writing.offers.earliest_hearing
    hint = _("要提前 7 个工作日通知，最早%(day)s") % {"day": spoken_day(earliest)}
    on = writing.field("announce-hearing", "hearing_on", _("哪一天"), "date", earliest.isoformat(), hint=hint, width="date")
    chosen = writing.typed.value("announce-hearing", "presider")
    people = colleagues_of(writing.part.state.department)
    choices = (Choice("", _("请选")), *(Choice(id, name, chosen=id == chosen) for id, name in people.items()))
    presider = ScreenField(
        "presider",
        _("主持人"),
        "select",
        choices=choices,
        hint=_("审过这件申请的人不能主持"),
        error=writing.typed.error("announce-hearing", "presider"),
    )
    return writing.form("announce-hearing", _("安排听证"), _("定下来，发通知"), on, presider, shortcut="h")


def _record_hearing(writing: Writing) -> ActForm:
    text = writing.field("record-hearing", "hearing_text", _("听证笔录"), hint=_("各方签过字的；决定要依据它"))
    return writing.form("record-hearing", _("录听证笔录"), _("录入，接着算时间"), text, shortcut="Control+Enter")


def _tell_party(writing: Writing) -> ActForm:
    days = writing.field(
        "tell-party", "party_days", _("给他几天答复"), "number", str(PARTY_DAYS), unit=_("个工作日"), width="short"
    )
    return writing.form("tell-party", _("告知另一方"), _("告知，送告知书"), days, shortcut="h")


def _record_statement(writing: Writing) -> ActForm:
    text = writing.field("record-statement", "statement_text", _("另一方怎么说"))
    return writing.form("record-statement", _("记下另一方的意见"), _("记下"), text, shortcut="h")


_FURTHER: Mapping[str, Callable[[Writing], ActForm]] = {
    "commit": _commit,
    "resume": _resume,
    "record-hearing": _record_hearing,
    "tell-party": _tell_party,
    "record-statement": _record_statement,
    "tell-hearing": _tell_hearing,
    "announce-hearing": _announce_hearing,
    "pause": _pause,
    "extend": _extend,
}


def further_forms(writing: Writing) -> list[ActForm]:
    """The forms of everything else that may be done now, and of what was tried, with why it could not be done."""
    return [
        make(writing)
        for act, make in _FURTHER.items()
        if writing.offers.may(act) and (act != "pause" or writing.offers.procedures)
    ]


def button_form(writing: Writing, act: str) -> ActForm:
    """An act that needs no words: claim, issue, close."""
    titles = {
        "claim-review": (_("接手"), _("接手出意见"), "c"),
        "claim": (_("接手"), _("接手审查"), "c"),
        "issue": (_("出证"), _("出证，送去盖章"), "Control+Enter"),
        "close": (_("办结"), _("办结"), "Control+Enter"),
    }
    title, button, shortcut = titles[act]
    return writing.form(act, title, button, shortcut=shortcut)
