"""What every page's frame shows: the community it is about, the question it answers, and the demo's bar."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from sunward.kernel import clock
from sunward.portal import demo
from sunward.portal.reader import PART
from sunward.portal.views.frame import community_or_404

SECTIONS = {
    "matters": "matters", "matter": "matters", "publications": "matters", "publication": "matters",
    "votes": "matters", "vote": "matters", "ballot": "matters", "vote_receipt": "matters", "door": "matters",
    "codes": "matters", "asked_back": "matters", "meetings": "matters", "meeting": "matters", "hearing": "matters",
    "minutes": "matters", "room": "matters", "rolls": "matters", "roll": "matters", "petitions": "matters",
    "petition": "matters", "board": "matters", "catalogue": "matters", "changes": "charter", "covenant": "charter",
    "draft": "charter", "amend": "charter", "serve": "desk", "served": "desk",
    "elections": "people", "election": "people", "recall": "people", "handovers": "people",
    "money": "money", "payment": "money",
    "people": "people", "person": "people",
    "overdue": "overdue", "charter": "charter", "flow": "charter", "log": "log", "done": "log",
    "desk": "desk", "import": "desk",
}  # fmt: skip


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor for every page."""
    match = request.resolver_match
    code = match.kwargs.get("code") if match else None
    frame: dict[str, Any] = {"now": clock.now(), "current": SECTIONS.get(match.url_name or "") if match else None}
    if code:
        try:
            frame["community"] = community_or_404(request, code)
        except Http404:
            return frame
    frame["accessibility_url"] = reverse("portal:accessibility")
    if hasattr(request, "session") and demo.is_demo():
        frame["demo"] = demo.bar(code, request.session.get(PART))
    return frame
