"""After the application was sent: my cases, one case, its receipt and documents, and what may be done about its parts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onewindow.cases import services
from onewindow.cases.change import KeyUsedForAnotherCommand, NoSuchKey
from onewindow.cases.selectors import CaseView, NoSuchCase, PartView, case_by_number, documents_of
from onewindow.cases.time import now
from onewindow.core.commands import Actor, Given
from onewindow.core.rules import BrokenRule
from onewindow.files.kinds import FileRefused
from onewindow.files.storage import read, store
from onewindow.ledger.ids import new_id
from onewindow.ledger.kernel import Conflict
from onewindow.pages.files import answer_file
from onewindow.pages.wording import sentence
from onewindow.portal.case_page import build_case_page
from onewindow.portal.cases_list import build_cases_list
from onewindow.portal.handing_in import build_hand_in_page, hand_in, verb_of, wanted_keys
from onewindow.portal.materials_page import read_upload
from onewindow.portal.people import shown_name
from onewindow.portal.receipt import build_receipt
from onewindow.portal.views.missing import not_found
from onewindow.portal.who import actor_in

READ_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
KEY_LENGTH = 64


def own_case(request: HttpRequest, number: str, at: datetime) -> tuple[Actor, CaseView]:
    """The case, if he or one of his firms applied. Raises NoSuchCase."""
    actor = actor_in(request, at)
    case = case_by_number(actor, number, at=at)
    if case.applicant not in actor.acts_for:
        raise NoSuchCase(number)
    return actor, case


def own_part(request: HttpRequest, number: str, part_id: str, at: datetime) -> tuple[Actor, CaseView, PartView]:
    actor, case = own_case(request, number, at)
    part = next((one for one in case.parts if one.id == part_id), None)
    if part is None:
        raise NoSuchCase(part_id)
    return actor, case, part


def key_in(request: HttpRequest) -> str:
    """The idempotency key of the form; a form without one is a new command."""
    given = request.POST.get("key", "")
    return given if given.isalnum() and len(given) <= KEY_LENGTH else new_id()


@never_cache
def my_cases(request: HttpRequest) -> HttpResponse:
    """Everything under way and done, and what was begun and not sent."""
    at = now()
    return render(request, "portal/cases.html", {"page": build_cases_list(actor_in(request, at), at=at)})


@never_cache
@not_found
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case."""
    at = now()
    _actor, found = own_case(request, number, at)
    name = shown_name(found.applicant, found.applicant_kind)
    return render(request, "portal/case.html", {"page": build_case_page(found, applicant=name, at=at)})


@never_cache
@not_found
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """Sent: the number, the QR, and what happens next."""
    at = now()
    _actor, found = own_case(request, number, at)
    return render(request, "portal/receipt.html", {"page": build_receipt(found, at=at)})


@never_cache
@not_found
def document(request: HttpRequest, number: str, document: int) -> HttpResponse:
    """A sealed document of one's own case."""
    _actor, found = own_case(request, number, now())
    paper = next((one for one in documents_of(found) if one.pk == document), None)
    if paper is None:
        raise Http404
    data = read(paper.file_id, owner=found.applicant)
    return answer_file(data, "application/pdf", f"{paper.title} {paper.number}.pdf", download="download" in request.GET)


@never_cache
@not_found
@READ_OR_POST
def hand_in_part(request: HttpRequest, number: str, part: str) -> HttpResponse:
    """Correct in place, supply what was tolerated or had to wait; a refused file leaves the rest to be sent again."""
    at = now()
    actor, found, one = own_part(request, number, part, at)
    if not verb_of(one):
        messages.info(request, _("这一项现在不用您交材料。"))
        return redirect("portal:case", number)
    errors: dict[str, str] = {}
    if request.method == "POST":
        given, errors = _uploaded(request, found, one, at)
        if not given and not errors:
            errors = {str(wanted_keys(one)[0]): _("请选一个文件，或者拍一张")}
        if not errors:
            return _command(request, number, lambda: hand_in(one, given, actor=actor, at=at, key=key_in(request)), _("收到了。"))
    page = build_hand_in_page(found, one, errors=errors)
    return render(request, "portal/hand_in.html", {"page": page, "key": new_id()}, status=422 if errors else 200)


def _uploaded(request: HttpRequest, case: CaseView, part: PartView, at: datetime) -> tuple[tuple[Given, ...], dict[str, str]]:
    given, errors = [], {}
    for key in wanted_keys(part):
        uploaded = request.FILES.get(str(key))
        if isinstance(uploaded, UploadedFile):
            try:
                data, name = read_upload(uploaded)
                given.append(Given(key, "asked", store(owner=case.applicant, data=data, name=name, at=at).address))
            except FileRefused as refused:
                errors[str(key)] = refused.text
    return tuple(given), errors


@never_cache
@not_found
@READ_OR_POST
def withdraw(request: HttpRequest, number: str, part: str) -> HttpResponse:
    """Take one part back, after being asked once."""
    at = now()
    actor, found, one = own_part(request, number, part, at)
    if request.method != "POST":
        return render(request, "portal/withdraw.html", {"case": found, "part": one, "key": new_id()})
    reason = request.POST.get("reason", "").strip().replace("\x00", "")[:500]
    return _command(
        request,
        number,
        lambda: services.withdraw(part=one.id, reason=reason, actor=actor, at=at, key=key_in(request)),
        _("撤回了：%(item)s。") % {"item": one.name},
    )


@never_cache
@not_found
@READ_OR_POST
def hearing(request: HttpRequest, number: str, part: str) -> HttpResponse:
    """Ask for a hearing (行政许可法 §47)."""
    at = now()
    actor, found, one = own_part(request, number, part, at)
    if request.method != "POST":
        return render(request, "portal/hearing.html", {"case": found, "part": one, "key": new_id()})
    return _command(
        request,
        number,
        lambda: services.request_hearing(part=one.id, actor=actor, at=at, key=key_in(request)),
        _("收到您的听证要求，二十个工作日内举行。"),
    )


def _command(request: HttpRequest, number: str, give: Callable[[], object], done: str) -> HttpResponse:
    """Give the command and go back to the case, with what came of it said where the case is."""
    try:
        give()
        messages.success(request, done)
    except BrokenRule as broken:
        messages.warning(request, sentence(broken))
    except (KeyUsedForAnotherCommand, NoSuchKey, Conflict):
        messages.warning(request, _("刚才已经交过一次，或者有别的改动。请看一下现在到了哪一步。"))
    return redirect("portal:case", number)
