"""The planner against every path of small random bundles, and every cycle against a naive search."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.core.planner import BundleDeadlocks, plan
from onewindow.core.terms import DocumentKey, ItemTerms, Limit, Material, Need, Yield

CODES = "ABCDEF"


@st.composite
def bundles(draw):
    count = draw(st.integers(1, 6))
    needs = draw(st.sets(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1), st.booleans()), max_size=9))
    days = draw(st.lists(st.integers(0, 9), min_size=count, max_size=count))
    return days, {(giver, taker): hard for giver, taker, hard in needs if giver != taker}


def items_of(days, needs):
    items = []
    for number, length in enumerate(days):
        materials = tuple(
            Material(DocumentKey(f"D{giver}"), need=Need.REQUIRED if hard else Need.TOLERABLE)
            for (giver, taker), hard in sorted(needs.items())
            if taker == number
        )
        made = (Yield(DocumentKey(f"D{number}")),)
        items.append(ItemTerms(CODES[number], "0", "service", "x", materials, made, promised=Limit(length)))
    return items


def longest_by_trying_all(days, needs):
    """The longest chain of hard needs over every order of every subset; None when the needs go in a circle."""
    hard = {edge for edge, is_hard in needs.items() if is_hard}
    best = 0
    for size in range(1, len(days) + 1):
        for chain in permutations(range(len(days)), size):
            if all(edge in hard for edge in zip(chain, chain[1:], strict=False)):
                if (chain[-1], chain[0]) in hard:
                    return None
                best = max(best, sum(days[number] for number in chain))
    return best


@given(bundles())
def test_the_critical_path_is_the_longest_of_all_chains(bundle):
    days, needs = bundle
    expected = longest_by_trying_all(days, needs)
    items = items_of(days, needs)
    if expected is None:
        with pytest.raises(BundleDeadlocks):
            plan(items, answers={}, condition=lambda expression, answers: True)
        return
    found = plan(items, answers={}, condition=lambda expression, answers: True)
    assert found.critical_path_days == expected
    assert found.serial_days == sum(days)
    lengths = dict(zip(CODES, days, strict=False))
    assert sum(lengths[code] for code in found.critical_path) == expected
    wave_of = {code: number for number, wave in enumerate(found.waves) for code in wave}
    assert all(wave_of[CODES[giver]] < wave_of[CODES[taker]] for (giver, taker), hard in needs.items() if hard)
