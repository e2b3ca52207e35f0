"""What does not exist for this person is 404: somebody else's case or draft as much as a code that nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.http import Http404, HttpResponse

from onewindow.cases.selectors import NoSuchCase
from onewindow.catalog.catalogue import NotInCatalogue
from onewindow.files.storage import FileMissing
from onewindow.materials.wallet import NotHeld
from onewindow.portal.drafts import NoSuchDraft

ABSENT = (NoSuchCase, NoSuchDraft, NotInCatalogue, NotHeld, FileMissing)
P = ParamSpec("P")


def not_found(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Answer 404 where the view finds nothing for this person."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except ABSENT as error:
            raise Http404(type(error).__name__) from error

    return answer
