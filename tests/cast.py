"""The standing cast as the actors that core knows: invented ids, no names, no accounts."""

from onewindow.core.commands import SYSTEM, Actor


def _person(tail: str) -> str:
    return f"01jz{tail:0>22}"


def _staff(tail: str, department: str, *roles: str) -> Actor:
    return Actor(_person(tail), frozenset({"applicant", *roles}), department, frozenset({_person(tail)}))


LI_NA = Actor(_person("1na"), frozenset({"applicant"}), None, frozenset({_person("1na")}))
"""李娜, the applicant."""
ZHOU_PING = Actor(_person("zhp"), frozenset({"applicant"}), None, frozenset({_person("zhp")}))
"""周平, a stranger who may do nothing."""
WANG_QIANG = _staff("wq", "government_services", "clerk")
"""王强, at the comprehensive window."""
CHEN_TAO = _staff("cht", "market", "approver", "lead")
"""陈涛, approver of the body that decides, and its lead."""
ZHOU_YAN = _staff("zhy", "market", "approver")
"""周妍, a colleague of 陈涛."""
HE_JING = _staff("hj", "market", "head")
"""何静, head of that body."""
ZHAO_MIN = _staff("zhm", "fire", "approver")
"""赵敏, approver of the fire service."""
LIU_YANG = _staff("1y", "city_management", "approver")
"""刘洋, approver of the city management."""
MAYOR = _staff("mayr", "government", "head")
"""The head of the people's government, who extends a joint handling."""
SUN_LI = _staff("sn1", "government_services", "supervisor")
"""孙丽, who watches and decides nothing."""

EVERYBODY = (LI_NA, ZHOU_PING, WANG_QIANG, CHEN_TAO, ZHOU_YAN, HE_JING, ZHAO_MIN, LIU_YANG, MAYOR, SUN_LI, SYSTEM)
