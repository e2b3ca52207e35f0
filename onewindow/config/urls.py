"""URLs are words; each door keeps its own, and each name has its row in `permissions.PERMISSIONS`."""

from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured
from django.urls import URLResolver, get_resolver, include, path

from onewindow.cases.time import now

urlpatterns = [
    path("", include("onewindow.pages.urls")),
    path("", include("onewindow.accounts.urls")),
    path("", include("onewindow.certs.urls"), {"now": now}),
    path("", include("onewindow.portal.urls")),
    path("counter/", include("onewindow.counter.urls")),
    path("review/", include("onewindow.review.urls")),
]


def url_names() -> set[str]:
    """The name of every URL with its namespace (`portal:home`). Raises ImproperlyConfigured for a URL without a name."""
    return set(_names(get_resolver(), ""))


def _names(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif pattern.name:
            yield prefix + pattern.name
        else:
            raise ImproperlyConfigured(f"the URL {pattern.pattern} has no name, so that the permission table cannot name it")
