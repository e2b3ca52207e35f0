"""The approvers' door: a department says its opinion, the part's own body decides, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from onewindow.accounts.models import User
from onewindow.cases import services, worker
from onewindow.cases.change import state_of
from onewindow.cases.time import now
from onewindow.catalog.calendars import current as current_calendar
from onewindow.certs.models import Document
from onewindow.core.clock import LAW_ZONE, law_day
from onewindow.core.commands import Given
from onewindow.ledger.ids import new_id
from tests.review.conftest import City, Desk

Sit = Callable[[str], Desk]


@pytest.fixture
def food(city: City) -> str:
    """An accepted part of the food licence: fire and city management are asked."""
    part = city.applied("B01")
    missing = state_of(part).supplements
    if missing:
        given = tuple(Given(key, "asked") for key in missing)
        services.supply_supplement(part=part, given=given, actor=city.lina, at=now(), key=new_id())
    return part


def both_agree(food: str, desk: Sit) -> None:
    desk("zhaomin").do(food, "opinion", verdict="agree")
    desk("liuyang").do(food, "opinion", verdict="agree")


def test_a_department_gives_its_opinion_and_the_line_says_so(food: str, desk: Sit) -> None:
    zhaomin = desk("zhaomin")
    assert "请您出意见" in zhaomin.see(food)
    zhaomin.do(food, "claim-review")
    page = zhaomin.do(food, "opinion", verdict="agree_after_change", opinion_text="通道不小于 1.4 米。")
    assert "办好了：" in page
    assert "意见交了：改好后同意" in page
    assert "通道不小于 1.4 米。" in desk("liuyang").see(food)


def test_the_body_waits_for_every_opinion_then_decides_and_issues(food: str, desk: Sit) -> None:
    chentao = desk("chentao")
    chentao.do(food, "claim")
    page = chentao.see(food)
    assert "还不能决定" in page
    assert "还差消防救援支队的意见" in page
    refused = chentao.post(food, "decide", decision="grant")
    assert refused.status_code == 409
    assert "消防救援支队" in refused.content.decode()
    both_agree(food, desk)
    assert "可以决定了" in chentao.see(food)
    page = chentao.do(food, "decide", decision="grant")
    assert "准予行政许可决定书" in page
    assert "正在盖章" in page
    page = chentao.do(food, "issue")
    assert "出证，陈涛" in page
    assert len(state_of(food).documents) == 1


def test_a_sealed_document_is_linked_and_opens_for_the_departments_of_the_case_only(food: str, desk: Sit) -> None:
    both_agree(food, desk)
    chentao = desk("chentao")
    chentao.do(food, "claim")
    chentao.do(food, "decide", decision="grant")
    worker.run_until_idle(now())
    document = Document.objects.get(part_id=food, kind="W14")
    assert document.number in chentao.see(food)
    address = f"/review/part/{food}/document/{document.number}"
    assert chentao.client.get(address)["Content-Type"] == "application/pdf"
    assert desk("zhaomin").client.get(address).status_code == 200
    assert desk("panqiuyue").client.get(address).status_code == 404
    assert chentao.client.get(f"/review/part/{food}/document/no-such").status_code == 404


def test_disagreement_is_flagged_and_granting_against_it_needs_reasons(food: str, desk: Sit) -> None:
    desk("zhaomin").do(food, "opinion", verdict="disagree", opinion_text="疏散通道只有 0.9 米。")
    desk("liuyang").do(food, "opinion", verdict="agree")
    chentao = desk("chentao")
    chentao.do(food, "claim")
    assert "各家意见不一致" in chentao.see(food)
    refused = chentao.post(food, "decide", decision="grant")
    assert refused.status_code == 409
    assert "请写明为什么不采纳" in refused.content.decode()
    chentao.do(food, "decide", decision="grant", decision_text="已改到 1.5 米，现场看过。")
    assert state_of(food).decision == "granted"


def test_a_refusal_shows_the_remedies_as_they_are_printed_and_needs_reasons(food: str, desk: Sit) -> None:
    both_agree(food, desk)
    chentao = desk("chentao")
    chentao.do(food, "claim")
    assert "60日内向云陵市人民政府申请行政复议" in chentao.see(food)
    assert chentao.post(food, "decide", decision="refuse").status_code == 409
    page = chentao.do(food, "decide", decision="refuse", decision_text="没有独立的凉菜间。")
    assert "不予行政许可决定书" in page
    assert state_of(food).decision == "refused"


def test_an_opinion_without_words_keeps_the_choice_and_says_what_to_do(food: str, desk: Sit) -> None:
    zhaomin = desk("zhaomin")
    answer = zhaomin.post(food, "opinion", verdict="disagree")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "请写明理由" in page
    assert 'value="disagree" data-key="3" checked' in page
    answer = zhaomin.post(food, "opinion", opinion_text="写了一半的话")
    assert answer.status_code == 422
    assert "写了一半的话" in answer.content.decode()


def test_the_second_of_two_approvers_sees_who_has_it_and_keeps_his_words(food: str, desk: Sit) -> None:
    chentao, zhang = desk("chentao"), desk("zhangzhiyuan")
    both_agree(food, desk)
    chentao.do(food, "claim")
    assert "陈涛在办" in zhang.see(food)
    answer = zhang.post(food, "decide", decision="refuse", decision_text="我也在写")
    assert answer.status_code == 409
    assert "这一件有同事在办了" in answer.content.decode()
    assert not state_of(food).decision


def test_the_same_key_twice_is_one_act(food: str, desk: Sit) -> None:
    zhaomin, key = desk("zhaomin"), new_id()
    first = zhaomin.post(food, "opinion", verdict="agree", key=key)
    again = zhaomin.post(food, "opinion", verdict="agree", key=key)
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    other = zhaomin.post(food, "opinion", verdict="disagree", opinion_text="x", key=key)
    assert other.status_code == 409


def test_the_key_of_another_person_does_not_act(food: str, desk: Sit) -> None:
    key = new_id()
    desk("zhaomin").post(food, "opinion", verdict="agree", key=key)
    answer = desk("liuyang").post(food, "opinion", verdict="agree", key=key)
    assert answer.status_code == 409
    assert next(review for review in state_of(food).reviews if review.department == "city_management").verdict == ""


def test_a_page_without_its_key_does_nothing_and_keeps_the_words(food: str, desk: Sit) -> None:
    answer = desk("zhaomin").post(food, "opinion", verdict="disagree", opinion_text="通道太窄", key="nonsense")
    assert answer.status_code == 422
    assert "通道太窄" in answer.content.decode()


def test_only_the_head_extends_and_no_longer_than_law_allows(food: str, desk: Sit) -> None:
    assert 'id="more-extend"' not in desk("chentao").see(food)
    hejing = desk("hejing")
    assert 'id="more-extend"' in hejing.see(food)
    refused = hejing.post(food, "extend", extension_days="30", extension_text="现场复杂")
    assert refused.status_code == 409
    assert "最多延长 10 个工作日" in refused.content.decode()
    assert "现场复杂" in refused.content.decode()
    hejing.do(food, "extend", extension_days="5", extension_text="现场复杂")
    assert state_of(food).extended_by == 5


def test_the_clock_stops_for_a_test_and_goes_on_with_its_result(city: City, desk: Sit) -> None:
    part = city.applied("B06")
    water = desk("panqiuyue")
    water.do(part, "claim")
    page = water.see(part)
    assert 'id="more-pause"' in page
    assert "决定期限顺延到" in page
    page = water.do(part, "pause", procedure="test", pause_days="3")
    assert "在做检测，时间不算" in page
    assert water.post(part, "decide", decision="grant").status_code == 409
    water.do(part, "resume", result_text="水质合格")
    water.do(part, "decide", decision="grant")
    assert state_of(part).decision == "granted"


def test_a_procedure_that_the_item_does_not_know_is_refused_in_words(food: str, desk: Sit) -> None:
    chentao = desk("chentao")
    chentao.do(food, "claim")
    answer = chentao.post(food, "pause", procedure="test", pause_days="3")
    assert answer.status_code == 409
    assert "这件事不能停时间" in answer.content.decode()


def test_a_hearing_is_announced_seven_days_ahead_by_somebody_who_did_not_examine(
    city: City, desk: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = city.applied("B16")
    culture = desk("tanhaitao")
    culture.do(part, "claim")
    assert "依法要先听证" in culture.see(part)
    presider = User.objects.get(username="lulihua").person_id
    tomorrow = (law_day(now()) + timedelta(days=1)).isoformat()
    early = culture.post(part, "announce-hearing", hearing_on=tomorrow, presider=str(presider))
    assert "听证要提前 7 个工作日通知" in early.content.decode()
    own = str(User.objects.get(username="tanhaitao").person_id)
    on = current_calendar().add_working_days(law_day(now()), 7)
    assert "请换一位" in culture.post(part, "announce-hearing", hearing_on=on.isoformat(), presider=own).content.decode()
    culture.do(part, "announce-hearing", hearing_on=on.isoformat(), presider=str(presider))
    assert "听证定在" in culture.see(part)
    assert culture.post(part, "record-hearing", hearing_text="没到日子").status_code == 409
    _set_time(monkeypatch, on)
    culture.do(part, "record-hearing", hearing_text="各方签字的笔录")
    assert state_of(part).hearing == "held"


def _set_time(monkeypatch: pytest.MonkeyPatch, on: date) -> None:
    monkeypatch.setattr("onewindow.review.views.now", lambda: datetime(on.year, on.month, on.day, 10, tzinfo=LAW_ZONE))


def test_a_right_to_a_hearing_is_told_where_the_item_gives_it(city: City, desk: Sit) -> None:
    part = city.applied("B20")
    body = desk("caihongxia")
    body.do(part, "claim")
    page = body.do(part, "tell-hearing")
    assert "已告知听证权利" in page
    assert "听证权利告知书" in page


def test_a_received_part_is_decided_on_the_spot_on_a_promise(city: City, desk: Sit) -> None:
    part = city.part(city.apply("B04"), "B04")
    zhaomin = desk("zhaomin")
    assert "凭承诺当场决定" in zhaomin.client.get("/review/").content.decode()
    assert "申请人已签，我看过了" in zhaomin.see(part)
    assert "还差申请人的书面承诺" in zhaomin.post(part, "commit").content.decode()
    zhaomin.do(part, "commit", promised="yes")
    assert state_of(part).decision == "granted"


def test_the_lead_decides_a_joint_handling_and_the_government_sees_it(city: City, desk: Sit) -> None:
    part = city.applied("P24")
    state = state_of(part)
    mayor = desk("daixiangqian")
    assert part in mayor.client.get("/review/?act=joint").content.decode()
    assert "现在不用您做什么" in mayor.see(part)
    for review in state.reviews:
        approver = _holder(review.department, "approver")
        desk(approver).do(part, "opinion", verdict="agree")
    lead = desk(_holder(state.department, "approver"))
    lead.do(part, "claim")
    lead.do(part, "decide", decision="grant")
    assert state_of(part).decision == "granted"


def _holder(department: str, role: str) -> str:
    user: Any = User.objects.filter(person__posts__department=department, person__posts__role=role).order_by("pk").first()
    return str(user.username)


def test_what_waits_shows_for_what(city: City, desk: Sit) -> None:
    case = city.apply("E05")
    page = desk("chentao").see(city.part(case, "B01"))
    assert "等前一项" in page
    assert "营业执照" in page
