"""One objection: what was objected, what was answered, and what has to follow from it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.ballots import queries as ballots
from sunward.disclosure import queries as disclosure
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.portal.desk.tasks import tasks_on
from sunward.portal.proofs import proofs_among
from sunward.portal.reader import viewer_of
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.words.objected import shown, who_ruled
from sunward.record import activity


@require_safe
def objection(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Never who objected; the words once they are answered, or to whoever may read them before."""
    community, viewer, today = community_or_404(request, code), viewer_of(request, code), clock.today()
    row = disclosure.objection(number, viewer, today)
    about = disclosure.publication(row.publication, viewer, today) if row else None
    if row is None or about is None:
        raise Http404
    ref = Ref("objection", number)
    entries = activity.about([ref])
    on_roll = ballots.corrected_for(number) if row.correction and row.correction.of_roll else None
    context = {
        "crumbs": crumbs(
            community, (_("What was made public"), reverse("portal:publications", args=[code])),
            (row.publication_title, reverse("portal:publication", args=[code, row.publication])), (number, None),
        ),
        "row": row, "on_roll": on_roll, "thread": [shown(row, who_ruled(entries).get(number))],
        "tasks": tasks_on(viewer, ref), "proofs": proofs_among(code, entries),
    }  # fmt: skip
    return render(request, "portal/objection.html", context)
