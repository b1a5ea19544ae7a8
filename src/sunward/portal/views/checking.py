"""A code typed in from paper: what the paper should say, whether it is the newest, and its proof."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.disclosure import queries as disclosure
from sunward.disclosure.queries import Coded
from sunward.kernel import clock
from sunward.kernel.templatetags.sunward import as_written
from sunward.portal.links import address_of
from sunward.portal.proofs import document
from sunward.portal.reader import viewer_of
from sunward.portal.said import act_title
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.views.matters import posting_words
from sunward.record import queries as record

LONGEST = 40
NOT_FOUND = 404


@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    """The field for the code; what was typed has an address of its own."""
    community, typed = community_or_404(request, code), request.GET.get("code", "").strip()[:LONGEST]
    if typed:
        return redirect("portal:checked", code, typed.replace("/", ""))
    return render(request, "portal/check.html", {"crumbs": crumbs(community, (_("Check a paper"), None)), "typed": ""})


@require_safe
def checked(request: HttpRequest, code: str, typed: str) -> HttpResponse:
    """What the code on a paper leads to."""
    community = community_or_404(request, code)
    found = disclosure.coded(code, typed)
    trail = (_("Check a paper"), reverse("portal:check", args=[code]))
    context: dict[str, Any] = {"crumbs": crumbs(community, trail, (typed[:LONGEST], None)), "typed": typed[:LONGEST]}
    if found is None:
        return render(request, "portal/check.html", context | {"unknown": True}, status=NOT_FOUND)
    context |= {"found": found, "proof": _proof(code, found)} | _what(request, code, found)
    return render(request, "portal/check.html", context)


def _proof(code: str, found: Coded) -> dict[str, Any] | None:
    entry = record.entry(found.entry)
    return document(code, entry) if entry else None


def _what(request: HttpRequest, code: str, found: Coded) -> dict[str, Any]:
    """The publication behind the code, as far as this reader may know of it; for other papers, what they are of."""
    entry, url = record.entry(found.entry), address_of(found.about, code)
    told: dict[str, Any] = {
        "url": url,
        "title": act_title(entry.act) if entry else "",
        "signed": record.is_witnessed(found.entry),
    }
    if found.about.type != "publication":
        return told
    page = disclosure.publication(found.about.id, viewer_of(request, code), clock.today())
    if page is None:
        return {**told, "url": ""}
    newest = disclosure.newest_of(page.card.number)
    return told | {
        "title": as_written(page.card.title), "page": page, "words": posting_words(page.card.state),
        "newest": newest if newest != page.card.number else "",
        "newest_url": reverse("portal:publication", args=[code, newest]),
        "poster": reverse("portal:poster", args=[code, page.card.number]),
    }  # fmt: skip
