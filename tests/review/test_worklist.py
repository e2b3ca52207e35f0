"""The worklist: what is open, why it is here, who has it, by time left."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onewindow.accounts.models import Department, Person, Post, Role, User
from onewindow.cases.selectors import PAGE
from onewindow.cases.time import now
from onewindow.core.clock import law_day
from onewindow.review import worklist
from tests.review.conftest import City, Desk

Sit = Callable[[str], Desk]


def test_each_row_says_why_it_is_here_and_who_has_it(city: City, desk: Sit) -> None:
    first, second = city.applied("B01"), city.applied("B01")
    desk("zhangzhiyuan").do(second, "claim")
    page = desk("chentao").client.get("/review/").content.decode()
    assert page.count("审查决定</td>") == 2
    assert "张志远" in page
    assert "李*" in page
    assert "李娜" not in page
    assert f"/review/part/{first}" in page
    assert "出意见</td>" in desk("zhaomin").client.get("/review/").content.decode()


def test_filters_and_sorting_stand_in_the_address(city: City, desk: Sit) -> None:
    first, second = city.applied("B01"), city.applied("B01")
    chentao = desk("chentao")
    chentao.do(second, "claim")

    def parts(query: str) -> list[str]:
        page = chentao.client.get(f"/review/?{query}").content.decode().split("<tbody>")[-1]
        return sorted({part for part in (first, second) if f"/review/part/{part}" in page})

    assert parts("holder=mine") == [second]
    assert parts("holder=none") == [first]
    assert parts("act=decide") == sorted([first, second])
    assert parts("act=issue") == []
    page = chentao.client.get("/review/?sort=new").content.decode()
    assert page.index(f'<th scope="row"><a href="/review/part/{second}') < page.index(
        f'<th scope="row"><a href="/review/part/{first}'
    )


@pytest.mark.parametrize(
    "query",
    [
        "act=%00",
        "after=²",
        "after=99999999999999999999.x.y",
        "after=1.2",
        "sort=%F0%9F%98%80",
        "holder='",
        "desk=%00",
        "desk=zzz",
    ],
)
def test_nonsense_in_the_address_is_left_out_or_404(city: City, desk: Sit, query: str) -> None:
    assert desk("chentao").client.get(f"/review/?{query}").status_code in (200, 404)


def test_pages_go_on_where_the_last_one_ended(city: City, desk: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [city.applied("B01") for _ in range(5)]
    monkeypatch.setattr(worklist, "PAGE", 2)
    for query in (worklist.Asked(), worklist.Asked(holder="none"), worklist.Asked(act="decide", sort="new")):
        seen: list[str] = []
        asked = query
        while rows := worklist.rows_of("market", asked, me=""):
            seen += [row.part_id for row in rows]
            asked = worklist.Asked(asked.act, asked.holder, asked.sort, rows[-1].cursor)
        assert sorted(seen) == sorted(parts)
    assert PAGE == 50


def test_what_is_open_and_due_today_is_counted(city: City, desk: Sit) -> None:
    city.applied("B04")
    counts = worklist.counts_of("fire")
    assert counts["decide"] == 1
    assert worklist.due_today("fire", today=law_day(now())) in (0, 1)
    assert "<strong>1</strong> 件要办" in desk("zhaomin").client.get("/review/").content.decode()


def test_whoever_has_posts_in_two_departments_chooses_the_desk(city: City, desk: Sit) -> None:
    part = city.applied("B01")
    zhaomin = User.objects.get(username="zhaomin").person
    assert isinstance(zhaomin, Person)
    water = Department.objects.get(pk="water")
    Post.objects.create(person=zhaomin, department=water, role=Role.APPROVER, from_on=law_day(now()))
    page = desk("zhaomin").client.get("/review/").content.decode()
    assert "?desk=water" in page
    assert "?desk=fire" in page
    assert "请您出意见" in desk("zhaomin").see(part)
    assert "请您出意见" in desk("zhaomin").see(part, desk="fire")
    desk("zhaomin").see(part, status=404, desk="water")
    answer = desk("zhaomin").post(part, "opinion", verdict="agree", desk="fire")
    assert "desk=fire" in answer["Location"]


def test_an_empty_desk_says_so_and_what_to_do(city: City, desk: Sit) -> None:
    assert "现在没有这样的待办。" in desk("liuyang").client.get("/review/").content.decode()
