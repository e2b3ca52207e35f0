"""Random commands of random people: every lawful transition and every rule is reached, counted over scenarios and machine together."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.core.law import LAWFUL, OF_A_PART, Reached, raises_in_core
from tests.core.machine import PartMachine
from tests.core.scenarios import SCENARIOS
from tests.core.test_scenarios import play

# The same runs each time, so that what is reached does not depend on luck.
RUNS = settings(
    max_examples=60,
    stateful_step_count=20,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def by_the_machine() -> Reached:
    class Counted(PartMachine):
        reached = Reached()

    run_state_machine_as_test(Counted, settings=RUNS)
    return Counted.reached


@pytest.fixture(scope="module")
def by_scenarios() -> Reached:
    reached = Reached()
    for scenario in SCENARIOS:
        play(scenario, reached)
    return reached


def unreached(wanted, found) -> list[str]:
    return sorted(map(str, wanted - found))


def test_every_lawful_transition_is_reached(by_the_machine, by_scenarios):
    assert not unreached(LAWFUL, by_the_machine.transitions | by_scenarios.transitions)


def test_the_machine_alone_reaches_most_transitions_and_rules(by_the_machine):
    """So that a machine that has stopped in front of some status is noticed, although scenarios reach it."""
    assert len(by_the_machine.transitions) >= 0.8 * len(LAWFUL)
    assert len(by_the_machine.broken_rules) >= 0.75 * len(OF_A_PART)


def test_every_rule_is_broken_somewhere(by_the_machine, by_scenarios):
    assert not unreached(OF_A_PART, by_the_machine.broken_rules | by_scenarios.broken_rules)


def test_every_place_that_raises_a_rule_is_reached(by_the_machine, by_scenarios):
    assert not unreached(raises_in_core(), by_the_machine.raises | by_scenarios.raises)
