"""What everybody may see: home, search, bundles, items, guides, and the few questions that decide what applies."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_safe

from onewindow.cases.time import now
from onewindow.catalog import versions
from onewindow.catalog.questions import deciding, questions_for
from onewindow.portal.answers import read_decisions
from onewindow.portal.directory import build_search, bundle_rows, offices_with_items, themes
from onewindow.portal.guide import build_guide
from onewindow.portal.home import build_home
from onewindow.portal.start import build_start
from onewindow.portal.views.missing import not_found
from onewindow.portal.who import actor_in, applicant_in, applicants_of

KINDS = ("person", "firm")
ELDER_WORDS = (_l("养老、高龄津贴"), _l("看病、医保"), _l("换身份证"))
WORDS = (_l("孩子上户口"), _l("提取公积金"), _l("换身份证"), _l("店铺招牌备案"))


def kind_in(request: HttpRequest) -> str:
    """person or firm: what a stranger chose, or in whose name one acts."""
    applicant = applicant_in(request, now())
    if applicant is not None:
        return applicant.catalogue_kind
    return request.GET.get("for", "person") if request.GET.get("for") in KINDS else "person"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front door."""
    at = now()
    is_known = request.user.is_authenticated
    page = build_home(
        actor=actor_in(request, at) if is_known else None,
        applicants=applicants_of(request, at) if is_known else (),
        kind=kind_in(request),
        at=at,
    )
    return render(request, "portal/home.html", {"page": page, "words": WORDS, "elder_words": ELDER_WORDS})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What fits what was typed."""
    return render(request, "portal/search.html", {"page": build_search(request.GET.get("q", ""))})


@require_safe
def bundles(request: HttpRequest) -> HttpResponse:
    """All bundles by theme."""
    return render(request, "portal/bundles.html", {"themes": themes(bundle_rows()), "count": len(bundle_rows())})


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """All items by department."""
    offices = offices_with_items()
    chosen = request.GET.get("department", "")
    shown = [office for office in offices if office.code == chosen] or list(offices)
    return render(request, "portal/items.html", {"offices": offices, "shown": shown, "chosen": chosen if len(shown) == 1 else ""})


@require_safe
@not_found
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """The published guide."""
    return render(request, "portal/guide.html", {"page": build_guide(code, at=now())})


@require_safe
@not_found
def start(request: HttpRequest, code: str) -> HttpResponse:
    """The deciding questions, and what follows from the answers; works without logging in."""
    at = now()
    catalogue = versions.current(at)
    questions = [page.question for page in deciding(questions_for(catalogue, catalogue.codes_of(code)))]
    page = build_start(
        code,
        answers=read_decisions(questions, request.GET),
        asked="asked" in request.GET,
        applicant=applicant_in(request, at),
        query=request.GET.urlencode(),
        at=at,
    )
    return render(request, "portal/start.html", {"page": page})
