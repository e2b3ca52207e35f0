"""The names of the eight procedures that law does not count (行政许可法 §45)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

NAMES: Mapping[str, Any] = {
    "hearing": _l("听证"),
    "bidding": _l("招标"),
    "auction": _l("拍卖"),
    "inspection": _l("检验"),
    "test": _l("检测"),
    "quarantine": _l("检疫"),
    "appraisal": _l("鉴定"),
    "expert_review": _l("专家评审"),
}


def procedure_name(code: str) -> str:
    return str(NAMES.get(code, _("特别程序")))


def reasons() -> dict[str, str]:
    """The sentence of each stop for the clock ruler."""
    return {
        code: _("做%(name)s，这几天不算。依据行政许可法第四十五条，已书面告知您。") % {"name": name}
        for code, name in NAMES.items()
    }
