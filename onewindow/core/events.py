"""What happened to a part or a case, in the past tense. Codes, amounts and dates only; a meaning never changes, a new field has a default."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from onewindow.core.commands import Defect, Given, Needed
from onewindow.core.terms import DocumentKey


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; when and by whom stands beside it."""


class Happened(NamedTuple):
    """An event with the moment at which it has effect in law."""

    event: Event
    at: datetime


@dataclass(frozen=True, slots=True)
class ApplicationSubmitted(Event):
    """Case: the applicant signed and sent one application; `parts` pairs each part with its item."""

    number: str
    applicant: str
    bundle: str
    catalogue: str
    parts: tuple[tuple[str, str], ...]
    channel: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationFiled(Event):
    """The part exists, bound to its item version."""

    case: str
    number: str
    item: str
    item_version: str
    profile: str
    department: str
    lead_department: str
    applicant: str
    applicant_kind: str = "person"
    needed: tuple[Needed, ...] = ()
    given: tuple[Given, ...] = ()
    waits_for: tuple[DocumentKey, ...] = ()
    gates: tuple[tuple[DocumentKey, DocumentKey], ...] = ()
    channel: str = "online"


@dataclass(frozen=True, slots=True)
class DocumentArrived(Event):
    """A document that the part waited for exists: `how` is yielded by another part, or asked of the applicant."""

    key: DocumentKey
    permit: str = ""
    how: str = "yielded"


@dataclass(frozen=True, slots=True)
class ApplicationReceived(Event):
    """The body has the materials: the completeness clock begins (W01)."""


@dataclass(frozen=True, slots=True)
class NotReceived(Event):
    """Closed while waiting: the document it needs will not come; the applicant may apply again."""

    key: DocumentKey


@dataclass(frozen=True, slots=True)
class CorrectionRequested(Event):
    """The one list of everything to put right (W02)."""

    defects: tuple[Defect, ...]
    until: date


@dataclass(frozen=True, slots=True)
class CorrectionSupplied(Event):
    """Corrected materials came in."""

    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class CorrectionLapsed(Event):
    """The term of the correction notice ended unanswered; counts as withdrawn (W20)."""

    calendar: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationAccepted(Event):
    """Accepted with effect on `on` (W03, W05): `mode` is examined, deemed, tolerant or commitment."""

    on: date
    mode: str
    missing: tuple[DocumentKey, ...] = ()
    supplement_until: date | None = None
    promise: str = ""
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class AcceptanceRefused(Event):
    """Not accepted (W04)."""

    ground: str
    text: str = ""
    competent: str = ""


@dataclass(frozen=True, slots=True)
class ReviewsRequested(Event):
    """Other departments are asked for their opinion, all at once: (department, role, due on)."""

    reviews: tuple[tuple[str, str, date | None], ...]


@dataclass(frozen=True, slots=True)
class SupplementSupplied(Event):
    """Tolerated materials came in."""

    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class SupplementLapsed(Event):
    """Tolerated materials did not come in time; counts as withdrawn (W20)."""

    calendar: str = ""


@dataclass(frozen=True, slots=True)
class ReviewClaimed(Event):
    department: str
    by: str


@dataclass(frozen=True, slots=True)
class OpinionGiven(Event):
    department: str
    verdict: str
    by: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class DecisionClaimed(Event):
    by: str


@dataclass(frozen=True, slots=True)
class ClockPaused(Event):
    """A special procedure began; its days do not count (W07)."""

    procedure: str
    expected_days: int


@dataclass(frozen=True, slots=True)
class ClockResumed(Event):
    procedure: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class TermExtended(Event):
    """The term is longer by `days` (W08)."""

    days: int
    by: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class HearingRightTold(Event):
    """Applicant and third parties may ask for a hearing until the day given (W09)."""

    until: date


@dataclass(frozen=True, slots=True)
class HearingRequested(Event):
    by: str


@dataclass(frozen=True, slots=True)
class HearingRightLapsed(Event):
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class HearingAnnounced(Event):
    """Day and presider are announced (W10)."""

    on: date
    presider: str


@dataclass(frozen=True, slots=True)
class HearingHeld(Event):
    """The record is signed (W11)."""

    text: str


@dataclass(frozen=True, slots=True)
class PartyTold(Event):
    """The other party may answer until the day given (W12)."""

    until: date


@dataclass(frozen=True, slots=True)
class StatementRecorded(Event):
    text: str


@dataclass(frozen=True, slots=True)
class StatementRightLapsed(Event):
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationGranted(Event):
    """Decided for the applicant (W14); `commitment` refers to the promise it rests on (W06)."""

    by: str
    text: str = ""
    commitment: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationRefused(Event):
    """Decided against the applicant (W15)."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class ResultIssued(Event):
    """The result documents exist (W16): (document, permit)."""

    documents: tuple[tuple[DocumentKey, str], ...]


@dataclass(frozen=True, slots=True)
class ResultDelivered(Event):
    """Delivered (W17)."""

    way: str
    receiver: str


@dataclass(frozen=True, slots=True)
class PartClosed(Event):
    """Everything is done."""


@dataclass(frozen=True, slots=True)
class ApplicationWithdrawn(Event):
    """Taken back by the applicant (W20)."""

    by: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class PermitIssued(Event):
    """Permit: its own life begins."""

    part: str
    document: DocumentKey
    number: str
    identifier: str
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class PermitRevoked(Event):
    """Permit: ended by the body, `ground` cites the article (行政许可法 §69, §70)."""

    ground: str
    text: str = ""


CASE_EVENTS = (ApplicationSubmitted,)
PERMIT_EVENTS = (PermitIssued, PermitRevoked)
PART_EVENTS = (
    ApplicationFiled,
    DocumentArrived,
    ApplicationReceived,
    NotReceived,
    CorrectionRequested,
    CorrectionSupplied,
    CorrectionLapsed,
    ApplicationAccepted,
    AcceptanceRefused,
    ReviewsRequested,
    SupplementSupplied,
    SupplementLapsed,
    ReviewClaimed,
    OpinionGiven,
    DecisionClaimed,
    ClockPaused,
    ClockResumed,
    TermExtended,
    HearingRightTold,
    HearingRequested,
    HearingRightLapsed,
    HearingAnnounced,
    HearingHeld,
    PartyTold,
    StatementRecorded,
    StatementRightLapsed,
    ApplicationGranted,
    ApplicationRefused,
    ResultIssued,
    ResultDelivered,
    PartClosed,
    ApplicationWithdrawn,
)
EVENTS = {kind.__name__: kind for kind in (*CASE_EVENTS, *PERMIT_EVENTS, *PART_EVENTS)}
