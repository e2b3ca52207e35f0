"""`onewindow listeners`: nobody hears of events without being named."""

import json

from onewindow.cli.main import main
from onewindow.ledger.listeners import listeners


def test_every_listener_is_printed_with_its_purpose_and_place(capsys):
    assert main(["listeners", "--json"]) == 0
    told = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert set(told) == {one.name for one in listeners()}
    assert told["documents"]["hears"] == "onewindow.cases.notices.hear"
    assert all(row["purpose"] for row in told.values())


def test_listeners_are_printed_for_people_too(capsys):
    assert main(["listeners"]) == 0
    assert "renders and seals" in capsys.readouterr().out
