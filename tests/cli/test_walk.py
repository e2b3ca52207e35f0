"""`onewindow walk` takes applications from the first page to the sealed certificate, and every bundle comes to its end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from onewindow.catalog import versions
from onewindow.cli.walking import city


def walked(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """`onewindow walk` in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    command = [sys.executable, "-m", "onewindow", "walk", *arguments]
    return subprocess.run(
        command, env={**environment, "ONEWINDOW_HOME": str(folder)}, capture_output=True, text=True, timeout=300
    )


def test_a_bundle_is_walked_to_its_certificates_and_told_as_json(tmp_path):
    done = walked(tmp_path, "--bundle", "E05", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["case"]["number"].startswith("YL")
    assert [part["item"] for part in told["parts"]][:1] == ["R01"]
    for part in told["parts"]:
        assert {"number", "state", "decision", "certificate"} <= set(part)
        assert (part["state"], part["decision"]) == ("closed", "granted")
        assert len(part["number"]) == 43
        assert part["certificate"].startswith("1.2.156.3005.2.")
    kinds = [event["kind"] for event in told["events"]]
    assert kinds[0] == "ApplicationSubmitted"
    assert {"ApplicationAccepted", "OpinionGiven", "ApplicationGranted", "ResultIssued", "ResultDelivered"} <= set(kinds)
    assert {"W01", "W03", "W14", "W16", "W17"} <= {document["kind"] for document in told["documents"]}
    assert told["rebuilt_equal"]
    assert not list(tmp_path.iterdir()), "a walk leaves no trace"


@pytest.mark.parametrize(
    "wrong", [["--bundle", "X99"], ["--item", "nothing"], ["--records", "nowhere.jsonl"], ["--database", "mysql://here"]]
)
def test_what_cannot_be_walked_fails_with_a_message(tmp_path, wrong):
    done = walked(tmp_path, *wrong)
    assert done.returncode == 1
    assert done.stderr.startswith("onewindow walk: ")
    assert "Traceback" not in done.stderr


@pytest.mark.django_db
def test_every_bundle_of_the_city_comes_to_its_end_and_rebuilds_equal():
    city.load_city()
    bundles = versions.current().bundles
    assert len(bundles) == 17
    told = {code: city.walk(code, {}, seal=False) for code in bundles}
    assert {code for code, one in told.items() if not (one["finished"] and one["rebuilt_equal"])} == set()
    assert {part["state"] for one in told.values() for part in one["parts"]} == {"closed"}


@pytest.mark.django_db
@pytest.mark.both_databases
def test_an_item_is_walked_with_every_document_sealed():
    city.load_city()
    told = city.walk("B01", {})
    assert told["finished"] and told["rebuilt_equal"]
    assert {"W01", "W03", "W14", "W16", "W17"} <= {document["kind"] for document in told["documents"]}
