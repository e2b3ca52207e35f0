"""Nonsense in each form: a sentence and the page again, never an error of the server, nothing changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from onewindow.cases.change import state_of
from onewindow.ledger.ids import new_id
from onewindow.review.acts import ACTS
from tests.review.conftest import City, Desk

Sit = Callable[[str], Desk]
FIELDS = (
    *("verdict", "opinion_text", "decision", "decision_text", "procedure", "pause_days", "result_text", "extension_days"),
    *("extension_text", "hearing_on", "presider", "hearing_text", "party_days", "statement_text", "promised", "material"),
)
NONSENSE = (
    "",
    "\x00",
    "😀" * 5000,
    "-1",
    "999999999999999999999",
    "2026-13-45",
    "9999-12-31",
    "<script>",
    "१२",
    "²",
    "'; DROP TABLE",
)


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_is_answered_in_words(city: City, desk: Sit, nonsense: str) -> None:
    part = city.applied("B16")
    culture = desk("tanhaitao")
    culture.do(part, "claim")
    before = state_of(part)
    for act in set(ACTS) - {"claim"}:
        answer = culture.post(part, act, **dict.fromkeys(FIELDS, nonsense))
        assert answer.status_code in (409, 422), (act, answer.status_code)
        assert b'class="wrong' in answer.content, act
    assert state_of(part) == before


@pytest.mark.parametrize("key", ["", "\x00", "x" * 500, "🔑"])
def test_a_key_that_is_none_is_refused(city: City, desk: Sit, key: str) -> None:
    part = city.applied("B01")
    for act in ACTS:
        answer = desk("chentao").client.post(reverse("review:act", args=[part, act]), {"key": key})
        assert answer.status_code == 422, act


@pytest.mark.parametrize("query", ["material=%00", "material=no", "done=x", "done=-1", "done=99999999999", "done=²", "seen=%00"])
def test_nonsense_in_the_address_of_a_part_shows_the_part(city: City, desk: Sit, query: str) -> None:
    part = city.applied("B01")
    assert desk("chentao").client.get(f"/review/part/{part}?{query}").status_code == 200
    assert desk("chentao").client.get(f"/review/part/{part}/live?{query}").status_code == 200


def test_a_material_that_the_part_does_not_have_is_404(city: City, desk: Sit) -> None:
    part = city.applied("B01")
    for key in ("LAYOUT:firm:old", "no", "%00", "..", "FORM:applicant:new"):
        assert desk("chentao").client.get(f"/review/part/{part}/material/{key}").status_code == 404
    assert desk("chentao").client.get(f"/review/part/{part}/material/LAYOUT:firm:new")["Content-Type"] == "application/pdf"


def test_a_get_of_an_act_is_not_allowed(city: City, desk: Sit) -> None:
    part = city.applied("B01")
    assert desk("chentao").client.get(reverse("review:act", args=[part, "claim"])).status_code == 405
    assert state_of(part).claimed_by == ""
    assert desk("chentao").post(part, "claim", key=new_id()).status_code == 302
