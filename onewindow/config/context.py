"""What every page knows about the installation that shows it."""

from django.conf import settings
from django.http import HttpRequest


def installation(request: HttpRequest) -> dict[str, object]:
    """`demonstration`: one-click log-in and the movable clock are offered, and pages say that nothing has legal force."""
    return {"demonstration": settings.ONEWINDOW_DEMONSTRATION}
