"""Keeping a draft: begun once per applicant and bundle, saved at every step, sent once. The only writer of drafts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from onewindow.catalog import versions
from onewindow.core.commands import Actor
from onewindow.core.terms import DocumentKey
from onewindow.files.models import StoredFile
from onewindow.files.storage import store
from onewindow.portal.models import Draft, DraftFile
from onewindow.portal.who import Applicant


class NoSuchDraft(LookupError):
    """There is no such draft for this person."""


def begin(*, actor: Actor, applicant: Applicant, code: str, answers: Mapping[str, Any], at: datetime) -> Draft:
    """The open draft of this applicant for this bundle or item, with these answers put in; made if there is none."""
    draft, _is_new = Draft.objects.get_or_create(
        applicant=applicant.id,
        code=code,
        case_number="",
        defaults={
            "person_id": actor.id,
            "applicant_kind": applicant.kind,
            "catalogue": versions.current(at).hash,
            "saved_at": at,
            "content": {"answers": {}},
        },
    )
    return save_answers(draft, answers, at=at) if answers else draft


def draft_for(actor: Actor, draft_id: str) -> Draft:
    """The draft, if it is for somebody for whom the actor may act. Raises NoSuchDraft."""
    draft = Draft.objects.filter(pk=draft_id, applicant__in=actor.acts_for).first()
    if draft is None:
        raise NoSuchDraft(draft_id)
    return draft


def open_drafts(actor: Actor) -> list[Draft]:
    """Everything begun and not sent, the latest first."""
    return list(Draft.objects.filter(applicant__in=actor.acts_for, case_number="").order_by("-saved_at")[:20])


def answers_of(draft: Draft) -> dict[str, Any]:
    return dict(draft.content.get("answers", {}))


def promise_of(draft: Draft) -> bool:
    """Whether the applicant promised in writing (容缺、告知承诺)."""
    return bool(draft.content.get("promised"))


def save_answers(draft: Draft, answers: Mapping[str, Any], *, at: datetime) -> Draft:
    """Put answers in; what was answered before stays."""
    return _save(draft.pk, at, lambda content: {**content, "answers": {**content.get("answers", {}), **answers}})


def save_choice(draft: Draft, group: str, key: str, *, at: datetime) -> Draft:
    """Which of several alternatives is handed in."""
    return _save(draft.pk, at, lambda content: {**content, "choices": {**content.get("choices", {}), group: key}})


def save_promise(draft: Draft, promised: bool, *, at: datetime) -> Draft:
    return _save(draft.pk, at, lambda content: {**content, "promised": promised})


def _save(draft_id: str, at: datetime, change: Any) -> Draft:
    """Locked, so that two windows on one draft do not undo one another."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().get(pk=draft_id)
        draft.content, draft.saved_at, draft.catalogue = change(draft.content), at, versions.current(at).hash
        draft.save(update_fields=["content", "saved_at", "catalogue"])
    return draft


def put_file(draft: Draft, key: DocumentKey, data: bytes, name: str, *, at: datetime) -> StoredFile:
    """Keep a file for one document of the draft; the one before is replaced. Raises FileRefused."""
    file = store(owner=draft.applicant, data=data, name=name, at=at)
    DraftFile.objects.update_or_create(draft=draft, document=str(key), defaults={"file": file})
    Draft.objects.filter(pk=draft.pk).update(saved_at=at)
    return file


def remove_file(draft: Draft, key: str) -> None:
    DraftFile.objects.filter(draft=draft, document=key).delete()


def files_of(draft: Draft) -> dict[DocumentKey, StoredFile]:
    """The files of a draft by document."""
    rows = DraftFile.objects.filter(draft=draft).select_related("file")
    return {DocumentKey.parse(row.document): row.file for row in rows}


def mark_sent(draft: Draft, case_number: str, *, at: datetime) -> None:
    """The case exists; what was typed now lives there, and the draft keeps only which case it became."""
    Draft.objects.filter(pk=draft.pk).update(case_number=case_number, saved_at=at, content={})


def discard(draft: Draft) -> None:
    """Throw a draft away; one that was sent stays as the trace of its case."""
    if not draft.is_sent:
        draft.delete()
