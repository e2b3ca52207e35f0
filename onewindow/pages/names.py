"""What people call things in the language of the page: departments and documents. Not: people, whose names are cut by rights at each door."""

from __future__ import annotations

from django.utils.translation import get_language

from onewindow.catalog import versions
from onewindow.catalog.catalogue import Catalogue
from onewindow.core.terms import DocumentKey


def lang() -> str:
    """The language of the page."""
    return get_language() or "zh-hans"


def office_name(code: str, catalogue: Catalogue | None = None) -> str:
    """What people call the department in this catalogue, else in the one in force; its code when that does not have it."""
    return (catalogue or versions.current()).office_name(code, lang())


def document_name(key: DocumentKey, catalogue: Catalogue | None = None) -> str:
    """What people call the document in this catalogue, else in the one in force; its code when that does not know it."""
    known = catalogue or versions.current()
    return known.document_name(key, lang()) if key.type in known.documents else str(key)
