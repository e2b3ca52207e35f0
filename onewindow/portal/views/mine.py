"""What is mine: in whose name I act, my certificates; and on the demonstration site the clock."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from onewindow.cases.selectors import permits_of
from onewindow.cases.time import advance, now
from onewindow.certs.models import Document
from onewindow.core.clock import law_day
from onewindow.files.models import StoredFile
from onewindow.files.storage import FileMissing, read
from onewindow.materials.wallet import NotHeld, held_by
from onewindow.pages.dates import spoken_day
from onewindow.pages.files import answer_file
from onewindow.portal.certificates import build_certificates
from onewindow.portal.views.missing import not_found
from onewindow.portal.who import actor_in, applicants_of, choose

LONGEST_STEP = 60


def _back(request: HttpRequest) -> HttpResponseRedirect:
    target = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if is_ours else "/")


@never_cache
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Act in another name: one's own, or a firm's."""
    if not choose(request, request.POST.get("applicant", ""), now()):
        raise Http404
    return _back(request)


@never_cache
def certificates(request: HttpRequest) -> HttpResponse:
    """What was issued to me and what my wallet holds."""
    at = now()
    applicants = applicants_of(request, at)
    chosen = next(one for one in applicants if one.chosen)
    return render(request, "portal/certificates.html", {"page": build_certificates(chosen, applicants, at=at)})


@never_cache
@not_found
def certificate(request: HttpRequest, permit: str) -> HttpResponse:
    """The sealed file of a certificate of one's own."""
    actor = actor_in(request, now())
    found = next((one for one in permits_of(actor.acts_for) if one.pk == permit), None)
    paper = Document.objects.filter(permit_id=permit, kind="W16").order_by("-permit_version").first() if found else None
    if found is None or paper is None:
        raise Http404
    data = read(paper.file_id, owner=found.holder_id)
    return answer_file(data, "application/pdf", f"{paper.title} {paper.number}.pdf", download="download" in request.GET)


@never_cache
@not_found
def held_file(request: HttpRequest, holding: str) -> HttpResponse:
    """The file of a document in the wallet."""
    at = now()
    for applicant in applicants_of(request, at):
        with suppress(NotHeld):
            entry = held_by(applicant.owner, holding, at=at)
            file = StoredFile.objects.filter(pk=entry.file or "").first()
            if file is not None:
                return answer_file(read(file.address, owner=applicant.id), file.content_type, file.name)
    raise FileMissing(holding)


@require_POST
def clock(request: HttpRequest) -> HttpResponse:
    """Move the demonstration's clock ahead by whole days; nowhere else."""
    if not settings.ONEWINDOW_DEMONSTRATION:
        raise Http404
    days = request.POST.get("days", "")
    if days.isascii() and days.isdigit() and 1 <= int(days) <= LONGEST_STEP:
        moment = advance(timedelta(days=int(days)))
        messages.info(request, _("演示的时间拨到了%(day)s。") % {"day": spoken_day(law_day(moment))})
    else:
        messages.warning(request, _("请填 1 到 %(most)s 之间的天数。") % {"most": LONGEST_STEP})
    return _back(request)
