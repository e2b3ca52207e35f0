"""The public page that checks a certificate: a file handed in, or a number from a QR code. Nothing handed in is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from onewindow.certs.models import SealUse
from onewindow.certs.pictures import svg_picture
from onewindow.certs.seals import SealKind, seal_line
from onewindow.certs.verification import Outcome, Result, Verdict, check, check_number

Now = Callable[[], datetime]
_SHAPES = {Result.PASSED: "done", Result.FAILED: "bad", Result.UNCHECKED: "wait"}


@dataclass(frozen=True, slots=True)
class _Problem:
    """What stops the check, beside the field of that name."""

    field: str
    sentence: str
    label: str = ""
    is_question: bool = False


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, now: Now) -> HttpResponse:
    """The form, or the verdict on the file that was handed in."""
    if request.method != "POST":
        return _page(request)
    handed = request.FILES.get("file")
    problem = _problem(handed)
    if handed is None or problem:
        return _page(request, problem=problem, status=422)
    return _page(request, verdict=check(handed.read(), now()))


@never_cache
@require_safe
def verify_number(request: HttpRequest, number: str, now: Now) -> HttpResponse:
    """What is on record under a number or an identifier, and the form for the file itself."""
    verdict = check_number(number, now())
    return _page(request, verdict=verdict, number=number[:200], status=200 if verdict else 404)


def _problem(handed: UploadedFile | None) -> _Problem | None:
    if handed is None or not handed.size:
        return _Problem("file", _("请选一个 PDF 文件"))
    if handed.size > settings.ONEWINDOW_MAX_FILE_BYTES:
        most = settings.ONEWINDOW_MAX_FILE_BYTES // (1024 * 1024)
        return _Problem("file", _("文件太大，最多 %(most)s MB") % {"most": most})
    return None


def _page(
    request: HttpRequest, *, verdict: Verdict | None = None, problem: _Problem | None = None, number: str = "", status: int = 200
) -> HttpResponse:
    page = {
        "verdict": verdict,
        "shape": _shape(verdict) if verdict else "",
        "checks": [(_SHAPES[one.result], one) for one in verdict.checks] if verdict else [],
        "seal": _seal_picture(verdict) if verdict else "",
        "is_comparison": verdict is not None and verdict.outcome is Outcome.ALTERED,
        "problems": [problem] if problem else [],
        "problem": problem,
        "number": number,
    }
    return render(request, "certs/verify.html", {"page": page}, status=status)


def _shape(verdict: Verdict) -> str:
    return "done" if verdict.is_good else "bad"


def _seal_picture(verdict: Verdict) -> SafeString:
    """The seal that was used, drawn anew; nothing where the document carries none or the file is not the one that was sealed."""
    if verdict.document is None or not verdict.sha256:
        return SafeString("")
    use = SealUse.objects.filter(sha256=verdict.sha256).select_related("seal").first()
    if use is None or use.seal.kind == SealKind.NONE:
        return SafeString("")
    return mark_safe(svg_picture(use.seal.organisation, seal_line(SealKind(use.seal.kind))))  # noqa: S308 (outlines only, no text)
