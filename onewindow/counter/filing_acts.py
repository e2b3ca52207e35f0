"""What the counter's keys do with a filing: send it under the form's one key, then accept, tell once or refuse its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from onewindow.cases import selectors, services
from onewindow.cases.selectors import PartView
from onewindow.cases.services import Application, submit_application
from onewindow.cases.submission import item_versions
from onewindow.core.commands import Actor, Defect
from onewindow.core.rules import BrokenRule
from onewindow.core.state import Status
from onewindow.counter.filing import Filing

Act = Callable[[PartView, str], None]


def file_and_accept(filing: Filing, *, promise: str = "", actor: Actor, at: datetime, key: str) -> str:
    """Send the application and accept every received part; with `promise` also where only tolerable materials are missing.

    Returns the case's id. Sent twice with one key it is one case. Raises as `submit_application`.
    """

    def act(part: PartView, own_key: str) -> None:
        lacks = bool(part.state.missing())
        services.accept(part=part.id, tolerate=lacks, promise=promise if lacks else "", actor=actor, at=at, key=own_key)

    return _file(filing, act, actor=actor, at=at, key=key)


def file_and_correct(filing: Filing, defects: tuple[Defect, ...], *, actor: Actor, at: datetime, key: str) -> str:
    """Send the application; parts with a defect get the one list of theirs, the others are accepted. Returns the case's id."""

    def act(part: PartView, own_key: str) -> None:
        known = {need.key for need in part.state.needed} | {given.key for given in part.state.given}
        own = tuple(defect for defect in defects if defect.key in known)
        if own:
            services.request_correction(part=part.id, defects=own, actor=actor, at=at, key=own_key)
        elif not part.state.missing():
            services.accept(part=part.id, actor=actor, at=at, key=own_key)

    return _file(filing, act, actor=actor, at=at, key=key)


def file_and_refuse(filing: Filing, item: str, refusal: Mapping[str, str], *, actor: Actor, at: datetime, key: str) -> str:
    """Send the application and do not accept the part of `item`; other parts stay received. Returns the case's id."""

    def act(part: PartView, own_key: str) -> None:
        if part.state.item == item:
            services.refuse_acceptance(
                part=part.id,
                ground=refusal["ground"],
                reason=refusal["reason"],
                competent=refusal["competent"],
                actor=actor,
                at=at,
                key=own_key,
            )

    return _file(filing, act, actor=actor, at=at, key=key)


def _file(filing: Filing, act: Act, *, actor: Actor, at: datetime, key: str) -> str:
    """One key for the application, and one made from it for each part, so that the whole can be repeated.

    A part whose act is refused stays received and on the worklist, where it says why.
    """
    outcome = submit_application(_application(filing, at), actor=actor, at=at, key=key)
    case = selectors.case_for(actor, outcome.stream_id, at=at)
    for index, part in enumerate(case.parts):
        if part.state.status is Status.RECEIVED:
            _try(act, part, f"{key}.{index}")
    return case.id


def _try(act: Act, part: PartView, key: str) -> None:
    try:
        act(part, key)
    except BrokenRule:
        return


def _application(filing: Filing, at: datetime) -> Application:
    bundle = filing.catalogue.bundles.get(filing.code)
    return Application(
        applicant=filing.who.applicant,
        applicant_kind=filing.who.kind,
        items=item_versions(filing.codes, at),
        answers=filing.sheet.answers,
        given=filing.given,
        bundle=bundle.code if bundle else "",
        catalogue=filing.catalogue.hash,
        lead_department=bundle.lead if bundle else "",
        channel="counter",
    )
