"""A neighbour vouches for a newcomer: by the number on the newcomer's slip, without any list of newcomers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from sunward.portal.links import act_address
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.views.serving import never_kept
from sunward.registry import queries as registry

VOUCH = "registry.vouch"


@require_safe
def vouch(request: HttpRequest, code: str) -> HttpResponse:
    """The number is asked for; it leads to the form, and says nothing of whoever needs no vouch."""
    community = community_or_404(request, code)
    typed = request.GET.get("number", "").replace("\0", "").strip()[:40]
    if person := registry.awaited_by_number(typed, code, clock.today()):
        return redirect(act_address(VOUCH, Ref.parse(person), code))
    desk = (_("My duties today"), reverse("portal:desk", args=[code]))
    context = {"crumbs": crumbs(community, desk, (_("Vouch for a neighbour"), None)), "typed": typed}
    return never_kept(render(request, "portal/vouch.html", context, status=404 if typed else 200))


def may_vouch(viewer: Viewer) -> bool:
    """Whether the reader may be asked for it: a resident without a post, grown up, who came with papers, where a rule
    lets neighbours vouch."""
    if viewer.person is None or viewer.posts or "resident" not in viewer.capacities:
        return False
    code, today = viewer.community, clock.today()
    return charter.vouching(code, today) is not None and registry.could_vouch(viewer.person, code, today)
