"""Letters to one person, who was drawn or entered as gone: personal data on paper, never kept by a cache."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sunward.ballots import queries as ballots
from sunward.kernel import clock
from sunward.meetings import queries as meetings
from sunward.portal.paper import Sheet, fitted
from sunward.portal.paper.addresses import without_language
from sunward.portal.paper.fit import LETTER
from sunward.portal.paper.of_draws import to_corrected, to_departed, to_speaker, to_voter
from sunward.portal.reader import viewer_of
from sunward.portal.views.frame import community_or_404
from sunward.portal.views.serving import may_serve
from sunward.portal.views.votes import ballot_or_404
from sunward.registry import queries as registry


@never_cache
@require_safe
def asked_back_letters(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """To those who were drawn after a vote and have not said themselves whether they voted."""
    page, community = ballot_or_404(request, code, number), community_or_404(request, code)
    drawn = ballots.letters_to_drawn(number, viewer_of(request, code))
    if drawn is None:
        raise PermissionDenied(_("Letters are printed by those to whom the list of powers gives it."))
    here = reverse("portal:vote", args=[code, number])
    until, address = ballots.asked_until(number), without_language(request, here)
    return _printed(request, code, here, [to_voter(page, one, until, community, address) for one in drawn])


@never_cache
@require_safe
def speakers_letters(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """To those who were chosen to speak at a hearing."""
    community = community_or_404(request, code)
    page = meetings.hearing_page(number, clock.today())
    if page is None or page.card.community != code:
        raise Http404
    if not may_serve(viewer_of(request, code)):
        raise PermissionDenied(_("Letters are printed by those to whom the list of powers gives it."))
    here = reverse("portal:hearing", args=[code, number])
    address = without_language(request, here)
    chosen = meetings.letters_to_speakers(number, code)
    sheets = [to_speaker(page.meeting, place, str(name), door, community, address) for place, name, door in chosen]
    return _printed(request, code, here, sheets)


@never_cache
@require_safe
def departure_letter(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """To whoever was entered as gone, at their last door."""
    community, who, viewer = community_or_404(request, code), f"person:{person}", viewer_of(request, code)
    if not may_serve(viewer):
        raise PermissionDenied(_("Letters are printed by those to whom the list of powers gives it."))
    gone = registry.departed(who, code)
    if gone is None:
        raise Http404
    address = without_language(request, reverse("portal:done", args=[code, gone.entry]))
    back = reverse("portal:served", args=[code, person])
    name = registry.name_of(who, viewer.person, code)
    return _printed(request, code, back, [to_departed(name, gone, community, address)])


@never_cache
@require_safe
def correction_letter(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """To whoever was struck from a roll or added to one, a letter for each."""
    community, who, viewer = community_or_404(request, code), f"person:{person}", viewer_of(request, code)
    if not may_serve(viewer):
        raise PermissionDenied(_("Letters are printed by those to whom the list of powers gives it."))
    found = ballots.corrected_of(who, code, clock.today())
    if not found:
        raise Http404
    name, door = registry.name_of(who, viewer.person, code), registry.door_of(who, code)
    pages = [without_language(request, reverse("portal:roll", args=[code, one.roll.id])) for one in found]
    sheets = [to_corrected(name, door, one, community, page) for one, page in zip(found, pages, strict=True)]
    return _printed(request, code, reverse("portal:served", args=[code, person]), sheets)


def _printed(request: HttpRequest, code: str, back: str, sheets: list[Sheet]) -> HttpResponse:
    context = {
        "community": community_or_404(request, code), "paper": LETTER, "fits": [fitted(one, LETTER) for one in sheets],
        "back": back, "many": len(sheets),
    }  # fmt: skip
    return render(request, "portal/paper/drawn.html", context)
