"""One dispute about what was entered at the desk: what it is about, until when it must be answered, what followed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.disclosure import queries as disclosure
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.portal.desk.tasks import tasks_on
from sunward.portal.proofs import proofs_of
from sunward.portal.reader import viewer_of
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.words.objected import OUTCOMES
from sunward.portal.words.said import act_title
from sunward.record import queries as record


@require_safe
def dispute(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Never who disputed it; the words to them, and to whoever answers."""
    community, viewer = community_or_404(request, code), viewer_of(request, code)
    row = disclosure.dispute(number, viewer, clock.today())
    entered = record.entry(row.entry) if row else None
    if row is None or entered is None:
        raise Http404
    ref, title = Ref("desk_dispute", row.number), act_title(entered.act)
    entry: dict[str, object] = {
        "who": _("Whoever it was entered for"), "on": row.received_on, "due": row.due_on, "late": row.late,
        "words": row.text or _("The words are read by whoever wrote them and by whoever answers."),
    }  # fmt: skip
    if row.answered_on:
        kind, text = OUTCOMES[row.outcome]
        entry["reply"] = {"who": _("Answer"), "on": row.answered_on, "words": row.answer}
        entry["tag"] = {"kind": kind, "icon": "info", "text": text}
    context = {
        "crumbs": crumbs(community, (title, reverse("portal:done", args=[code, row.entry])), (row.number, None)),
        "row": row, "about": title, "thread": [entry], "entered": reverse("portal:done", args=[code, row.entry]),
        "tasks": tasks_on(viewer, ref), "proofs": proofs_of(code, [ref]),
    }  # fmt: skip
    return render(request, "portal/dispute.html", context)
