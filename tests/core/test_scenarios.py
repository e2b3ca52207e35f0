"""Each row of the table of scenarios is one rule of the law of a part."""

import pytest

from onewindow.core import rules
from onewindow.core.events import Happened
from onewindow.core.part import decide, settle
from onewindow.core.state import PartState, fold
from tests.core.items import facts_of
from tests.core.law import Reached
from tests.core.scenarios import SCENARIOS, Scenario


def play(scenario: Scenario, reached: Reached) -> PartState:
    """Do what the scenario says, compare, and return the state after it."""
    state = PartState()
    for one in scenario.given:
        state = reached.step(state, one)
    before = fold(scenario.given)
    assert state == before
    found = _outcome(scenario, state, reached)
    assert state == before
    if isinstance(scenario.then, rules.BrokenRule) or isinstance(found, rules.BrokenRule):
        assert str(found) == str(scenario.then)
        return state
    assert found == tuple(one if isinstance(one, Happened) else Happened(one, scenario.at) for one in scenario.then)
    for one in found:
        state = reached.step(state, one)
    return state


def _outcome(scenario: Scenario, state: PartState, reached: Reached) -> tuple[Happened, ...] | rules.BrokenRule:
    facts = facts_of(scenario.terms, sealed=scenario.sealed)
    if scenario.when is None:
        return tuple(settle(state, scenario.at, facts))
    try:
        events = decide(state, scenario.when, actor=scenario.by, at=scenario.at, facts=facts)
    except rules.BrokenRule as broken:
        reached.broken(broken)
        return broken
    return tuple(Happened(event, scenario.at) for event in events)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario.rule for scenario in SCENARIOS])
def test_the_rule_holds(scenario):
    play(scenario, Reached())


def test_each_scenario_states_another_rule():
    assert len({scenario.rule for scenario in SCENARIOS}) == len(SCENARIOS)
