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
    facts = facts_of(scenario.terms, sealed=scenario.sealed)
    state = PartState()
    for one in scenario.given:
        state = reached.step(state, one)
    before = fold(scenario.given)
    assert state == before
    try:
        if scenario.when is None:
            found = settle(state, scenario.at, facts)
        else:
            decided = decide(state, scenario.when, actor=scenario.by, at=scenario.at, facts=facts)
            found = [Happened(event, scenario.at) for event in decided]
    except rules.BrokenRule as broken:
        reached.broken(broken)
        assert str(broken) == str(scenario.then)
        assert state == before
        return state
    expected = scenario.then
    assert isinstance(expected, tuple), f"expected {expected}, found {found}"
    assert tuple(found) == tuple(one if isinstance(one, Happened) else Happened(one, scenario.at) for one in expected)
    for one in found:
        state = reached.step(state, one)
    return state


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario.rule for scenario in SCENARIOS])
def test_the_rule_holds(scenario):
    play(scenario, Reached())


def test_each_scenario_states_another_rule():
    assert len({scenario.rule for scenario in SCENARIOS}) == len(SCENARIOS)
