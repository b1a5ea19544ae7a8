"""On paper for whoever has no phone: in which votes their place is marked, no more; and what its code tells."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.ballots import policies
from sunward.ballots import queries as ballots
from sunward.ballots.queries import Marked
from sunward.portal.paper.addresses import check_words, without_language
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.views.serving import never_kept, officer_at_desk
from sunward.registry import queries as registry


@require_safe
def slip(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """The slip for the person at the desk: no name is on it, and printing it leaves no entry."""
    community, viewer = community_or_404(request, code), officer_at_desk(request, code)
    who = f"person:{person}"
    if not policies.may_tell(viewer):  # whoever hands out sheets sees the marks there
        raise PermissionDenied
    if not registry.person_exists(who):
        raise Http404
    context = {
        "community": community, "back": reverse("portal:served", args=[code, person]),
        "marks": [_shown(one) | {"address": _address(request, code, one)} for one in ballots.marked_votes(who, code)],
        "check_at": check_words(request, code),
    }  # fmt: skip
    return never_kept(render(request, "portal/marked_slip.html", context))


def _address(request: HttpRequest, code: str, mark: Marked) -> str:
    return without_language(request, reverse("portal:checked", args=[code, mark.code]))


def _shown(mark: Marked) -> dict[str, Any]:
    return {"mark": mark, "channel": ballots.channel_name(mark.channel), "sheet": mark.channel == "paper"}


def checked(request: HttpRequest, code: str, mark: Marked) -> HttpResponse:
    """What the code on such a slip leads to: the vote, and the mark as it stands now."""
    trail = (_("Check a code"), reverse("portal:check", args=[code]))
    context = _shown(mark) | {
        "crumbs": crumbs(community_or_404(request, code), trail, (mark.code, None)),
        "url": reverse("portal:vote", args=[code, mark.vote]),
    }
    return render(request, "portal/marked_checked.html", context)
