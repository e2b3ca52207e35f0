"""The approvers' door: a department says its opinion, the part's own body decides."""

from __future__ import annotations

from collections.abc import Callable

from onewindow.cases.change import state_of
from tests.review.conftest import City, Desk

Sit = Callable[[str], Desk]


def test_a_department_gives_its_opinion_and_the_body_decides(city: City, desk: Sit) -> None:
    part = city.applied("B01")
    assert "请您出意见" in desk("zhaomin").see(part)
    page = desk("zhaomin").do(part, "opinion", verdict="agree")
    assert "办好了" in page
    desk("liuyang").do(part, "opinion", verdict="agree_after_change", opinion_text="招牌往里移 0.3 米。")
    chentao = desk("chentao")
    chentao.do(part, "claim")
    assert "可以决定了" in chentao.see(part)
    page = chentao.do(part, "decide", decision="grant")
    assert "准予行政许可决定书" in page
    assert "正在盖章" in page
    chentao.do(part, "issue")
    assert state_of(part).documents
