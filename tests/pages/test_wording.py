"""Each rule has a sentence for people."""

from datetime import date

import pytest

from onewindow.core import rules
from onewindow.core.rules import BrokenRule
from onewindow.pages.wording import SENTENCES, sentence

RULES = [
    kind for kind in vars(rules).values() if isinstance(kind, type) and issubclass(kind, BrokenRule) and kind is not BrokenRule
]


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.__name__)
def test_each_rule_has_a_sentence_that_can_be_said_without_any_facts(kind: type[BrokenRule]) -> None:
    assert sentence(kind()).endswith("。")


def test_no_sentence_stands_for_a_rule_that_is_gone() -> None:
    assert set(SENTENCES) == set(RULES)


def test_documents_are_named_and_days_are_spoken() -> None:
    missing = rules.IncompleteApplication(missing=("LAYOUT:firm:new", "RULES:firm:new"))
    assert sentence(missing, name=lambda key: key.split(":")[0]) == "还差材料：LAYOUT、RULES。"
    assert "4月17日（周五）" in sentence(rules.HearingNoticeTooShort(earliest=date(2026, 4, 17)))
