"""What the pages of a community share: finding it, crumbs, and links to the data behind a list."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from sunward.kernel.acts import Unknown
from sunward.kernel.templatetags.sunward import as_written
from sunward.registry import queries as registry
from sunward.registry.queries import CommunityCard


def community_or_404(request: HttpRequest, code: str) -> CommunityCard:
    """The community of an address, asked for once a request: the page and its frame both need it.

    Raises:
        Http404: when there is none.
    """
    known: dict[str, CommunityCard] = vars(request).setdefault("communities", {})
    if code not in known:
        try:
            known[code] = registry.community(code)
        except Unknown as unknown:
            raise Http404(str(unknown)) from unknown
    return known[code]


def crumbs(community: CommunityCard, *trail: tuple[Any, str | None]) -> list[dict[str, Any]]:
    """The way to this page: the community first, then the names and addresses given."""
    first = {"name": community.name, "url": reverse("portal:home", args=[community.code])}
    return [first, *({"name": as_written(name), "url": url} for name, url in trail)]


def data_links(code: str, name: str) -> list[dict[str, str]]:
    """The list of a page as CSV and JSON."""
    return [{"name": kind.upper(), "url": reverse("portal:data", args=[code, name, kind])} for kind in ("csv", "json")]
