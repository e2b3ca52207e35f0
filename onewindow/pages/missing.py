"""What does not exist for this person is 404: somebody else's case or draft as much as a code that nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.http import Http404, HttpResponse

P = ParamSpec("P")


def not_found_on(*absent: type[Exception]) -> Callable[[Callable[P, HttpResponse]], Callable[P, HttpResponse]]:
    """A decorator for views: answer 404 where one of these says that the view finds nothing for this person."""

    def decorate(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
        @wraps(view)
        def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            try:
                return view(*args, **kwargs)
            except absent as error:
                raise Http404(type(error).__name__) from error

        return answer

    return decorate
