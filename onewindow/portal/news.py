"""What changed in the catalogue since a draft was last saved: told in words before it is sent, because only what is sent is bound to a version."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from onewindow.catalog import versions
from onewindow.catalog.catalogue import Catalogue
from onewindow.core.procedure import promised_limit
from onewindow.core.terms import DocumentKey


def what_changed(before: str, now: Catalogue, code: str) -> tuple[str, ...]:
    """Sentences about items, materials and promises of this bundle or item; none for the same version, or one no longer stored."""
    if before in ("", now.hash):
        return ()
    try:
        old = versions.load(before)
        had = old.codes_of(code)
    except LookupError:
        return ()
    has = now.codes_of(code)
    told = [_("现在还要办“%(item)s”。") % {"item": now.item(one).name(_lang())} for one in has if one not in had]
    told += [_("“%(item)s”不用办了。") % {"item": old.item(one).name(_lang())} for one in had if one not in has]
    for one in has:
        if one in had and old.item_version(one) != now.item_version(one):
            told += _of_item(old, now, one)
    return tuple(told)


def _of_item(old: Catalogue, now: Catalogue, code: str) -> list[str]:
    item = now.item(code).name(_lang())
    had, has = _materials(old, code), _materials(now, code)
    told = [_("“%(item)s”多要一份%(document)s。") % {"item": item, "document": has[key]} for key in has if key not in had]
    told += [_("“%(item)s”不再要%(document)s。") % {"item": item, "document": had[key]} for key in had if key not in has]
    before, after = promised_limit(old.terms(code)).days, promised_limit(now.terms(code)).days
    if before != after:
        told.append(_("“%(item)s”从 %(before)s 天变成 %(after)s 天办好。") % {"item": item, "before": before, "after": after})
    return told or [_("“%(item)s”的办事指南改过，请再看一遍。") % {"item": item}]


def _materials(catalogue: Catalogue, code: str) -> dict[DocumentKey, str]:
    return {one.key: catalogue.document_name(one.key, _lang()) for one in catalogue.terms(code).materials if not one.generated}


def _lang() -> str:
    return get_language() or "zh"
