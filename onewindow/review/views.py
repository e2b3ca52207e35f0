"""The approvers' door (并联审查): the worklist of a desk, the joint screen of a part, what is posted there, and the files shown on it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from onewindow.accounts.actors import NoActor
from onewindow.cases.change import KeyUsedForAnotherCommand, NoSuchKey
from onewindow.cases.selectors import NoSuchCase, documents_of, history
from onewindow.cases.time import now
from onewindow.core.rules import BrokenRule
from onewindow.files.storage import FileMissing, read
from onewindow.ledger.kernel import Conflict
from onewindow.pages.files import answer_file
from onewindow.pages.missing import not_found_on
from onewindow.review.acts import ACTS, Doing, Wrong, do, field_of
from onewindow.review.acts_pane import broken_sentence
from onewindow.review.desks import NoSuchDesk, desk_in, part_at_desk
from onewindow.review.forms import Typed
from onewindow.review.joint_page import build_joint, build_live, version_of
from onewindow.review.materials import content_type_of, file_of
from onewindow.review.people import people_of, staff_names
from onewindow.review.worklist import Asked
from onewindow.review.worklist_page import build_worklist, part_href

NOTHING_CHANGED = 204

not_found = not_found_on(NoSuchCase, NoSuchDesk, NoActor, FileMissing)
"""404 where this person has no such desk, and where the part is none of the desk's."""


@never_cache
@require_safe
@not_found
def worklist(request: HttpRequest) -> HttpResponse:
    """What is open at the desk, by time left."""
    at = now()
    page = build_worklist(desk_in(request, at), Asked.of(request.GET), at=at)
    return render(request, "review/worklist.html", {"page": page})


@never_cache
@require_safe
@not_found
def part(request: HttpRequest, part: str) -> HttpResponse:
    """The joint screen."""
    at = now()
    desk, case, view = part_at_desk(request, part, at)
    asked = request.GET
    page = build_joint(desk, case, view, at=at, material=asked.get("material", ""), done=asked.get("done", ""))
    return render(request, "review/joint.html", {"page": page})


@never_cache
@require_safe
@not_found
def live(request: HttpRequest, part: str) -> HttpResponse:
    """The departments' opinions and the other parts, alone; nothing when nothing happened since."""
    at = now()
    desk, case, view = part_at_desk(request, part, at)
    if request.GET.get("seen") == version_of(case):
        return HttpResponse(status=NOTHING_CHANGED)
    happenings = history(case)
    names = staff_names(people_of(case, happenings), desk=desk.code)
    shown = build_live(desk, case, view, happenings, names, at=at)
    return render(request, "review/_live.html", {"live": shown, "desk": desk, "is_news": True})


@never_cache
@require_POST
@not_found
def act(request: HttpRequest, part: str, act: str) -> HttpResponse:
    """Do one act; what was typed stays on the page when it is refused."""
    if act not in ACTS:
        raise Http404
    at = now()
    desk, _case, view = part_at_desk(request, part, at)
    try:
        outcome = do(act, Doing(view.id, desk, at, request.POST))
    except Wrong as wrong:
        return _refused(request, part, act, wrong.fields, status=422)
    except BrokenRule as broken:
        return _refused(request, part, act, {field_of(act, broken): broken_sentence(broken)}, status=409)
    except (Conflict, KeyUsedForAnotherCommand, NoSuchKey):
        told = _("这一页已经用过，或者刚才有别的改动，没有办成。您写的都在，看一下再按一次。")
        return _refused(request, part, act, {"form": told}, status=409)
    return redirect(part_href(desk, part, done=str(outcome.seq)))


def _refused(request: HttpRequest, part: str, act: str, errors: dict[str, str], *, status: int) -> HttpResponse:
    at = now()
    desk, case, view = part_at_desk(request, part, at)
    typed = Typed(act, {name: str(value).replace("\x00", "") for name, value in request.POST.items()}, errors)
    page = build_joint(desk, case, view, at=at, material=request.POST.get("material", ""), typed=typed)
    return render(request, "review/joint.html", {"page": page}, status=status)


@never_cache
@require_safe
@not_found
def material(request: HttpRequest, part: str, key: str) -> HttpResponse:
    """The file of a shared material."""
    at = now()
    _desk, case, view = part_at_desk(request, part, at)
    return answer_file(*file_of(case, view, key, at=at))


@never_cache
@require_safe
@not_found
def document(request: HttpRequest, part: str, number: str) -> HttpResponse:
    """A sealed document of the case; while it is being sealed, a page that says so."""
    desk, case, view = part_at_desk(request, part, now())
    found = next((one for one in documents_of(case) if one.number == number), None)
    if found is None:
        return render(request, "review/sealing.html", {"number": number, "back": part_href(desk, view.id)}, status=404)
    return answer_file(read(found.file_id), content_type_of(found.file_id), f"{found.title} {found.number}.pdf")
