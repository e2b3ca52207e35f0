"""What erasing a person means for his cases: refused while something is open or valid; then answers and words go, events stay and replay."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from onewindow.cases.models import Case, Form, Part, Words
from onewindow.certs.models import Permit, PermitState
from onewindow.core.state import ENDED

_LIVE = (PermitState.VALID, PermitState.CHANGED, PermitState.RENEWED, PermitState.SUSPENDED)


def guard(person_id: str) -> str | None:
    """Why the person cannot be erased yet: an open case or a valid permit; None when nothing stands against it."""
    ended = [status.value for status in ENDED]
    cases = Case.objects.filter(applicant=person_id)
    if Part.objects.filter(case_id__in=cases.values("pk")).exclude(status__in=ended).exists():
        return _("还有没办完的办件。办完或者撤回以后才能删除。")
    if Permit.objects.filter(holder_id=person_id, state__in=_LIVE).exists():
        return _("还有有效的证照。注销或者到期以后才能删除。")
    return None


def erase(person_id: str, at: datetime) -> None:
    """Empty the answers and words of his cases with their salts: what the events refer to can never be found again."""
    cases = list(Case.objects.filter(applicant=person_id).values_list("pk", flat=True))
    parts = list(Part.objects.filter(case_id__in=cases).values_list("pk", flat=True))
    Form.objects.filter(case_id__in=cases).update(answers=None, salt="", erased_at=at)
    Words.objects.filter(part_id__in=parts).update(text=None, salt="", erased_at=at)
