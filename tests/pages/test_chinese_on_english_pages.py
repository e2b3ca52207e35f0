"""What stays Chinese on an English page is marked as Chinese, once, wherever it stands."""

import pytest

from onewindow.pages.chinese import marked


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>With 李娜 since 7 April</p>", '<p>With <span lang="zh">李娜</span> since 7 April</p>'),
        ("<p>云陵市东市街 18 号</p>", '<p><span lang="zh">云陵市东市街 18 号</span></p>'),
        ('<p lang="zh">营业执照</p><p>开</p>', '<p lang="zh">营业执照</p><p><span lang="zh">开</span></p>'),
        ('<div lang="zh"><div>甲</div>乙</div>丙', '<div lang="zh"><div>甲</div>乙</div><span lang="zh">丙</span>'),
        ("<title>开餐饮店</title>", '<title lang="zh">开餐饮店</title>'),
        ('<option value="1">是</option>', '<option lang="zh" value="1">是</option>'),
        ('<input name="a" value="李娜">', '<input lang="zh" name="a" value="李娜">'),
        ("<svg><text>水务局</text></svg>", '<svg><text><tspan lang="zh">水务局</tspan></text></svg>'),
        ("<script>const 甲 = 1</script>", "<script>const 甲 = 1</script>"),
        ("<!-- 注 --><p>Nothing here</p>", "<!-- 注 --><p>Nothing here</p>"),
    ],
)
def test_chinese_is_marked_where_nothing_around_it_says_so(page, expected):
    assert marked(page) == expected


def test_marking_twice_is_marking_once():
    page = '<p>With 李娜</p><select><option>是</option></select><input value="店">'
    assert marked(marked(page)) == marked(page)
