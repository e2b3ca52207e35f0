"""From a draft to a case: the application in the words of `cases.services`, sent under the draft's one key."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.cases.models import Case
from onewindow.cases.services import Application, submit_application
from onewindow.cases.submission import item_versions
from onewindow.core.commands import Actor
from onewindow.portal.drafts import mark_sent, promise_of
from onewindow.portal.needs import given_of
from onewindow.portal.task_list import Sheet


def send(sheet: Sheet, *, actor: Actor, at: datetime) -> str:
    """Send the application; the number of the case. Sending it twice is one case. Raises as `submit_application`."""
    outcome = submit_application(application_of(sheet, at), actor=actor, at=at, key=sheet.draft.key)
    number = Case.objects.values_list("number", flat=True).get(pk=outcome.stream_id)
    mark_sent(sheet.draft, number, at=at)
    return number


def application_of(sheet: Sheet, at: datetime) -> Application:
    """Answers, materials and items of the draft. What was promised stands among the answers, for the desk that accepts on it."""
    catalogue, code = sheet.catalogue, sheet.draft.code
    bundle = catalogue.bundles.get(code)
    answers: dict[str, Any] = dict(sheet.answers)
    if promise_of(sheet.draft):
        answers["promised"] = True
    return Application(
        applicant=sheet.applicant.id,
        applicant_kind=sheet.applicant.kind,
        items=item_versions(sheet.codes, at),
        answers=answers,
        given=given_of(sheet.needs, sheet.files, sheet.choices),
        bundle=bundle.code if bundle else "",
        catalogue=catalogue.hash,
        lead_department=bundle.lead if bundle else catalogue.terms(code).department,
        channel="online",
    )
