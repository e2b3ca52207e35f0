"""Pages that belong to no door: preferences, the accessibility statement, the style guide, and the pages for what went wrong."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from onewindow.pages import samples
from onewindow.pages.preferences import changed, read_preferences, remember


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Remember view, theme or language and go back to where one was."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    remember(response, changed(read_preferences(request), request.POST), request.POST.get("language"))
    return response


def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, what does not yet, and whom to tell."""
    return render(request, "pages/accessibility.html")


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with invented content; only on the demonstration site."""
    _only_for_demonstration()
    return render(request, "pages/styleguide.html", {"page": samples.components()})


def styleguide_staff(request: HttpRequest) -> HttpResponse:
    """The staff screen's frame with invented content; only on the demonstration site."""
    _only_for_demonstration()
    return render(request, "pages/styleguide_staff.html", {"page": samples.components()})


def _only_for_demonstration() -> None:
    if not settings.ONEWINDOW_DEMONSTRATION:
        raise Http404
