"""My case: where it is, what I must do, what I may do; and nobody else's."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from onewindow.cases import services, worker
from onewindow.cases import time as case_time
from onewindow.certs.models import Document
from onewindow.core import events as e
from onewindow.core.state import Status
from onewindow.pages.status import KINDS
from onewindow.portal.story import _TELL
from tests.portal.conftest import act, client_of, part_of, picture


def test_my_cases_say_when_and_what(li_na, number):
    page = li_na.get("/cases/").context["page"]
    assert [line.number for line in page.running] == [number]
    assert "前全部办成" in page.running[0].when


def test_without_a_case_the_list_says_what_to_do(zhou_ping):
    assert "还没有办件" in zhou_ping.get("/cases/").content.decode()


def test_the_case_says_that_there_is_nothing_to_do(li_na, number):
    text = li_na.get(f"/cases/{number}/").content.decode()
    assert "现在不用您做什么" in text
    assert "有要补的，会写在这一页" in text
    assert "李*" in text


def test_every_screen_of_a_case_says_404_to_a_stranger(zhou_ping, correcting):
    part = part_of(correcting, "B01").id
    pages = ("", "receipt/", "documents/1/", f"parts/{part}/hand-in/", f"parts/{part}/withdraw/", f"parts/{part}/hearing/")
    for page in pages:
        assert zhou_ping.get(f"/cases/{correcting}/{page}").status_code == 404, page
    for page in pages[3:]:
        assert zhou_ping.post(f"/cases/{correcting}/{page}", {"LAYOUT:firm:new": picture()}).status_code == 404, page
    assert part_of(correcting, "B01").state.status is Status.CORRECTING


def test_a_clerk_is_no_applicant_at_the_citizens_door(number):
    assert client_of("wangqiang").get(f"/cases/{number}/").status_code == 404


def test_a_part_of_another_case_is_404(li_na, number):
    assert li_na.get(f"/cases/{number}/parts/nonsense/withdraw/").status_code == 404
    assert li_na.get("/cases/YL000000000000/").status_code == 404


def test_the_clock_is_explained_line_by_line_once_it_runs(li_na, tolerated):
    page = li_na.get(f"/cases/{tolerated}/").context["page"]
    assert page.main.part.state.item == "B06"
    assert page.main.ruler.lines[0].why.startswith("受理")
    assert any("法律最多 20" in fact for fact in page.main.ruler.facts)
    assert any("承诺 10" in fact for fact in page.main.ruler.facts)


def test_what_waits_for_me_stands_first(li_na, correcting):
    page = li_na.get(f"/cases/{correcting}/").context["page"]
    assert "要补正 2 处" in page.duties[0].text
    assert li_na.get("/cases/").context["page"].waiting


def test_all_defects_are_told_together_each_with_its_rule(li_na, correcting):
    text = li_na.get(f"/cases/{correcting}/parts/{part_of(correcting, 'B01').id}/hand-in/").content.decode()
    assert "照片太暗" in text
    assert "不完整" in text
    assert text.count("行政许可法第三十二条") == 2


def test_a_correction_is_handed_in_where_it_is_asked_for(li_na, correcting):
    path = f"/cases/{correcting}/parts/{part_of(correcting, 'B01').id}/hand-in/"
    li_na.post(path, {"LAYOUT:firm:new": picture()})
    assert part_of(correcting, "B01").state.status is Status.CORRECTING
    assert len(li_na.get(path).context["page"].wanted) == 1
    assert li_na.post(path, {"RULES:firm:new": picture()})["Location"] == f"/cases/{correcting}/"
    assert part_of(correcting, "B01").state.status is Status.RECEIVED


def test_the_same_key_hands_in_once(li_na, correcting):
    path = f"/cases/{correcting}/parts/{part_of(correcting, 'B01').id}/hand-in/"
    li_na.post(path, {"key": "samekey", "LAYOUT:firm:new": picture()})
    again = li_na.post(path, {"key": "samekey", "LAYOUT:firm:new": picture()})
    assert again.status_code in (302, 422)  # what is asked for now is the other document
    assert len(part_of(correcting, "B01").state.corrected) == 1


def test_a_correction_without_a_file_or_with_a_bad_one_says_so(li_na, correcting):
    path = f"/cases/{correcting}/parts/{part_of(correcting, 'B01').id}/hand-in/"
    assert li_na.post(path, {}).status_code == 422
    bad = SimpleUploadedFile("plan.png", b"not a picture", "image/png")
    assert li_na.post(path, {"LAYOUT:firm:new": bad}).status_code == 422
    assert part_of(correcting, "B01").state.status is Status.CORRECTING


def test_what_may_come_later_is_handed_in_later(li_na, tolerated):
    part = part_of(tolerated, "B06")
    assert part.state.supplements
    li_na.post(f"/cases/{tolerated}/parts/{part.id}/hand-in/", {"WATERTEST:firm:new": picture()})
    assert not part_of(tolerated, "B06").state.supplements


def test_a_part_that_waits_for_nothing_asks_for_nothing(li_na, number):
    assert li_na.get(f"/cases/{number}/parts/{part_of(number, 'R01').id}/hand-in/")["Location"] == f"/cases/{number}/"


def test_a_part_is_withdrawn_after_being_asked_once(li_na, number):
    path = f"/cases/{number}/parts/{part_of(number, 'B21').id}/withdraw/"
    assert li_na.get(path).status_code == 200
    assert part_of(number, "B21").state.status is Status.RECEIVED
    li_na.post(path, {"reason": "店不开了" * 400 + "\x00"})
    assert part_of(number, "B21").state.status is Status.WITHDRAWN
    assert li_na.post(path, {}, follow=True).status_code == 200


def test_a_hearing_that_is_not_open_is_refused_in_words(li_na, number):
    response = li_na.post(f"/cases/{number}/parts/{part_of(number, 'R01').id}/hearing/", {"key": "x" * 500}, follow=True)
    assert response.status_code == 200
    assert len(list(response.context["messages"])) == 1


def test_documents_are_his_own_and_sealed(li_na, zhou_ping, licensed):
    worker.run_once(case_time.now())
    document = Document.objects.filter(kind="W16").get()
    path = f"/cases/{licensed}/documents/{document.pk}/"
    assert li_na.get(path).content.startswith(b"%PDF")
    assert zhou_ping.get(path).status_code == 404
    assert li_na.get(f"/certificates/{document.permit_id}/").content.startswith(b"%PDF")
    assert zhou_ping.get(f"/certificates/{document.permit_id}/").status_code == 404
    assert document.permit_id in li_na.get("/certificates/").content.decode()


def test_my_wallet_shows_source_and_validity(li_na):
    held = {one.title: one for one in li_na.get("/certificates/").context["page"].held}
    assert held["健康证明"].status.kind == "bad"
    assert "公安人口库" in held["居民身份证"].source
    assert "*" in held["居民身份证"].number


def test_somebody_elses_wallet_is_404(zhou_ping):
    assert zhou_ping.get("/certificates/held/nonsense/").status_code == 404


def test_each_event_of_a_part_has_its_sentence():
    assert set(_TELL) == {*e.PART_EVENTS, *e.CASE_EVENTS}


def test_the_story_names_nobody_in_full(li_na, correcting):
    act(services.accept, correcting, "B04", "wangqiang")
    page = li_na.get(f"/cases/{correcting}/").context["page"]
    text = "".join(entry.sentence + entry.meaning for entry in page.story)
    assert "陈*" in text
    assert "陈涛" not in text
    assert "王强" not in text
    assert all(entry.shape in KINDS for entry in page.story)


def test_the_demonstrations_clock_moves_visibly(li_na, number):
    response = li_na.post("/clock/", {"days": "3", "next": f"/cases/{number}/"}, follow=True)
    assert "往前拨了 3 天" in response.content.decode()
    assert case_time.ahead_by() == timedelta(days=3)


@pytest.mark.parametrize("days", ["", "-1", "0", "1.5", "999", "many", "²"])
def test_the_clock_moves_by_whole_days_only(li_na, days):
    assert li_na.post("/clock/", {"days": days}, follow=True).status_code == 200
    assert case_time.ahead_by() == timedelta()


def test_elsewhere_the_clock_cannot_be_moved(li_na, settings):
    settings.ONEWINDOW_DEMONSTRATION = False
    assert li_na.post("/clock/", {"days": "1"}).status_code == 404


def test_deemed_acceptance_is_seen_although_nobody_acted(li_na, number):
    li_na.post("/clock/", {"days": "9"})
    page = li_na.get(f"/cases/{number}/").context["page"]
    panel = next(one for one in page.panels if one.part.state.item == "R01")
    assert panel.part.state.acceptance == "deemed"
    assert panel.ruler is not None


@pytest.mark.parametrize(
    "path", ["/cases/%00/", "/apply/%00/", "/certificates/%00/", "/guide/%00/", "/cases/%F0%9F%92%A9/", "/start/%2e%2e/"]
)
def test_nonsense_in_an_address_is_404(li_na, path):
    assert li_na.get(path).status_code == 404


def test_a_part_that_was_not_accepted_is_not_counted_as_done(li_na, licensed):
    act(services.refuse_acceptance, licensed, "B05", "wangqiang", ground="no_permit_needed", reason="这块招牌不用办手续。")
    page = li_na.get(f"/cases/{licensed}/").context["page"]
    assert (page.done, page.failed) == (1, 1)
    assert page.when.startswith("其余的")
    assert "已办成 1 件" in li_na.get("/cases/").context["page"].running[0].note
