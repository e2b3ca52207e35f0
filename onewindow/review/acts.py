"""What an approver's form asks for, read from what was typed and handed to the one service that does it. No rule of law is decided here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from onewindow.cases import services
from onewindow.cases.services import Outcome
from onewindow.core import rules
from onewindow.core.rules import BrokenRule
from onewindow.review.desks import Desk

LONGEST = 4000
MOST_DAYS = 250
"""More working days than a year has would leave the announced calendar; no procedure of an application takes so long."""
PROMISE = "申请人已经知道条件和材料要求，书面承诺符合条件、提交的材料真实有效，愿意承担不实承诺的责任。"
_KEY = re.compile(r"[0-9a-z]{26}", re.ASCII)


class Wrong(ValueError):
    """What was typed cannot be read: the sentence for each field, empty name for the whole form."""

    def __init__(self, **fields: str) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


@dataclass(frozen=True, slots=True)
class Doing:
    """One act as it was asked for: who, on which part, when, under which key, with what typed."""

    part: str
    desk: Desk
    at: datetime
    typed: Mapping[str, str]

    @property
    def common(self) -> dict[str, object]:
        return {"part": self.part, "actor": self.desk.actor, "at": self.at, "key": self.key}

    @property
    def key(self) -> str:
        """The idempotency key that the page was rendered with. Raises Wrong."""
        key = self.typed.get("key", "")
        if not _KEY.fullmatch(key):
            raise Wrong(form=_("这一页不完整，没有办成。您写的都在，请再按一次。"))
        return key

    def text(self, name: str) -> str:
        """What was written, without what cannot be stored. Raises Wrong when it is too long."""
        written = self.typed.get(name, "").replace("\x00", "").replace("\r\n", "\n").strip()
        if len(written) > LONGEST:
            raise Wrong(**{name: _("太长了，最多写 %(most)s 个字。") % {"most": LONGEST}})
        return written

    def days(self, name: str) -> int:
        """A number of working days. Raises Wrong."""
        written = self.typed.get(name, "").strip()
        if not (written.isdecimal() and len(written) <= 4 and 1 <= int(written) <= MOST_DAYS):
            raise Wrong(**{name: _("请填数字，单位是工作日，1 到 %(most)s。") % {"most": MOST_DAYS}})
        return int(written)

    def day(self, name: str) -> date:
        """A day within a year. Raises Wrong."""
        try:
            day = date.fromisoformat(self.typed.get(name, "").strip())
        except ValueError:
            raise Wrong(**{name: _("请填哪一天，例如 2026-04-20。")}) from None
        if abs((day - self.at.date()).days) > 366:
            raise Wrong(**{name: _("请填一年以内的日子。")})
        return day

    def choice(self, name: str, known: Mapping[str, str] | tuple[str, ...], words: str) -> str:
        """One of the values that the form offers. Raises Wrong."""
        chosen = self.typed.get(name, "")
        if chosen not in known:
            raise Wrong(**{name: words})
        return chosen


def do(act: str, doing: Doing) -> Outcome:
    """Do it. Raises Wrong for what cannot be read, BrokenRule, and as `cases.change`."""
    return ACTS[act](doing)


def _claim_review(doing: Doing) -> Outcome:
    return services.claim_review(department=doing.desk.code, **doing.common)  # type: ignore[arg-type]


def _give_opinion(doing: Doing) -> Outcome:
    verdict = doing.choice("verdict", ("agree", "agree_after_change", "disagree"), _("请先选一种意见：1、2 或者 3。"))
    text = doing.text("opinion_text")
    return services.give_opinion(department=doing.desk.code, verdict=verdict, text=text, **doing.common)  # type: ignore[arg-type]


def _claim(doing: Doing) -> Outcome:
    return services.claim_decision(**doing.common)  # type: ignore[arg-type]


def _decide(doing: Doing) -> Outcome:
    decision = doing.choice("decision", ("grant", "refuse"), _("请先选：1 准予，或者 2 不予。"))
    verb = services.grant if decision == "grant" else services.refuse
    return verb(reason=doing.text("decision_text"), **doing.common)  # type: ignore[arg-type]


def _commit(doing: Doing) -> Outcome:
    promise = PROMISE if doing.typed.get("promised") == "yes" else ""
    return services.grant_on_commitment(promise=promise, **doing.common)  # type: ignore[arg-type]


def _pause(doing: Doing) -> Outcome:
    procedure = doing.text("procedure")[:40]
    return services.pause_clock(procedure=procedure, expected_days=doing.days("pause_days"), **doing.common)  # type: ignore[arg-type]


def _resume(doing: Doing) -> Outcome:
    return services.resume_clock(text=doing.text("result_text"), **doing.common)  # type: ignore[arg-type]


def _extend(doing: Doing) -> Outcome:
    days, reason = doing.days("extension_days"), doing.text("extension_text")
    return services.extend_term(days=days, reason=reason, **doing.common)  # type: ignore[arg-type]


def _tell_hearing(doing: Doing) -> Outcome:
    return services.tell_hearing_right(**doing.common)  # type: ignore[arg-type]


def _announce_hearing(doing: Doing) -> Outcome:
    presider = doing.text("presider")[:40]
    return services.announce_hearing(on=doing.day("hearing_on"), presider=presider, **doing.common)  # type: ignore[arg-type]


def _record_hearing(doing: Doing) -> Outcome:
    return services.record_hearing(record=doing.text("hearing_text"), **doing.common)  # type: ignore[arg-type]


def _tell_party(doing: Doing) -> Outcome:
    return services.tell_party(days=doing.days("party_days"), **doing.common)  # type: ignore[arg-type]


def _record_statement(doing: Doing) -> Outcome:
    return services.record_statement(statement=doing.text("statement_text"), **doing.common)  # type: ignore[arg-type]


def _issue(doing: Doing) -> Outcome:
    return services.issue(**doing.common)  # type: ignore[arg-type]


def _close(doing: Doing) -> Outcome:
    return services.close(**doing.common)  # type: ignore[arg-type]


ACTS: Mapping[str, Callable[[Doing], Outcome]] = {
    "claim-review": _claim_review,
    "opinion": _give_opinion,
    "claim": _claim,
    "decide": _decide,
    "commit": _commit,
    "pause": _pause,
    "resume": _resume,
    "extend": _extend,
    "tell-hearing": _tell_hearing,
    "announce-hearing": _announce_hearing,
    "record-hearing": _record_hearing,
    "tell-party": _tell_party,
    "record-statement": _record_statement,
    "issue": _issue,
    "close": _close,
}
"""What may be posted, by the last word of its address."""

_TEXT_OF = {
    "opinion": "opinion_text",
    "decide": "decision_text",
    "extend": "extension_text",
    "record-hearing": "hearing_text",
    "record-statement": "statement_text",
}
_FIELD_OF: Mapping[type[BrokenRule], str] = {
    rules.ExtensionTooLong: "extension_days",
    rules.HearingNoticeTooShort: "hearing_on",
    rules.PresiderReviewed: "presider",
    rules.PauseTimeMissing: "pause_days",
    rules.NotAPausingProcedure: "procedure",
    rules.PromiseMissing: "promised",
}


def field_of(act: str, broken: BrokenRule) -> str:
    """Beside which field a broken rule is told; `form` where it concerns the whole act."""
    if isinstance(broken, (rules.ReasonMissing, rules.AdverseOpinionUnanswered)):
        return _TEXT_OF.get(act, "form")
    return _FIELD_OF.get(type(broken), "form")
