"""The counter's pages. Each reads the request, calls one builder or service, and chooses a page; what is missing is answered in words."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from onewindow.accounts.numbers import NumberRefused
from onewindow.accounts.people import register_person
from onewindow.cases import selectors
from onewindow.cases.selectors import NoSuchCase
from onewindow.cases.time import now
from onewindow.cases.words import read_words
from onewindow.certs.models import Document
from onewindow.core.commands import Actor
from onewindow.counter.answering import Answer, Pressed, answer_filing, answer_part
from onewindow.counter.filing import Filing, build_filing
from onewindow.counter.in_front import InFront, NobodyFound, find, in_front
from onewindow.counter.part_page import PartPage, build_part_page
from onewindow.counter.printing import papers_of
from onewindow.counter.screen import Lookup, Screen, build_screen, hits_of, known_code
from onewindow.counter.sessions import clerk_of, key_of
from onewindow.counter.uploads import NoSuchScan, read_scans, scan_of, shown
from onewindow.files.models import StoredFile
from onewindow.files.storage import FileDamaged, FileMissing

SENDING = ("accept", "tolerate", "correct", "refuse", "check")


@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The screen: whoever stands in front, the chosen item, the worklist."""
    actor, at = clerk_of(request), now()
    who = in_front(request.GET.get("person", ""), request.GET.get("firm", ""), at=at)
    query = request.GET.get("q", "")[:100]
    code = request.GET.get("item", "")
    if not known_code(code):
        hits = hits_of(query)
        code = hits[0].code if hits else ""
    filing = build_filing(code, who, posted=None, scans={}, errors={}, at=at) if who and code else None
    try:
        screen = build_screen(
            actor,
            at=at,
            who=who,
            query=query,
            filing=filing,
            after=request.GET.get("after", ""),
            done=request.GET.get("done", ""),
        )
    except NoSuchCase as missing:
        raise Http404 from missing
    return _show(request, screen)


@never_cache
@require_safe
def hits(request: HttpRequest) -> HttpResponse:
    """What is being typed may mean these: a fragment below the box."""
    query = request.GET.get("q", "")[:100]
    who = {"person": request.GET.get("person", ""), "firm": request.GET.get("firm", "")}
    return render(request, "counter/_hits.html", {"hits": hits_of(query), "query": query, "who_query": urlencode(who)})


@never_cache
@sensitive_post_parameters("number")
@require_POST
def look_up(request: HttpRequest) -> HttpResponse:
    """Find the person or firm of a number; the number itself never stands in an address."""
    actor, at = clerk_of(request), now()
    typed = request.POST.get("number", "")[:100].replace("\x00", "")
    try:
        person, firm = find(typed, at=at)
    except NumberRefused as refused:
        lookup = Lookup(typed, refused.text)
    except NobodyFound as nobody:
        words = _("还没有这个单位。请先看代码对不对，再请它的法定代表人登记。") if nobody.is_firm else ""
        lookup = Lookup(typed, words, is_new=not nobody.is_firm)
    else:
        return _to_desk(person=person, firm=firm, item=request.POST.get("item", ""))
    return _show(request, build_screen(actor, at=at, lookup=lookup), status=422)


@never_cache
@sensitive_post_parameters("number", "name", "phone")
@require_POST
def register(request: HttpRequest) -> HttpResponse:
    """Register a person who is here for the first time."""
    actor, at = clerk_of(request), now()
    typed = {name: request.POST.get(name, "")[:100].replace("\x00", "").strip() for name in ("number", "name", "phone")}
    lookup = Lookup(typed["number"], is_new=True, name=typed["name"], phone=typed["phone"], name_error=_name_error(typed["name"]))
    if not lookup.name_error:
        try:
            person = register_person(name=typed["name"], id_number=typed["number"], phone=typed["phone"], at=at)
        except NumberRefused as refused:
            lookup = Lookup(typed["number"], refused.text, is_new=True, name=typed["name"], phone=typed["phone"])
        else:
            return _to_desk(person=person.pk, firm="", item=request.POST.get("item", ""))
    return _show(request, build_screen(actor, at=at, lookup=lookup), status=422)


@never_cache
@require_POST
def filing(request: HttpRequest) -> HttpResponse:
    """Check, accept, tell once or refuse what is being filed; nothing typed is lost."""
    actor, at = clerk_of(request), now()
    who = in_front(request.POST.get("person", ""), request.POST.get("firm", ""), at=at)
    code = request.POST.get("item", "")
    if who is None or not known_code(code):
        messages.warning(request, _("先查到人，再选事项。"))
        return _to_desk(person=who.person_id if who else "", firm=who.firm_id if who else "", item="")
    sheet = _posted_filing(request, code, who, actor)
    if request.headers.get("HX-Request") == "true":
        return render(request, "counter/_live.html", {"screen": build_screen(actor, at=at, who=who, filing=sheet, is_live=True)})
    pressed = Pressed(request.POST, actor, at, key_of(request.POST))
    answer = answer_filing(request.POST.get("act", ""), sheet, pressed)
    if answer.case:
        return _to_desk(person=who.person_id, firm=who.firm_id, done=answer.case)
    screen = build_screen(actor, at=at, who=who, filing=sheet, answer=answer, posted=request.POST, key=pressed.key)
    return _show(request, screen, status=422 if answer.problem else 200)


@never_cache
@require_safe
def papers(request: HttpRequest, case_id: str) -> HttpResponse:
    """The documents of what was just done: a fragment that asks again while one is being sealed."""
    try:
        case = selectors.case_for(clerk_of(request), case_id, at=now())
    except NoSuchCase as missing:
        raise Http404 from missing
    part_id = request.GET.get("part", "")
    return render(request, "counter/_papers.html", {"papers": papers_of(case, part_id=part_id)})


@never_cache
@require_safe
def part(request: HttpRequest, part_id: str) -> HttpResponse:
    """One part of the worklist in the same screen; `panel` opens what an act needs."""
    actor, at = clerk_of(request), now()
    page = _part_page(request, part_id, actor)
    answer = Answer(panel=request.GET.get("panel", ""))
    is_done = "done" in request.GET
    return _show(request, build_screen(actor, at=at, who=page.who, part=page, answer=answer, is_just_done=is_done))


@never_cache
@require_POST
def act(request: HttpRequest, part_id: str) -> HttpResponse:
    """Do what the key says with the part; what is refused is said where the key was."""
    actor, at = clerk_of(request), now()
    page = _part_page(request, part_id, actor)
    pressed = Pressed(request.POST, actor, at, key_of(request.POST))
    answer = answer_part(request.POST.get("act", ""), page, pressed)
    if answer.case:
        return redirect(f"{reverse('counter:part', args=[part_id])}?done=1")
    screen = build_screen(actor, at=at, who=page.who, part=page, answer=answer, posted=request.POST, key=pressed.key)
    return _show(request, screen, status=422 if answer.problem else 200)


@never_cache
@require_safe
def material(request: HttpRequest, part_id: str, document: str) -> HttpResponse:
    """The file that was handed in for one document of a part."""
    page = _part_page(request, part_id, clerk_of(request))
    address = next((one.file for key, one in page.evidence.items() if str(key) == document), "")
    return _file(StoredFile.objects.filter(pk=address).first() if address else None)


@never_cache
@require_safe
def scan(request: HttpRequest, token: str) -> HttpResponse:
    """A scan of this clerk that is not filed yet."""
    try:
        return _file(scan_of(token, clerk=clerk_of(request).id))
    except NoSuchScan as missing:
        raise Http404 from missing


@never_cache
@require_safe
def paper(request: HttpRequest, document_id: int) -> HttpResponse:
    """A sealed document, to print or to hand over."""
    document = get_object_or_404(Document.objects.select_related("file"), pk=document_id)
    try:
        selectors.case_of_part(clerk_of(request), document.part_id, at=now())
    except NoSuchCase as missing:
        raise Http404 from missing
    return _file(document.file)


def _file(file: StoredFile | None) -> HttpResponse:
    if file is None:
        raise Http404
    try:
        return shown(file)
    except (FileMissing, FileDamaged) as missing:
        raise Http404 from missing


def _posted_filing(request: HttpRequest, code: str, who: InFront, actor: Actor) -> Filing:
    at = now()
    scans, errors = read_scans(request.POST, request.FILES, owner=who.applicant, clerk=actor.id, at=at)
    complain = request.POST.get("act") in SENDING
    return build_filing(code, who, posted=request.POST, scans=scans, errors=errors, at=at, complain=complain)


def _part_page(request: HttpRequest, part_id: str, actor: Actor) -> PartPage:
    at = now()
    try:
        case, part = selectors.case_of_part(actor, part_id, at=at)
    except NoSuchCase as missing:
        raise Http404 from missing
    is_firm = case.applicant_kind == "organisation"
    who = in_front("" if is_firm else case.applicant, case.applicant if is_firm else "", at=at)
    scans, errors = read_scans(request.POST, request.FILES, owner=case.applicant, clerk=actor.id, at=at)
    told = read_words([defect.text for defect in part.state.defects])
    reasons = {defect.key: told.get(defect.text, "") for defect in part.state.defects}
    looking_at = request.GET.get("look", "")
    return build_part_page(
        case,
        part,
        who,
        scans=scans,
        errors=errors,
        looking_at=looking_at,
        reasons=reasons,
        way=request.POST.get("way", "")[:20],
        receiver=request.POST.get("receiver", "")[:100].replace("\x00", ""),
    )


def _show(request: HttpRequest, screen: Screen, *, status: int = 200) -> HttpResponse:
    return render(request, "counter/screen.html", {"screen": screen}, status=status)


def _to_desk(**query: Any) -> HttpResponseRedirect:
    """To the screen with these in its address; what is empty is left out."""
    kept = urlencode({name: value for name, value in query.items() if value})
    return HttpResponseRedirect(f"{reverse('counter:desk')}?{kept}" if kept else reverse("counter:desk"))


def _name_error(name: str) -> str:
    return "" if len(name) >= 2 else _("请填姓名，和身份证上的一样")
