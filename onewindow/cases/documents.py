"""Which statutory document an event calls for (文书), and whether a part's results are sealed. Rendering and sealing are the worker's."""

from __future__ import annotations

from onewindow.cases.change import state_of
from onewindow.catalog.versions import terms_of_version
from onewindow.certs.models import Document
from onewindow.core import events as e

_CALLS_FOR: dict[type, tuple[str, ...]] = {
    e.ApplicationReceived: ("W01",),
    e.CorrectionRequested: ("W02",),
    e.AcceptanceRefused: ("W04",),
    e.ClockPaused: ("W07",),
    e.TermExtended: ("W08",),
    e.HearingRightTold: ("W09",),
    e.HearingAnnounced: ("W10",),
    e.PartyTold: ("W12",),
    e.ApplicationGranted: ("W14",),
    e.ApplicationRefused: ("W15",),
    e.PermitIssued: ("W16",),
    e.ResultDelivered: ("W17",),
    e.ApplicationWithdrawn: ("W20",),
    e.CorrectionLapsed: ("W20",),
    e.SupplementLapsed: ("W20",),
    e.NotReceived: ("W20",),
}
_ACCEPTANCE = {"tolerant": ("W03", "W05"), "commitment": ("W03", "W06")}


def called_for(event: e.Event) -> tuple[str, ...]:
    """The kinds of document (W01-W20) that this event calls for; none for most."""
    if isinstance(event, e.ApplicationAccepted):
        return _ACCEPTANCE.get(event.mode, ("W03",))
    return _CALLS_FOR.get(type(event), ())


def is_sealed(part_id: str) -> bool:
    """Whether every certificate that the part issued has its sealed file (国令716 §9, §10)."""
    state = state_of(part_id)
    certificates = {result.key for result in terms_of_version(state.item_version).results if result.certificate}
    permits = {permit for key, permit in state.documents if key in certificates}
    sealed = Document.objects.filter(permit_id__in=permits, kind="W16").values_list("permit_id", flat=True)
    return permits <= set(sealed)
