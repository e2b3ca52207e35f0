"""What people and systems ask of a part: one frozen dataclass a verb. Texts appear as references to erasable rows, never as words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from onewindow.core.terms import DocumentKey


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: `id` is a code of the accounts (never a name); `acts_for` are the persons and firms he may apply for."""

    id: str
    roles: frozenset[str] = frozenset()
    department: str | None = None
    acts_for: frozenset[str] = frozenset()


SYSTEM = Actor("system", frozenset({"system"}))
"""The worker, when time or a document acts."""


class Given(NamedTuple):
    """A material handed in or obtained: how (`held`, `shared`, `generated`, `asked`) and the address of its evidence."""

    key: DocumentKey
    how: str
    evidence: str = ""


class Needed(NamedTuple):
    """A material that this application needs, after the conditions were answered."""

    key: DocumentKey
    tolerable: bool = False
    group: str | None = None
    supplement_days: int = 10


class Defect(NamedTuple):
    """One thing to put right: the material, a code of what is wrong, and a reference to the words."""

    key: DocumentKey
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """Something asked of a part."""


@dataclass(frozen=True, slots=True)
class FileApplication(Command):
    """Open a part: the application for one item, bound to its published version.

    `waits_for` are documents that other parts yield, and those that cannot be made before one: `gates` pairs such a document
    with the one that opens it.
    """

    case: str
    number: str
    item: str
    item_version: str
    applicant: str
    applicant_kind: str
    lead_department: str
    needed: tuple[Needed, ...] = ()
    given: tuple[Given, ...] = ()
    waits_for: tuple[DocumentKey, ...] = ()
    gates: tuple[tuple[DocumentKey, DocumentKey], ...] = ()
    channel: str = "online"


@dataclass(frozen=True, slots=True)
class SupplyAwaited(Command):
    """Hand in documents that could not be made before another part's document existed."""

    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class ReceiveDocument(Command):
    """A document that the part waits for exists now."""

    key: DocumentKey
    permit: str = ""


@dataclass(frozen=True, slots=True)
class CloseAsNotReceived(Command):
    """The part that should have yielded a needed document ended without it."""

    key: DocumentKey


@dataclass(frozen=True, slots=True)
class RequestCorrection(Command):
    """Tell once everything that must be put right (行政许可法 §32(四))."""

    defects: tuple[Defect, ...]


@dataclass(frozen=True, slots=True)
class SupplyCorrection(Command):
    """The applicant hands in what the correction notice lists."""

    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Accept(Command):
    """Accept the application (§32(五)); `tolerate` accepts with tolerable materials missing on the promise `promise`."""

    tolerate: bool = False
    promise: str = ""


@dataclass(frozen=True, slots=True)
class RefuseAcceptance(Command):
    """Not accept: `ground` is `no_permit_needed` or `not_competent` (§32(一)(二)); `competent` names the right department."""

    ground: str
    text: str = ""
    competent: str = ""


@dataclass(frozen=True, slots=True)
class SupplySupplement(Command):
    """Hand in materials that were tolerated as missing."""

    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class ClaimReview(Command):
    """Take a department's opinion in hand."""

    department: str


@dataclass(frozen=True, slots=True)
class GiveOpinion(Command):
    """A department's opinion: `agree`, `agree_after_change` or `disagree`; the latter two carry words."""

    department: str
    verdict: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ClaimDecision(Command):
    """Take the examination and decision in hand."""


@dataclass(frozen=True, slots=True)
class PauseClock(Command):
    """Stop the decision clock for a procedure that law does not count (§45), with the working days it needs, told in writing."""

    procedure: str
    expected_days: int


@dataclass(frozen=True, slots=True)
class ResumeClock(Command):
    """The special procedure is over; `text` refers to its result."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class ExtendTerm(Command):
    """Extend the term once with reasons (§42)."""

    days: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class TellHearingRight(Command):
    """Tell applicant and third parties that they may ask for a hearing within five days (§47)."""


@dataclass(frozen=True, slots=True)
class RequestHearing(Command):
    """The applicant asks for the hearing (§47)."""


@dataclass(frozen=True, slots=True)
class AnnounceHearing(Command):
    """Announce day and presider at least seven days before (§48(一))."""

    on: date
    presider: str


@dataclass(frozen=True, slots=True)
class RecordHearing(Command):
    """The hearing was held; `text` refers to its signed record, on which the decision rests (§48(五))."""

    text: str


@dataclass(frozen=True, slots=True)
class TellParty(Command):
    """Tell the other party of the request and of his right to answer (§36; 行政裁决)."""

    days: int = 10


@dataclass(frozen=True, slots=True)
class RecordStatement(Command):
    """What the other party says."""

    text: str


@dataclass(frozen=True, slots=True)
class GrantOnCommitment(Command):
    """Decide on the spot on the applicant's written promise (告知承诺)."""

    promise: str


@dataclass(frozen=True, slots=True)
class Grant(Command):
    """Decide for the applicant; `text` refers to reasons where an opinion is adverse."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Refuse(Command):
    """Decide against the applicant, with reasons and remedies (§38)."""

    text: str


@dataclass(frozen=True, slots=True)
class Issue(Command):
    """Make the result documents exist; `permits` gives the id of each result's own life, in the order of the item's results."""

    permits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deliver(Command):
    """Deliver: `way` is electronic, counter, post or locker; `receiver` refers to who signed."""

    way: str
    receiver: str


@dataclass(frozen=True, slots=True)
class Close(Command):
    """End a part whose result needs no delivery."""


@dataclass(frozen=True, slots=True)
class Withdraw(Command):
    """The applicant takes the application back before the decision."""

    text: str = ""
