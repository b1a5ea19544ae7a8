"""The record: what was done, newest first, and whether anything has been altered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.kernel.clock import civil_day
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import as_written, days_said
from sunward.kernel.text import Text
from sunward.portal.links import address_of
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.words.capacity import acted_as
from sunward.portal.words.said import act_title
from sunward.record import activity
from sunward.record import queries as record
from sunward.record.audit import recent_audit

PAGE = 50
# Whose number or door is nobody else's; of officers the entry leads to their page.
OF_RESIDENTS = {"person", "household"}
WITHOUT_PAGE = {"statement", "appointment"}  # what is asked for by number in the log; never a person


@require_safe
def log(request: HttpRequest, code: str) -> HttpResponse:
    """The newest entries, the state of the log, and how to check it oneself."""
    community = community_or_404(request, code)
    before, refused = request.GET.get("before") or None, request.GET.get("only") == "refusals"
    thing = one_thing(request.GET.get("of", ""))
    listed = activity.refusals if refused else record.journal
    entries = activity.about([thing]) if thing else listed(code, before=before, limit=PAGE + 1)
    shown, more = entries[:PAGE], len(entries) > PAGE
    here, only = reverse("portal:log", args=[code]), "&only=refusals" if refused else ""
    posts = acted_as(shown)
    context = {
        "crumbs": crumbs(community, (_("The record"), None)),
        "state": record.state(code),
        "rows": [row(code, entry, posts[entry.ref]) for entry in shown],
        "only_refusals": refused,
        "thing": thing,
        "audit": recent_audit(code) if "check" in request.GET else None,
        "older": f"?before={shown[-1].ref}{only}" if more else "",
        "newer": f"{here}?only=refusals" if before and refused else here if before else "",
    }
    return render(request, "portal/log.html", context)


def one_thing(asked: str) -> Ref | None:
    """The thing whose entries alone are asked for, if it is one that has no page of its own to show them."""
    try:
        thing = Ref.parse(asked)
    except ValueError:
        return None
    return thing if thing.type in WITHOUT_PAGE else None


def row(code: str, entry: Entry, post: Text) -> dict[str, Any]:
    """One entry as the list shows it: what, by which post, when, late or refused, and where."""
    about = entry.result or entry.subject
    late = (civil_day(entry.recorded_at) - civil_day(entry.claimed_at)).days if entry.claimed_at else 0
    return {
        "title": act_title(entry.act),
        "post": post,
        "at": entry.recorded_at,
        "late": max(0, late),
        "refused": entry.kind == "refusal",
        "breaches": [as_written(days_said(finding.text)) for finding in entry.findings if finding.breach],
        "url": reverse("portal:done", args=[code, entry.ref]),
        "about": "" if about.type in OF_RESIDENTS else about.id,
        "about_url": address_of(about, code),
    }
