"""Working off the counter's list: accept, tell once, supply, withdraw, hand over; each act through the worklist's own screen."""

import pytest
from django.urls import reverse

from onewindow.accounts.actors import actor_of
from onewindow.accounts.models import User
from onewindow.cases import selectors, services
from onewindow.cases.change import state_of
from onewindow.cases.models import Part
from onewindow.cases.services import Application
from onewindow.cases.submission import item_versions
from onewindow.cases.time import now
from onewindow.cases.worker import run_until_idle
from onewindow.core.clock import law_day
from onewindow.core.commands import Given
from onewindow.core.state import Status
from onewindow.core.terms import DocumentKey
from onewindow.files.storage import store
from onewindow.ledger.ids import new_id
from tests.counter.conftest import B01_MATERIALS, PDF, Counter


def online(counter: Counter, *names: str) -> Part:
    """李娜 applies for B01 at home with these materials."""
    lina = actor_of(User.objects.get(username="lina"))
    at = now()
    address = store(owner=counter.lina, data=PDF, name="plan.pdf", at=at).address
    given = tuple(Given(DocumentKey.parse(name), "asked", address) for name in names)
    application = Application(counter.lina, "person", item_versions(["B01"], at), {"shop_name": "禾味小馆"}, given)
    outcome = services.submit_application(application, actor=lina, at=at, key=new_id())
    return Part.objects.get(case_id=outcome.stream_id)


def upload(name: str) -> dict[str, object]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return {f"file:{name}": SimpleUploadedFile("scan.pdf", PDF)}


def test_the_worklist_opens_a_part_in_the_same_screen_and_accepts_it(counter: Counter) -> None:
    part = online(counter, *B01_MATERIALS)
    desk = counter.desk()
    assert [line.part_id for line in desk.context["screen"].worklist.lines] == [part.pk]
    page = counter.client.get(reverse("counter:part", args=[part.pk]))
    assert page.context["screen"].part.headline == "材料齐了，可以受理"
    assert "今天受理的话" in page.content.decode()
    assert counter.press_part("accept", part).status_code == 302
    assert state_of(part.pk).status is Status.ACCEPTED


def test_an_incomplete_part_is_not_accepted_and_the_page_says_what_is_missing(counter: Counter) -> None:
    part = online(counter, "BL:firm:new")
    answer = counter.press_part("accept", part)
    assert answer.status_code == 422
    assert "还差材料：" in answer.content.decode()
    assert "LAYOUT" not in answer.context["screen"].problem


def test_what_the_one_list_asks_for_is_brought_to_the_window(counter: Counter) -> None:
    part = online(counter, "BL:firm:new", "RULES:firm:new", "HEALTH:staff:new")
    form = {
        "panel": "correct",
        "defect": ["LAYOUT:firm:new"],
        "why:LAYOUT:firm:new": "missing",
        "words:LAYOUT:firm:new": "手画也行",
    }
    assert counter.press_part("correct", part, **form).status_code == 302
    assert "手画也行" in counter.client.get(reverse("counter:part", args=[part.pk])).content.decode()
    empty = counter.press_part("supply", part, shown_in="correcting")
    assert empty.status_code == 422
    key = new_id()
    for _click in range(2):
        assert counter.press_part("supply", part, shown_in="correcting", key=key, **upload("LAYOUT:firm:new")).status_code == 302
    assert state_of(part.pk).status is Status.RECEIVED
    assert counter.press_part("correct", part, **form).status_code == 422
    assert counter.press_part("accept", part).status_code == 302


def test_a_supplement_is_brought_to_the_window(counter: Counter) -> None:
    part = online(counter, *B01_MATERIALS[:-1])
    assert counter.press_part("tolerate", part).status_code == 200
    assert counter.press_part("tolerate", part, panel="tolerate", promise="我承诺后补").status_code == 422
    assert counter.press_part("tolerate", part, panel="tolerate", promise="我承诺后补", agreed="yes").status_code == 302
    assert state_of(part.pk).supplements
    assert counter.press_part("supply", part, shown_in="accepted", **upload("HEALTH:staff:new")).status_code == 302
    assert not state_of(part.pk).supplements


def test_an_application_is_withdrawn_at_the_window(counter: Counter) -> None:
    part = online(counter, *B01_MATERIALS)
    assert counter.press_part("withdraw", part).status_code == 200
    assert counter.press_part("withdraw", part, panel="withdraw", reason="不开了").status_code == 302
    assert state_of(part.pk).status is Status.WITHDRAWN
    assert counter.press_part("accept", part).status_code == 422


def test_acceptance_is_refused_with_ground_and_reason(counter: Counter) -> None:
    part = online(counter, *B01_MATERIALS)
    assert counter.press_part("refuse", part, panel="refuse", ground="no_permit_needed").status_code == 422
    assert (
        counter.press_part("refuse", part, panel="refuse", ground="no_permit_needed", reason="自己做饭不用办").status_code == 302
    )
    assert state_of(part.pk).status is Status.NOT_ACCEPTED


@pytest.fixture
def issued(counter: Counter) -> Part:
    part = counter.file()
    chentao = actor_of(User.objects.get(username="chentao"))
    for department, username in (("fire", "zhaomin"), ("city_management", "liuyang")):
        reviewer = actor_of(User.objects.get(username=username))
        services.claim_review(part=part.pk, department=department, actor=reviewer, at=now(), key=new_id())
        services.give_opinion(part=part.pk, department=department, verdict="agree", actor=reviewer, at=now(), key=new_id())
    services.claim_decision(part=part.pk, actor=chentao, at=now(), key=new_id())
    services.grant(part=part.pk, actor=chentao, at=now(), key=new_id())
    services.issue(part=part.pk, actor=chentao, at=now(), key=new_id())
    return part


def test_a_certificate_is_handed_over_once_it_is_sealed_and_the_receiver_is_named(counter: Counter, issued: Part) -> None:
    early = counter.press_part("deliver", issued, way="counter", receiver="本人")
    assert early.status_code == 422
    assert "正在盖章" in early.content.decode()
    assert "本人" in early.content.decode()
    run_until_idle(now())
    nobody = counter.press_part("deliver", issued, way="counter", receiver="")
    assert nobody.status_code == 422
    assert counter.press_part("deliver", issued, way="counter", receiver="本人").status_code == 302
    assert state_of(issued.pk).status is Status.CLOSED
    run_until_idle(now())
    titles = [
        paper.title
        for paper in counter.client.get(reverse("counter:part", args=[issued.pk])).context["screen"].part.papers.papers
    ]
    assert "送达回证" in titles
    assert any("许可证" in title for title in titles)


def test_a_material_is_looked_at_in_the_same_screen(counter: Counter) -> None:
    part = online(counter, *B01_MATERIALS)
    page = counter.client.get(reverse("counter:part", args=[part.pk]), {"look": "LAYOUT:firm:new"})
    assert "<iframe" in page.content.decode()
    file = counter.client.get(reverse("counter:material", args=[part.pk, "LAYOUT:firm:new"]))
    assert (file.content, file["Content-Type"]) == (PDF, "application/pdf")


def test_the_worklist_goes_on_by_pages_and_f2_leads_to_the_next(counter: Counter) -> None:
    parts = [online(counter, *B01_MATERIALS).pk for _ in range(12)]
    first = counter.desk().context["screen"].worklist
    second = counter.desk(after=first.after).context["screen"].worklist
    assert [line.part_id for line in (*first.lines, *second.lines)] == sorted(parts)
    page = counter.client.get(reverse("counter:part", args=[sorted(parts)[0]]))
    assert page.context["screen"].worklist.next_part == sorted(parts)[1]
    assert selectors.work_counts("clerk", today=law_day(now()))[0] == 12
