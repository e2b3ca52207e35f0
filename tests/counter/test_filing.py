"""Filing for the person in front: accepted, told once, refused, 容缺; what is missing is said, nothing is done twice."""

import pytest
from django.urls import reverse

from onewindow.accounts.models import Organisation
from onewindow.cases.change import state_of
from onewindow.cases.models import Case, Part
from onewindow.cases.time import now
from onewindow.cases.worker import run_until_idle
from onewindow.core.state import Status
from onewindow.ledger.ids import new_id
from tests.counter.conftest import B01_ANSWERS, B01_MATERIALS, LI_NA_NUMBER, Counter

WITHOUT_HEALTH = B01_MATERIALS[:-1]


def test_a_complete_filing_is_received_and_accepted_with_one_key(counter: Counter) -> None:
    part = counter.file()
    state = state_of(part.pk)
    assert (state.status, state.channel, state.applicant) == (Status.ACCEPTED, "counter", counter.lina)
    assert state.accepted_on is not None


def test_a_double_click_files_once(counter: Counter) -> None:
    key = new_id()
    first = counter.press("accept", key=key, scans=B01_MATERIALS)
    second = counter.press("accept", key=key, scans=B01_MATERIALS)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert Case.objects.count() == 1


def test_the_key_of_one_filing_is_not_taken_for_another(counter: Counter) -> None:
    key = new_id()
    counter.press("accept", key=key, scans=B01_MATERIALS)
    other = counter.press(
        "accept",
        key=key,
        scans=B01_MATERIALS,
        answers={
            "shop_name": "另一家店",
            "shop_address": "云陵市西市街 2 号",
            "shop_area": "50",
            "food_forms": ["hot"],
            "staff_count": "2",
        },
    )
    assert other.status_code == 422
    assert "另一家店" in other.content.decode()
    assert key not in other.content.decode()
    assert Case.objects.count() == 1


def test_what_is_missing_is_answered_and_nothing_typed_is_lost(counter: Counter) -> None:
    answer = counter.press(
        "accept", answers={"shop_name": "禾味小馆", "shop_address": "云陵市东市街 18 号", "shop_area": "好大", "staff_count": ""}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "还差 3 份材料、3 栏" in page
    assert "请填数字，单位是平方米" in page
    assert "禾味小馆" in page
    assert "好大" in page
    assert not Case.objects.exists()


def test_a_scan_survives_a_refused_filing(counter: Counter) -> None:
    refused = counter.press("accept", scans=("LAYOUT:firm:new",))
    assert refused.status_code == 422
    kept = refused.context["screen"].filing.scans["LAYOUT:firm:new"]
    again = counter.press("accept", scans=("BL:firm:new", "RULES:firm:new", "HEALTH:staff:new"), kept=[kept.token])
    assert again.status_code == 302
    seen = counter.client.get(reverse("counter:scan", args=[kept.token]))
    assert seen["Content-Type"] == "application/pdf"


def test_a_file_that_is_none_is_refused_in_words(counter: Counter) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    form = counter.form(act="check") | {"file:LAYOUT:firm:new": SimpleUploadedFile("plan.exe", b"MZ")}
    assert "只收 PDF" in counter.client.post(reverse("counter:filing"), form).content.decode()


def test_the_answer_is_computed_while_the_clerk_types(counter: Counter) -> None:
    form = counter.form(act="live", scans=WITHOUT_HEALTH)
    page = counter.client.post(reverse("counter:filing"), form, headers={"HX-Request": "true"}).content.decode()
    assert "可以容缺受理" in page
    assert "<html" not in page
    assert "autofocus" not in page
    assert not Case.objects.exists()


def test_only_tolerable_missing_asks_for_the_promise_first(counter: Counter) -> None:
    asked = counter.press("accept", scans=WITHOUT_HEALTH)
    assert asked.status_code == 422
    assert "我承诺在" in asked.content.decode()
    unticked = counter.press("tolerate", scans=WITHOUT_HEALTH, panel="tolerate", promise="我承诺后补")
    assert unticked.status_code == 422
    assert not Case.objects.exists()
    done = counter.press("tolerate", scans=WITHOUT_HEALTH, panel="tolerate", promise="我承诺后补", agreed="yes")
    assert done.status_code == 302
    assert state_of(Part.objects.get().pk).acceptance == "tolerant"


def test_the_one_list_is_told_with_the_filing(counter: Counter) -> None:
    opened = counter.press("correct", scans=("BL:firm:new",))
    assert opened.status_code == 200
    assert [line.key for line in opened.context["screen"].panel.defects if line.is_wrong] == [
        "LAYOUT:firm:new",
        "RULES:firm:new",
        "HEALTH:staff:new",
    ]
    form = {
        "panel": "correct",
        "defect": ["LAYOUT:firm:new", "RULES:firm:new", "NOTHING:x:new"],
        "why:LAYOUT:firm:new": "unreadable",
        "words:LAYOUT:firm:new": "重拍一张",
    }
    assert counter.press("correct", scans=("BL:firm:new",), **form).status_code == 302
    state = state_of(Part.objects.get().pk)
    assert state.status is Status.CORRECTING
    assert [(str(defect.key), defect.reason) for defect in state.defects] == [
        ("LAYOUT:firm:new", "unreadable"),
        ("RULES:firm:new", "missing"),
    ]


def test_the_one_list_waits_until_what_can_be_asked_was_asked(counter: Counter) -> None:
    answer = counter.press("correct", answers={"shop_name": ""})
    assert answer.status_code == 422
    assert "一次性告知只列材料" in answer.content.decode()


def test_refusing_acceptance_needs_ground_reason_and_the_right_body(counter: Counter) -> None:
    assert counter.press("refuse").status_code == 200
    for lacking in (
        {"ground": "not_competent", "competent": "省药品监督管理局"},
        {"reason": "由省里办"},
        {"ground": "not_competent", "reason": "由省里办"},
    ):
        assert counter.press("refuse", panel="refuse", **lacking).status_code == 422
    assert not Case.objects.exists()
    full = {"ground": "not_competent", "reason": "由省里办", "competent": "省药品监督管理局"}
    assert counter.press("refuse", panel="refuse", **full).status_code == 302
    assert state_of(Part.objects.get().pk).status is Status.NOT_ACCEPTED


def test_he_may_apply_for_his_firm_and_its_licence_is_spared(counter: Counter) -> None:
    firm = Organisation.objects.get(representative_id=counter.lina)
    page = counter.desk(person=counter.lina, firm=firm.pk, item="B01")
    licence = next(row for row in page.context["screen"].filing.rows if row.key == "BL:firm:new")
    assert (licence.status.word, licence.takes_scan) == ("免交", False)
    assert firm.name in page.content.decode()


def test_a_broken_condition_of_the_item_stops_the_filing_in_its_own_words(counter: Counter) -> None:
    answers = {**B01_ANSWERS, "food_forms": ["cold"], "has_cold_room": "no"}
    answer = counter.press("accept", scans=B01_MATERIALS, answers=answers)
    assert answer.status_code == 422
    assert "凉菜间" in answer.content.decode()


def test_every_item_and_bundle_can_be_shown_for_the_person_in_front(counter: Counter) -> None:
    from onewindow.catalog import versions

    catalogue = versions.current()
    for code in [*list(catalogue.items)[::10], *catalogue.bundles]:
        assert counter.desk(person=counter.lina, item=code).status_code == 200, code


def test_a_bundle_is_filed_and_each_part_stands_as_the_law_has_it(counter: Counter) -> None:
    first = counter.desk(person=counter.lina, item="E05").context["screen"].filing
    answers = {line.id: _answer(line) for line in first.sheet.lines}
    checked = counter.press("check", item="E05", answers=answers).context["screen"].filing
    scans = tuple(row.key for row in checked.rows if row.takes_scan)
    answer = counter.press("accept", item="E05", answers=answers, scans=scans)
    assert answer.status_code == 302, answer.context["screen"].filing.headline
    states = {part.status for part in Part.objects.all()}
    assert "accepted" in states
    assert "received" not in states


def _answer(line: object) -> object:
    kind = line.kind  # type: ignore[attr-defined]
    if kind in ("choice", "choices"):
        return line.choices[0].value  # type: ignore[attr-defined]
    return "12" if kind == "number" else "云陵市东市街 18 号"


def test_documents_to_print_are_said_to_be_sealed_and_then_lead_to_their_file(counter: Counter) -> None:
    part = counter.file()
    assert "正在盖章" in counter.desk(person=counter.lina, done=part.case_id).content.decode()
    run_until_idle(now())
    done = counter.desk(person=counter.lina, done=part.case_id).context["screen"].done
    assert [paper.title for paper in done.papers.papers] == ["申请材料接收凭证", "受理通知书"]
    for paper in done.papers.papers:
        assert b"".join(counter.client.get(reverse("counter:paper", args=[paper.id]))).startswith(b"%PDF")


def test_the_last_application_fills_in_the_next_one(counter: Counter) -> None:
    counter.file()
    lines = {line.id: line for line in counter.desk(person=counter.lina, item="B01").context["screen"].filing.sheet.lines}
    assert (lines["shop_name"].value, lines["shop_name"].source, lines["shop_name"].is_folded) == ("禾味小馆", "上次申请", True)


@pytest.mark.parametrize("typed", [LI_NA_NUMBER, " 990100 19920315 2844 ", "９９０１００１９９２０３１５２８４４"])
def test_a_person_is_found_by_any_spelling_of_his_number(counter: Counter, typed: str) -> None:
    answer = counter.client.post(reverse("counter:look_up"), {"number": typed})
    assert answer.url == f"{reverse('counter:desk')}?person={counter.lina}"
