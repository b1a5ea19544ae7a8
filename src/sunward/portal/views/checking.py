"""A code typed in from paper: what the paper should say, whether it is the newest, and its proof."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.ballots import queries as ballots
from sunward.disclosure import queries as disclosure
from sunward.disclosure.queries import Coded
from sunward.kernel import clock
from sunward.kernel.templatetags.sunward import as_written
from sunward.meetings import queries as meetings
from sunward.portal.links import address_of
from sunward.portal.proofs import document
from sunward.portal.reader import viewer_of
from sunward.portal.views import marked, serving
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.words.postingstate import posting_words
from sunward.portal.words.said import act_title
from sunward.record import queries as record

LONGEST = 60
NOTICES = frozenset({"meeting", "hearing"})
OVER = frozenset({"missed", "adjourned", "held"})


@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    """The field for the code; what was typed has an address of its own."""
    typed = request.GET.get("code", "").strip()[:LONGEST].replace("/", "")
    return redirect("portal:checked", code, typed) if typed else serving.check(request, code)


@require_safe
def checked(request: HttpRequest, code: str, typed: str) -> HttpResponse:
    """What the code on a poster or a letter leads to, or the number beside it; any other may be a receipt's."""
    community, found = community_or_404(request, code), disclosure.coded(code, typed)
    if found is None and (mark := ballots.mark_by_code(typed, code)):
        return marked.checked(request, code, mark)
    found = found or _numbered(request, code, typed[:LONGEST])
    if found is None:
        return serving.check(request, code, typed[:LONGEST])
    trail = (_("Check a code"), reverse("portal:check", args=[code]))
    context: dict[str, Any] = {"crumbs": crumbs(community, trail, (found.on_paper, None)), "typed": found.on_paper}
    context |= {"proof": _proof(code, found)} | _what(request, code, found)
    return render(request, "portal/paper_checked.html", context)


def _numbered(request: HttpRequest, code: str, typed: str) -> Coded | None:
    """By its number, which anybody can guess: of a posting only as far as this reader may know of it."""
    found = disclosure.coded_by_number(code, typed)
    if found and found.about.type == "publication":
        return found if disclosure.publication(found.about.id, viewer_of(request, code), clock.today()) else None
    return found


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
    if found.about.type in NOTICES:
        return told | _notice(code, found.about.id)
    if found.about.type != "publication":
        return told
    page = disclosure.publication(found.about.id, viewer_of(request, code), clock.today())
    if page is None:
        return {**told, "url": ""}
    newest = disclosure.newest_of(page.card.number)
    newer = disclosure.publication(newest, viewer_of(request, code), clock.today())
    return told | {
        "title": as_written(page.card.title), "page": page, "words": posting_words(page.card.state),
        "newest": newest if newest != page.card.number else "",
        "newest_on": newer.card.posted_on if newer else None,
        "newest_url": reverse("portal:publication", args=[code, newest]),
        "poster": reverse("portal:poster", args=[code, page.card.number]),
    }  # fmt: skip


def _notice(code: str, number: str) -> dict[str, Any]:
    """Whether the notice of a meeting is the newest: a sheet says itself on which day it stood so."""
    notice = meetings.notice_now(number)
    if notice is None:
        return {}
    return {
        "title": as_written(notice.title), "notice": notice, "over": notice.state in OVER,
        "printed": reverse("portal:meeting_notice", args=[code, number]),
        "again_url": reverse("portal:meeting", args=[code, notice.again]) if notice.again else "",
    }  # fmt: skip
