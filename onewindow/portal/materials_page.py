"""The materials page: what is asked, each with its upload; alternatives as a choice; what may come later; what is spared and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from onewindow.catalog.catalogue import Catalogue
from onewindow.core.terms import DocumentKey, Need
from onewindow.files.kinds import FileRefused, Refusal
from onewindow.files.models import StoredFile
from onewindow.materials.resolver import Resolved
from onewindow.pages.fields import Choice, HeldFile, Problem, ScreenField, problems_of
from onewindow.pages.names import document_name, lang
from onewindow.portal.needs import SparedLine, item_names, spared_lines, why_doubted
from onewindow.portal.task_list import Sheet

ACCEPT = "image/jpeg,image/png,application/pdf,.ofd"


@dataclass(frozen=True, slots=True)
class MaterialBlock:
    """One material to hand in, or several of which one is enough (`choice` then asks which)."""

    heading: str
    fields: tuple[ScreenField, ...]
    choice: ScreenField | None = None
    optional: bool = False
    later: str = ""


@dataclass(frozen=True, slots=True)
class MaterialsPage:
    """The page."""

    sheet: Sheet
    blocks: tuple[MaterialBlock, ...]
    after: tuple[MaterialBlock, ...]
    spared: tuple[SparedLine, ...]
    problems: tuple[Problem, ...]


def file_field(
    key: DocumentKey, *, catalogue: Catalogue, held: StoredFile | None, hint: str = "", error: str = "", label: str = ""
) -> ScreenField:
    """The upload of one document."""
    return ScreenField(
        name=str(key),
        label=label or document_name(key, catalogue),
        kind="file",
        hint=hint,
        error=error,
        accept=ACCEPT,
        held=HeldFile(held.name, _("已保存，%(size)s。要换就再选一个") % {"size": spoken_size(held.size)}) if held else None,
    )


def spoken_size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, size // 1024)} KB"


def read_upload(uploaded: UploadedFile) -> tuple[bytes, str]:
    """The bytes and the name that was given. Raises FileRefused before reading what is too large."""
    if uploaded.size is not None and uploaded.size > settings.ONEWINDOW_MAX_FILE_BYTES:
        raise FileRefused(Refusal.TOO_LARGE, max_bytes=settings.ONEWINDOW_MAX_FILE_BYTES)
    return uploaded.read(), uploaded.name or ""


def build_materials_page(sheet: Sheet, errors: Mapping[str, str]) -> MaterialsPage:
    """`errors` are sentences by document key."""
    blocks, after, seen = [], [], set()
    for one in sheet.needs.asked:
        if one.key in sheet.needs.gates:
            after.append(_gated(sheet, one))
        elif one.group is None:
            blocks.append(_single(sheet, one, errors))
        elif one.group not in seen:
            seen.add(one.group)
            blocks.append(_alternatives(sheet, one.group, errors))
    fields = [field for block in blocks for field in block.fields]
    return MaterialsPage(sheet, tuple(blocks), tuple(after), spared_lines(sheet.needs), problems_of(fields))


def _single(sheet: Sheet, one: Resolved, errors: Mapping[str, str]) -> MaterialBlock:
    tolerable = one.need is Need.TOLERABLE
    return MaterialBlock(
        heading=document_name(one.key, sheet.catalogue),
        fields=(_field(sheet, one, errors),),
        optional=tolerable,
        later=_("现在没有也能提交，受理后再补。") if tolerable else "",
    )


def _alternatives(sheet: Sheet, group: str, errors: Mapping[str, str]) -> MaterialBlock:
    members = [one for one in sheet.needs.asked if one.group == group and one.key not in sheet.needs.gates]
    chosen = sheet.choices.get(group) or next((str(one.key) for one in members if one.key in sheet.files), "")
    choice = ScreenField(
        name=f"choice-{group}",
        label=_("下面几样，交一样就行。您交哪一样？"),
        kind="choice",
        choices=tuple(
            Choice(str(one.key), document_name(one.key, sheet.catalogue), chosen=str(one.key) == chosen) for one in members
        ),
    )
    return MaterialBlock(
        heading=_(" 或 ").join(document_name(one.key, sheet.catalogue) for one in members),
        fields=tuple(_field(sheet, one, errors) for one in members),
        choice=choice,
    )


def _field(sheet: Sheet, one: Resolved, errors: Mapping[str, str]) -> ScreenField:
    return file_field(
        one.key,
        catalogue=sheet.catalogue,
        held=sheet.files.get(one.key),
        hint=_hint(sheet, one),
        error=errors.get(str(one.key), ""),
    )


def _hint(sheet: Sheet, one: Resolved) -> str:
    """Why it is needed, how to make it, which items use it."""
    notes = [sheet.catalogue.item(code).notes.get(one.key) for code in one.items]
    how = next((note.how.name(lang()) for note in notes if note and note.how.zh), "")
    users = _("%(items)s要用。") % {"items": item_names(sheet.catalogue, one.items)}
    return " ".join(part for part in (why_doubted(one), how, users) if part)


def _gated(sheet: Sheet, one: Resolved) -> MaterialBlock:
    gate = document_name(sheet.needs.gates[one.key], sheet.catalogue)
    return MaterialBlock(
        heading=document_name(one.key, sheet.catalogue),
        fields=(),
        later=_("要等%(document)s出来才办得了。到时候通知您交。") % {"document": gate},
    )
