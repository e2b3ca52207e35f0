"""E05 from submission to the last certificate, every approver through his own pages; and the same for whoever may not."""

from __future__ import annotations

import re
from collections.abc import Callable

from onewindow.cases import services, worker
from onewindow.cases.change import load, state_of
from onewindow.cases.models import Part, Work
from onewindow.cases.time import now
from onewindow.core.commands import Given
from onewindow.core.state import Status
from onewindow.ledger.ids import new_id
from tests.review.conftest import APPROVERS, City, Desk

Sit = Callable[[str], Desk]
KEY = re.compile(r'id="act-([a-z-]+)"')


def test_every_approver_finds_his_work_and_all_parts_are_issued(city: City, desk: Sit) -> None:
    case = city.apply("E05", drains_to_sewer=True, has_signboard=True, has_fume=True)
    desks = {code: desk(username) for code, username in APPROVERS.items()}
    for _round in range(12):
        _what_is_not_the_approvers(city, case)
        for code, sitting in desks.items():
            for part in _work_of(code, case):
                _work(sitting, part, code)
    states = [load(part.pk).state for part in Part.objects.filter(case_id=case)]
    assert len(states) == 7
    assert {state.status for state in states} <= {Status.ISSUED, Status.CLOSED}
    assert all(state.decision == "granted" for state in states)
    food = next(state for state in states if state.item == "B01")
    assert {review.verdict for review in food.reviews} == {"agree"}


def _what_is_not_the_approvers(city: City, case: str) -> None:
    """The applicant hands in what was waited for or tolerated, the window accepts, the worker seals and delivers."""
    for part in Part.objects.filter(case_id=case):
        state = state_of(part.pk)
        if state.status is Status.WAITING and state.suppliable():
            given = tuple(Given(key, "asked") for key in state.suppliable())
            services.supply_awaited(part=part.pk, given=given, actor=city.lina, at=now(), key=new_id())
        elif state.status is Status.RECEIVED:
            city.accept(part.pk)
        elif state.status is Status.ACCEPTED and state.supplements:
            given = tuple(Given(key, "asked") for key in state.supplements)
            services.supply_supplement(part=part.pk, given=given, actor=city.lina, at=now(), key=new_id())
    worker.run_until_idle(now())


def _work_of(code: str, case: str) -> list[str]:
    parts = set(Part.objects.filter(case_id=case).values_list("pk", flat=True))
    rows = Work.objects.filter(desk=code, part_id__in=parts).exclude(act="wait").order_by("part_id")
    return list(dict.fromkeys(row.part_id for row in rows))


def _work(sitting: Desk, part: str, code: str) -> None:
    """Read the page and do what its first form offers."""
    assert f"/review/part/{part}" in sitting.client.get("/review/").content.decode()
    offered = KEY.findall(sitting.see(part))
    if "claim" in offered:
        sitting.do(part, "claim")
    elif "opinion" in offered:
        sitting.do(part, "opinion", verdict="agree")
    elif "resume" in offered:
        sitting.do(part, "resume", result_text="合格")
    elif "pause" in offered and not state_of(part).pauses:
        sitting.do(part, "pause", procedure="test", pause_days="3")
    elif "issue" in offered or "close" in offered:
        sitting.do(part, "issue" if "issue" in offered else "close")
    elif "decide" in offered and "还不能决定" not in sitting.see(part):
        sitting.do(part, "decide", decision="grant")


def test_other_departments_and_strangers_see_nothing(city: City, desk: Sit) -> None:
    part = city.applied("B01")
    for page in ("", "/live", "/material/LAYOUT:firm:new", "/document/x"):
        assert desk("panqiuyue").client.get(f"/review/part/{part}{page}").status_code == 404
        assert desk("zhouping").client.get(f"/review/part/{part}{page}").status_code == 403
        assert desk("lina").client.get(f"/review/part/{part}{page}").status_code == 403
    assert desk("panqiuyue").post(part, "claim").status_code == 404
    assert desk("zhouping").post(part, "claim").status_code == 403
    assert desk("zhaomin").client.get(f"/review/part/{part}?desk=market").status_code == 404
    assert desk("zhaomin").client.get("/review/?desk=market").status_code == 404


def test_a_supervisor_reads_every_desk_and_acts_at_none(city: City, desk: Sit) -> None:
    part, sunli = city.applied("B01"), desk("sunli")
    assert "看哪个部门" in sunli.client.get("/review/").content.decode()
    assert part in sunli.client.get("/review/?desk=fire").content.decode()
    page = sunli.see(part, desk="fire")
    assert "只能看，不能办" in page
    assert '<form method="post" action="/review' not in page
    assert sunli.post(part, "claim").status_code == 403


def test_a_part_that_does_not_exist_is_404(city: City, desk: Sit) -> None:
    for address in ("no-such", "0" * 26, "x" * 300):
        assert desk("chentao").client.get(f"/review/part/{address}").status_code == 404
        assert desk("chentao").post(address, "claim").status_code == 404
    assert desk("chentao").post("0" * 26, "no-such-act").status_code == 404
