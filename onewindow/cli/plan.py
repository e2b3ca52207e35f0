"""`onewindow plan`: the order of work of a bundle or an item, what must be handed in and what is spared. Works without a database."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from onewindow.catalog import conditions, packaged
from onewindow.catalog.catalogue import Catalogue, NotInCatalogue
from onewindow.cli.installation import CommandFailed
from onewindow.cli.language import add_language, language
from onewindow.core.planner import Plan, Want, plan
from onewindow.core.terms import DocumentKey

HELD = (DocumentKey("ID"),)
"""Whoever asks has an identity card and nothing else; what more he has in his wallet, the portal knows."""

_WHY = {
    "held": {"zh": "您已经有了，系统里查得到", "en": "you have it already"},
    "shared": {"zh": "{issuer}有，系统替您去取", "en": "held by {issuer}, fetched for you"},
    "yielded": {"zh": "办“{item}”时就有了", "en": "comes with “{item}”"},
    "generated": {"zh": "照您填的内容自动生成", "en": "written from what you fill in"},
    "asked": {"zh": "要您交", "en": "to be handed in"},
}


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("plan", help="the order of work of a bundle or item, what is asked and what is spared")
    parser.add_argument("code", metavar="CODE", help="a bundle (E05) or an item (B01) of the packaged catalogue")
    parser.add_argument(
        "--answers",
        type=Path,
        metavar="FILE",
        help="a JSON object of answers by question; conditional materials are off unless answered",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_language(parser)
    parser.set_defaults(needs_installation=False)


def run(arguments: argparse.Namespace) -> int:
    catalogue = packaged.city()
    answers = _read_answers(catalogue, arguments.answers)
    code = arguments.code.upper()
    try:
        codes = catalogue.codes_of(code)
    except NotInCatalogue as missing:
        near = get_close_matches(code, [*catalogue.bundles, *catalogue.items], n=3)
        hint = f"; did you mean {', '.join(near)}?" if near else "; bundles are " + ", ".join(catalogue.bundles)
        raise CommandFailed(f"the catalogue has no bundle or item {arguments.code}{hint}") from missing
    found = plan([catalogue.terms(item) for item in codes], answers=answers, condition=conditions.evaluate, held=HELD)
    told = describe(catalogue, code, found, language(arguments))
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print(catalogue, told, language(arguments))
    return 0


def describe(catalogue: Catalogue, code: str, found: Plan, lang: str) -> dict[str, Any]:
    """The plan as JSON: days are promised working days, `how` says how a document comes (asked, held, shared, yielded, generated)."""
    record = catalogue.bundles.get(code) or catalogue.item(code)
    return {
        "code": code,
        "name": record.name(lang),
        "items": [{"code": item, "name": catalogue.item(item).name(lang)} for item in found.items],
        "not_needed": [item for item in catalogue.codes_of(code) if item not in found.items],
        "serial_days": found.serial_days,
        "critical_path_days": found.critical_path_days,
        "critical_path": list(found.critical_path),
        "waves": [list(wave) for wave in found.waves],
        "slots": {slot.code: [slot.starts, slot.ends] for slot in found.slots},
        "separate_materials": found.separate_materials,
        "asked": [_want(catalogue, want, lang) for want in found.asked],
        "spared": [_want(catalogue, want, lang) for want in found.spared],
    }


def _want(catalogue: Catalogue, want: Want, lang: str) -> dict[str, Any]:
    short = "en" if lang == "en" else "zh"
    issuer = catalogue.documents[want.key.type].issuer.name(lang)
    item = catalogue.item(want.by).name(lang) if want.by else ""
    return {
        "document": str(want.key),
        "name": catalogue.document_name(want.key, lang),
        "items": list(want.items),
        "how": want.how,
        "by": want.by,
        "need": str(want.need),
        "group": want.group,
        "why": _WHY[want.how][short].format(issuer=issuer, item=item),
    }


def _read_answers(catalogue: Catalogue, path: Path | None) -> Mapping[str, object]:
    if path is None:
        return {}
    try:
        answers = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandFailed(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise CommandFailed(f"{path} is not JSON: {error}") from error
    if not isinstance(answers, dict):
        raise CommandFailed(f'{path} must hold an object of answers, for example {{"by_agent": true}}')
    unknown = [name for name in answers if name not in catalogue.questions]
    if unknown:
        near = get_close_matches(unknown[0], list(catalogue.questions), n=3)
        raise CommandFailed(f"nobody asks for {', '.join(unknown)}" + (f"; did you mean {', '.join(near)}?" if near else ""))
    return answers


def _print(catalogue: Catalogue, told: Mapping[str, Any], lang: str) -> None:
    english = lang == "en"
    print(f"{told['code']} {told['name']}")
    if english:
        print(f"One after another {told['serial_days']} working days; side by side {told['critical_path_days']}.")
    else:
        print(f"一件一件办要 {told['serial_days']} 个工作日，一起办 {told['critical_path_days']} 个工作日。")
    for number, wave in enumerate(told["waves"], 1):
        print(f"{f'Step {number}' if english else f'第 {number} 步'}:")
        for code in wave:
            starts, ends = told["slots"][code]
            mark = "*" if code in told["critical_path"] else " "
            office = catalogue.office_name(catalogue.terms(code).department, lang)
            print(f" {mark} {code}  {starts:>3} → {ends:<3} {catalogue.item(code).name(lang)}  [{office}]")
    print("* decides the total" if english else "* 这几项决定总天数")
    for part, title in (("asked", "To hand in" if english else "要您交的"), ("spared", "Spared" if english else "免交的")):
        print(f"{title}: {len(told[part])}")
        for want in told[part]:
            print(f"   {want['name']} ({', '.join(want['items'])})" + (f" - {want['why']}" if part == "spared" else ""))
