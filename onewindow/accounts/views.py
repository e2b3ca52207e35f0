"""Signing on and off: by password everywhere, by one click as an invented person on the demonstration site only."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from onewindow.accounts.demonstration import is_demonstration_account
from onewindow.accounts.forms import LogInForm
from onewindow.accounts.log_in_page import cast_by_group, offices
from onewindow.accounts.models import Role, User
from onewindow.accounts.roles import roles_of

BACKEND = "django.contrib.auth.backends.ModelBackend"
DOORS = ((Role.CLERK, "/counter/"), (Role.APPROVER, "/review/"), (Role.LEAD, "/review/"), (Role.HEAD, "/review/"))


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    form = LogInForm(request, request.POST if request.method == "POST" else None)
    if form.is_valid() and form.user is not None:
        login(request, form.user, backend=BACKEND)
        return _onwards(request, form.user)
    shown = {
        "form": form,
        "next": request.POST.get("next", request.GET.get("next", "")),
        "groups": cast_by_group() if settings.ONEWINDOW_DEMONSTRATION else [],
        "offices": offices() if settings.ONEWINDOW_DEMONSTRATION else [],
    }
    return render(request, "accounts/log_in.html", shown)


@never_cache
@require_POST
def log_in_as(request: HttpRequest) -> HttpResponse:
    username = request.POST.get("username", "")
    if not (settings.ONEWINDOW_DEMONSTRATION and is_demonstration_account(username)):
        raise Http404
    user = get_object_or_404(User, username=username, is_active=True)
    login(request, user, backend=BACKEND)
    return _onwards(request, user)


@never_cache
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def _onwards(request: HttpRequest, user: User) -> HttpResponseRedirect:
    """Where he was going, if that is a page of ours; else to his own door."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return HttpResponseRedirect(target)
    roles = roles_of(user)
    return HttpResponseRedirect(next((door for role, door in DOORS if role in roles), resolve_url(settings.LOGIN_REDIRECT_URL)))
