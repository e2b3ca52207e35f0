"""From the first question to the sent application."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from onewindow.cases.change import KeyUsedForAnotherCommand
from onewindow.cases.time import now
from onewindow.catalog import versions
from onewindow.catalog.questions import deciding, questions_for
from onewindow.core.planner import BundleDeadlocks
from onewindow.core.rules import BrokenRule
from onewindow.core.terms import DocumentKey
from onewindow.files.kinds import FileRefused
from onewindow.files.storage import read
from onewindow.ledger.kernel import Conflict
from onewindow.materials.wallet import known_answers
from onewindow.pages.answers import MISSING
from onewindow.pages.fields import Problem, ScreenField, problems_of
from onewindow.pages.files import answer_file
from onewindow.pages.wording import sentence
from onewindow.portal import drafts
from onewindow.portal.answers import field_of, read_answer, read_decisions
from onewindow.portal.checking import build_check_page, problems_of_sheet
from onewindow.portal.materials_page import build_materials_page, read_upload
from onewindow.portal.medians import others_words
from onewindow.portal.submitting import send
from onewindow.portal.task_list import Sheet, build_task_list, next_step, sheet_of
from onewindow.portal.views.missing import not_found
from onewindow.portal.who import actor_in, applicant_in, applicant_of_draft

READ_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def sheet_in(request: HttpRequest, draft_id: str, at: datetime) -> Sheet:
    """The draft with all that follows from it. Raises NoSuchDraft for somebody else's."""
    draft = drafts.draft_for(actor_in(request, at), draft_id)
    applicant = applicant_of_draft(draft, request, at)
    if applicant is None:
        raise drafts.NoSuchDraft(draft_id)
    return sheet_of(draft, applicant, at=at)


@never_cache
@not_found
@READ_OR_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin an application, or go on with the one that is open."""
    if request.method != "POST":
        return redirect("portal:start", code)
    at = now()
    catalogue = versions.current(at)
    questions = [page.question for page in deciding(questions_for(catalogue, catalogue.codes_of(code)))]
    applicant = applicant_in(request, at)
    if applicant is None:
        raise Http404
    draft = drafts.begin(
        actor=actor_in(request, at), applicant=applicant, code=code, answers=read_decisions(questions, request.POST), at=at
    )
    return redirect("portal:task", draft.pk)


@never_cache
@not_found
def task(request: HttpRequest, draft: str) -> HttpResponse:
    """The task list with the plan."""
    at = now()
    sheet = sheet_in(request, draft, at)
    if sheet.draft.is_sent:
        return redirect("portal:case", sheet.draft.case_number)
    return render(request, "portal/task.html", {"page": build_task_list(sheet, at=at, median=others_words(sheet.needs.plan, at))})


@never_cache
@not_found
@READ_OR_POST
def question(request: HttpRequest, draft: str, name: str) -> HttpResponse:
    """One question; what was typed wrongly stays."""
    at = now()
    sheet = sheet_in(request, draft, at)
    if sheet.draft.is_sent:
        return redirect("portal:case", sheet.draft.case_number)
    page = next((one for one in sheet.pages if one.id == name), None)
    if page is None:
        return redirect("portal:task", draft)
    known = known_answers(sheet.applicant.owner, at=at).get(page.question.shared_fact or "")
    if request.method != "POST":
        field = field_of(page.question, value=sheet.answers.get(name, MISSING), known=known)
        return _question_page(request, sheet, field)
    given = read_answer(page.question, request.POST)
    if given.error:
        return _question_page(request, sheet, field_of(page.question, typed=given.typed, error=given.error, known=known))
    drafts.save_answers(sheet.draft, {name: given.value}, at=at)
    if "later" in request.POST:
        return redirect("portal:task", draft)
    saved = sheet_in(request, draft, at)
    return redirect(_back_to_check(request, saved) or next_step(saved, name))


def _back_to_check(request: HttpRequest, sheet: Sheet) -> str:
    """Who came to change one answer goes back to the check, unless the change opened another question."""
    came_from_check = request.GET.get("back") == "check"
    return reverse("portal:check", args=[sheet.draft.pk]) if came_from_check and not sheet.unanswered else ""


def _question_page(request: HttpRequest, sheet: Sheet, field: ScreenField) -> HttpResponse:
    ids = [page.id for page in sheet.pages]
    place = ids.index(field.name)
    before = (
        reverse("portal:question", args=[sheet.draft.pk, ids[place - 1]])
        if place
        else reverse("portal:task", args=[sheet.draft.pk])
    )
    shown = {
        "sheet": sheet,
        "field": field,
        "problems": problems_of([field]),
        "number": place + 1,
        "count": len(ids),
        "back": reverse("portal:check", args=[sheet.draft.pk]) if request.GET.get("back") == "check" else before,
        "decides": sheet.pages[place].decides,
        "shared_by": len(sheet.pages[place].items),
    }
    return render(request, "portal/question.html", shown, status=422 if field.error else 200)


@never_cache
@not_found
@READ_OR_POST
def materials(request: HttpRequest, draft: str) -> HttpResponse:
    """Hand in what is asked; a refused file leaves everything else saved."""
    at = now()
    sheet = sheet_in(request, draft, at)
    if sheet.draft.is_sent:
        return redirect("portal:case", sheet.draft.case_number)
    errors = _save_materials(request, sheet, at) if request.method == "POST" else {}
    sheet = sheet_in(request, draft, at)
    if request.method == "POST" and not errors:
        stays = "remove" in request.POST or "stay" in request.POST
        return redirect("portal:materials" if stays else "portal:check", draft)
    return render(request, "portal/materials.html", {"page": build_materials_page(sheet, errors)}, status=422 if errors else 200)


def _save_materials(request: HttpRequest, sheet: Sheet, at: datetime) -> dict[str, str]:
    errors: dict[str, str] = {}
    asked = {str(one.key): one for one in sheet.needs.to_hand_in}
    if request.POST.get("remove") in asked:
        drafts.remove_file(sheet.draft, request.POST["remove"])
    for group in {one.group for one in asked.values() if one.group}:
        chosen = request.POST.get(f"choice-{group}", "")
        if chosen in asked and asked[chosen].group == group:
            drafts.save_choice(sheet.draft, group, chosen, at=at)
    for name, uploaded in request.FILES.items():
        if name in asked and isinstance(uploaded, UploadedFile):
            try:
                drafts.put_file(sheet.draft, asked[name].key, *read_upload(uploaded), at=at)
            except FileRefused as refused:
                errors[name] = refused.text
    return errors


@never_cache
@not_found
def draft_file(request: HttpRequest, draft: str, document: str) -> HttpResponse:
    """Look at a file that was handed in."""
    sheet = sheet_in(request, draft, now())
    file = sheet.files.get(DocumentKey.parse(document)) if document.count(":") == 2 else None
    if file is None:
        raise Http404
    return answer_file(read(file.address, owner=sheet.draft.applicant), file.content_type, file.name)


@never_cache
@not_found
@READ_OR_POST
def check(request: HttpRequest, draft: str) -> HttpResponse:
    """Check everything, promise what is to be promised, and send."""
    at = now()
    sheet = sheet_in(request, draft, at)
    if sheet.draft.is_sent:
        return redirect("portal:receipt", sheet.draft.case_number)
    if request.method != "POST":
        return render(request, "portal/check.html", {"page": build_check_page(sheet, at=at)})
    promised = request.POST.get("promise") == "yes"
    sheet.draft.content = drafts.save_promise(sheet.draft, promised, at=at).content
    problems = problems_of_sheet(sheet, promised=promised)
    if problems:
        return render(request, "portal/check.html", {"page": build_check_page(sheet, at=at, problems=problems)}, status=422)
    return _send(request, sheet, at)


def _send(request: HttpRequest, sheet: Sheet, at: datetime) -> HttpResponse:
    try:
        return redirect("portal:receipt", send(sheet, actor=actor_in(request, at), at=at))
    except KeyUsedForAnotherCommand:
        messages.info(request, _("这份申请已经提交过了。"))
        return redirect("portal:my_cases")
    except BrokenRule as broken:
        problem = Problem("main", "", sentence(broken))
    except (Conflict, BundleDeadlocks):
        problem = Problem("main", "", _("刚才有别的改动，没有交上去。您填的都在，请再点一次提交。"))
    return render(request, "portal/check.html", {"page": build_check_page(sheet, at=at, problems=(problem,))}, status=409)


@never_cache
@not_found
@require_POST
def discard(request: HttpRequest, draft: str) -> HttpResponse:
    """Throw the draft away."""
    drafts.discard(drafts.draft_for(actor_in(request, now()), draft))
    messages.info(request, _("草稿删掉了。"))
    return redirect("portal:my_cases")
