"""Which events may follow which status, written down once by hand from the law and the design, so that core is compared with it."""

import ast
from dataclasses import dataclass, field
from pathlib import Path

from onewindow import core
from onewindow.core import events as e
from onewindow.core import rules
from onewindow.core.state import PartState, Status, evolve

NEW = "new"
"""Before a part is filed."""
_OPEN = (Status.WAITING, Status.RECEIVED, Status.CORRECTING, Status.ACCEPTED)
LAWFUL = frozenset(
    (str(status), kind)
    for kind, statuses in {
        e.ApplicationFiled: (NEW,),
        e.DocumentArrived: (Status.WAITING,),
        e.ApplicationReceived: (Status.WAITING,),
        e.NotReceived: (Status.WAITING,),
        e.CorrectionRequested: (Status.RECEIVED,),
        e.CorrectionSupplied: (Status.CORRECTING,),
        e.CorrectionLapsed: (Status.CORRECTING,),
        e.AcceptanceRefused: (Status.RECEIVED,),
        e.ApplicationAccepted: (Status.RECEIVED,),
        e.ResultIssued: (Status.GRANTED,),
        e.ResultDelivered: (Status.ISSUED,),
        e.PartClosed: (Status.GRANTED, Status.ISSUED),
        e.ApplicationWithdrawn: _OPEN,
        **dict.fromkeys(
            (
                e.ReviewsRequested,
                e.SupplementSupplied,
                e.SupplementLapsed,
                e.ReviewClaimed,
                e.OpinionGiven,
                e.DecisionClaimed,
                e.ClockPaused,
                e.ClockResumed,
                e.TermExtended,
                e.HearingRightTold,
                e.HearingRequested,
                e.HearingRightLapsed,
                e.HearingAnnounced,
                e.HearingHeld,
                e.PartyTold,
                e.StatementRecorded,
                e.StatementRightLapsed,
                e.ApplicationGranted,
                e.ApplicationRefused,
            ),
            (Status.ACCEPTED,),
        ),
    }.items()
    for status in statuses
)
"""Every (status before, event): what is not here is unlawful, what is here must be reached by a test."""

OF_SUBMISSION = frozenset({rules.UnknownItem, rules.NothingToApplyFor})
"""Rules that are broken before there is a part; `tests/cases/test_submission.py` reaches them."""
OF_A_PART = frozenset(rules.BrokenRule.__subclasses__()) - OF_SUBMISSION


def raises_in_core() -> frozenset[tuple[str, int]]:
    """(module, line) of each place where core raises a rule."""
    found = set()
    for path in Path(core.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Raise) and ast.unparse(node).startswith("raise rules."):
                found.add((path.name, node.lineno))
    return frozenset(found)


@dataclass
class Reached:
    """What a run has come to: transitions, rules, and the lines that raised them."""

    transitions: set[tuple[str, type]] = field(default_factory=set)
    broken_rules: set[type] = field(default_factory=set)
    raises: set[tuple[str, int]] = field(default_factory=set)

    def step(self, state: PartState, happened: e.Happened) -> PartState:
        """The state after the event; fails when law knows no such transition."""
        transition = (str(state.status) if state.number else NEW, type(happened.event))
        assert transition in LAWFUL, f"{transition[0]} → {transition[1].__name__} is not lawful"
        self.transitions.add(transition)
        return evolve(state, happened.event, happened.at)

    def broken(self, broken: rules.BrokenRule) -> None:
        assert broken.basis, f"{broken} cites no article"
        self.broken_rules.add(type(broken))
        place = broken.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        if place is not None:
            self.raises.add((Path(place.tb_frame.f_code.co_filename).name, place.tb_lineno))
