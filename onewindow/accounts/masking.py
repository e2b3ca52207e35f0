"""How names and numbers are shown where another person can see them (个人信息保护法 §51; mask of the field: 6…4)."""

COMPOUND_SURNAMES = frozenset(
    [
        "欧阳",
        "上官",
        "司马",
        "东方",
        "诸葛",
        "夏侯",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "长孙",
        "宇文",
        "司徒",
        "端木",
        "轩辕",
        "南宫",
        "百里",
        "呼延",
        "独孤",
        "钟离",
        "鲜于",
        "闾丘",
        "司空",
        "太史",
        "澹台",
        "申屠",
        "濮阳",
    ]
)


def mask_name(name: str) -> str:
    """李*, 欧阳**, 阿*****: the surname stays, each other character is a star. An empty name stays empty."""
    name = name.strip()
    kept = 2 if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else 1
    return name[:kept] + "*" * max(len(name) - kept, 1 if len(name) == 1 else 0)


def mask_number(number: str) -> str:
    """990100********2846: six digits, four at the end. Anything of ten characters or fewer is stars only."""
    if len(number) <= 10:
        return "*" * len(number)
    return number[:6] + "*" * (len(number) - 10) + number[-4:]


def mask_phone(number: str) -> str:
    """138****0000: three digits, four at the end."""
    if len(number) <= 7:
        return "*" * len(number)
    return number[:3] + "*" * (len(number) - 7) + number[-4:]
