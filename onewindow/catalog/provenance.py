"""What stands behind a guide, in words for people: which parts are law, which are an illustration of the demonstration city."""

from __future__ import annotations

from onewindow.catalog.records import Item, Text

_PARTS = {
    "limit": Text("法定时限", "Legal time limit"),
    "promise": Text("承诺时限", "Promised time"),
    "materials": Text("材料", "Documents"),
    "reviews": Text("征求意见的部门", "Departments asked"),
    "guide": Text("指南的文字、地点和电话", "Words, place and telephone number of this guide"),
    "codes": Text("事项编码", "Item code"),
    "results": Text("办理结果", "Result"),
}
_SOURCES = {
    "law": Text("按法律条文", "as in the statute"),
    "law: not read word by word": Text("按法律，条文没有逐字核对", "by law, not checked word by word"),
    "sourced": Text("按公开目录", "as in the public list"),
    "record": Text("按事项记录", "as recorded"),
    "profile": Text("按这一类程序的默认时限", "the default of this kind of procedure"),
    "illustrative": Text("示例", "an illustration"),
}


def told(item: Item) -> tuple[tuple[Text, Text, bool], ...]:
    """For each part of the record: what it is, where it comes from, and whether it is an illustration only."""
    found = []
    for part, source in item.provenance.items():
        words = _SOURCES.get(source) or _SOURCES.get(source.partition(":")[0]) or Text(source)
        found.append((_PARTS.get(part, Text(part)), words, source.startswith("illustrative")))
    return tuple(found)
