"""From the first question to the receipt."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from onewindow.cases.models import Case
from onewindow.portal.models import Draft
from tests.portal.conftest import answer_all, begin, draft_of, hand_in_all, picture, send, sheet


def test_a_stranger_logs_in_before_he_applies_and_nothing_is_begun(client, city):
    assert client.post("/begin/E05/")["Location"].startswith("/login/")
    assert not Draft.objects.exists()


def test_beginning_twice_goes_on_with_the_same_draft(li_na):
    assert begin(li_na) == begin(li_na)


def test_answers_of_the_start_page_are_kept(li_na):
    path = li_na.post("/begin/E05/", {"drains_to_sewer": "no", "seats": "nonsense"})["Location"]
    assert sheet(li_na, path).answers == {"drains_to_sewer": False}
    assert "B06" not in sheet(li_na, path).needs.plan.items


def test_each_answer_is_saved_before_the_next_question_comes(li_na):
    path = begin(li_na)
    first = sheet(li_na, path).unanswered[0].id
    assert li_na.post(f"{path}questions/{first}/", {first: "no"}).status_code == 302
    assert first in draft_of(path).content["answers"]


def test_what_was_typed_is_sealed_in_the_database(li_na):
    path = begin(li_na)
    li_na.post(f"{path}questions/shop_name/", {"shop_name": "禾味小馆"})
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM portal_draft")
        assert "禾味小馆".encode() not in bytes(cursor.fetchone()[0])


def test_a_wrong_number_stays_and_the_error_is_said_twice_in_the_same_words(li_na):
    path = begin(li_na)
    response = li_na.post(f"{path}questions/shop_area/", {"shop_area": "八十来平"})
    text = response.content.decode()
    assert response.status_code == 422
    assert "八十来平" in text
    assert text.count("请填数字，单位是平方米") == 2
    assert "错误：" in text.split("<title>")[1].split("</title>")[0]


@pytest.mark.parametrize(
    ("question", "typed", "told"),
    [
        ("shop_area", "０", "之间"),
        ("shop_area", "1e400", "数字"),
        ("shop_area", "NaN", "数字"),
        ("staff_count", "2.5", "整数"),
        ("shop_name", "馆", "太短"),
        ("shop_name", "馆" * 5000, "太长"),
        ("shop_name", "", "不能空着"),
        ("drains_to_sewer", "maybe", "列出的"),
        ("food_forms", "<script>", "列出的"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_to_do(li_na, question, typed, told):
    response = li_na.post(f"{begin(li_na)}questions/{question}/", {question: typed})
    assert response.status_code == 422
    assert told in response.content.decode()


def test_full_width_figures_are_figures(li_na):
    path = begin(li_na)
    li_na.post(f"{path}questions/shop_area/", {"shop_area": "８６．５"})
    assert draft_of(path).content["answers"]["shop_area"] == 86.5


def test_what_a_register_knows_is_filled_in_with_its_source(li_na):
    field = li_na.get(f"{begin(li_na)}questions/shop_area/").context["field"]
    assert field.value == "86"
    assert field.source.startswith("来自不动产登记，")


def test_a_question_that_the_answers_rule_out_is_not_asked(li_na):
    path = begin(li_na)
    li_na.post(f"{path}questions/has_fume/", {"has_fume": "no"})
    assert li_na.get(f"{path}questions/exhaust_distance/")["Location"] == path
    assert "exhaust_distance" not in {page.id for page in sheet(li_na, path).pages}


def test_who_changes_one_answer_goes_back_to_the_check(li_na):
    path = begin(li_na)
    answer_all(li_na, path)
    response = li_na.post(f"{path}questions/shop_name/?back=check", {"shop_name": "新禾味小馆"})
    assert response["Location"] == f"{path}check/"


def test_every_screen_of_a_draft_says_404_to_a_stranger(li_na, zhou_ping):
    path = begin(li_na)
    for page in ("", "questions/shop_name/", "materials/", "materials/LAYOUT:firm:new/", "check/"):
        assert zhou_ping.get(path + page).status_code == 404, page
    for page in ("questions/shop_name/", "materials/", "check/", "discard/"):
        assert zhou_ping.post(path + page, {"shop_name": "占位"}).status_code == 404, page
    assert Draft.objects.count() == 1


def test_a_refused_file_leaves_the_others_saved(li_na):
    path = begin(li_na)
    bad = SimpleUploadedFile("plan.pdf", b"MZ this is a program", "application/pdf")
    response = li_na.post(f"{path}materials/", {"LAYOUT:firm:new": bad, "RULES:firm:new": picture()})
    assert response.status_code == 422
    assert "RULES" in {key.type for key in sheet(li_na, path).files}
    assert "LAYOUT" not in {key.type for key in sheet(li_na, path).files}
    assert response.content.decode().count("不能收") == 2


def test_a_file_that_is_too_large_is_refused_in_words(li_na, settings):
    settings.ONEWINDOW_MAX_FILE_BYTES = 50
    response = li_na.post(f"{begin(li_na)}materials/", {"RULES:firm:new": picture()})
    assert "文件太大" in response.content.decode()


def test_a_material_that_nobody_asks_for_is_not_kept(li_na):
    path = begin(li_na)
    li_na.post(f"{path}materials/", {"NONSENSE": picture(), "ID:applicant:new": picture(), "a:b:c:d": picture()})
    assert not sheet(li_na, path).files


def test_the_owner_can_look_at_and_remove_what_he_handed_in(li_na):
    path = begin(li_na)
    li_na.post(f"{path}materials/", {"RULES:firm:new": picture()})
    shown = li_na.get(f"{path}materials/RULES:firm:new/")
    assert shown["Content-Type"] == "image/png"
    assert "sandbox" in shown["Content-Security-Policy"]
    li_na.post(f"{path}materials/", {"remove": "RULES:firm:new"})
    assert li_na.get(f"{path}materials/RULES:firm:new/").status_code == 404


def test_everything_that_is_missing_is_said_at_once(li_na):
    path = begin(li_na)
    response = li_na.post(f"{path}check/", {})
    assert response.status_code == 422
    assert len(response.context["page"].problems) > 10
    assert not Case.objects.exists()


def test_a_broken_rule_of_an_item_is_told_before_sending(li_na):
    path = begin(li_na)
    answer_all(li_na, path, food_forms=["cold"], has_cold_room="no")
    hand_in_all(li_na, path)
    response = li_na.post(f"{path}check/", {"promise": "yes"})
    assert response.status_code == 422
    assert "凉菜" in response.content.decode()


def test_without_the_promise_nothing_is_sent(li_na):
    path = begin(li_na)
    answer_all(li_na, path)
    hand_in_all(li_na, path)
    response = li_na.post(f"{path}check/", {})
    assert response.status_code == 422
    assert "field-promise" in {problem.field for problem in response.context["page"].problems}


def test_sending_twice_gives_the_same_receipt(li_na):
    path = begin(li_na)
    answer_all(li_na, path)
    hand_in_all(li_na, path)
    number = send(li_na, path)
    assert send(li_na, path) == number
    assert Case.objects.count() == 1
    receipt = li_na.get(f"/cases/{number}/receipt/").content.decode()
    assert number in receipt
    assert "data:image/svg+xml" in receipt


def test_a_sent_draft_leads_to_its_case_and_keeps_nothing(li_na, number):
    draft = Draft.objects.get(case_number=number)
    for page in ("", "materials/", "questions/shop_name/"):
        assert li_na.get(f"/apply/{draft.pk}/{page}")["Location"] == f"/cases/{number}/"
    assert draft.content == {}


def test_a_new_application_can_be_begun_after_the_first_was_sent(li_na, number):
    assert Draft.objects.get(case_number=number).pk not in begin(li_na)


def test_what_is_spared_reaches_the_case_with_its_reference(li_na, number):
    from tests.portal.conftest import part_of

    given = {given.key.type: given for given in part_of(number, "R01").state.given}
    assert given["HOUSE"].how == "held"
    assert given["HOUSE"].evidence


def test_a_draft_can_be_thrown_away(li_na):
    path = begin(li_na)
    assert li_na.post(f"{path}discard/")["Location"] == "/cases/"
    assert li_na.get(path).status_code == 404


@pytest.mark.parametrize("code", ["E01", "C01", "C03", "B01", "G08", "E02"])
def test_other_bundles_and_items_reach_their_task_list_and_check(li_na, code):
    path = begin(li_na, code)
    assert li_na.get(path).status_code == 200
    assert li_na.get(f"{path}materials/").status_code == 200
    assert li_na.get(f"{path}check/").status_code == 200
