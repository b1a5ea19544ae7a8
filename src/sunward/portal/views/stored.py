"""Files that were handed in, shown to whoever may see them: papers of a meeting, photographs of boards and of notices.

The address names a thing and a digest; the digest is looked up among what belongs to the thing, never in the store, so
that one address opens nothing else that is kept. What is handed out is of the kind that its own bytes say.
"""

import logging
from collections.abc import Mapping
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.disclosure import queries as disclosure
from sunward.kernel import files
from sunward.kernel.files import Lost
from sunward.meetings import queries as meetings
from sunward.portal.policies import to_sign_in
from sunward.portal.reader import person_of, viewer_of
from sunward.portal.views.frame import community_or_404, crumbs

log = logging.getLogger(__name__)
ENDINGS: Mapping[str, str] = {
    "application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp",
}  # fmt: skip
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'unsafe-inline'"
# With `sandbox` Safari leaves a PDF blank, and Chromium's reader will not start: it runs apart from the site anyway.
POLICIES: Mapping[str, str] = {"application/pdf": f"{NOTHING}; object-src 'self'"}
SEALED = f"{NOTHING}; img-src 'self'; sandbox"


@require_safe
def meeting_paper(request: HttpRequest, code: str, number: str, sha256: str) -> HttpResponseBase:
    """A paper laid open before a meeting, to everybody who may read the meeting's page."""
    said = _of_meeting(request, code, number)
    paper = meetings.paper_of(code, number, sha256)
    if paper is None:
        return none_such(request, said | {"reason": _(
            "No such paper was laid open for this meeting. What can be read stands on its page.")})  # fmt: skip
    return delivered(request, sha256, paper.title, said | {"about": paper.title})


@require_safe
def notice_proof(request: HttpRequest, code: str, number: str, channel: str) -> HttpResponseBase:
    """The photograph that proves one channel of a meeting's notice; who may look: `meetings.policies`."""
    said = _of_meeting(request, code, number)
    found = meetings.proof_of_notice(viewer_of(request, code), number, channel)
    if found is None:
        return none_such(request, said | {"reason": _("No photograph proves such a notice of this meeting.")})
    sha256, open_to = found
    if not open_to:
        return not_for(request, said | {"reason": _(
            "Residents’ names or numbers stand on this proof. Supervisors, the street office and whoever gives notice "
            "of the meeting can look at it; ask the supervision committee whether people were told.")})  # fmt: skip
    return delivered(request, sha256, f"{number} {channel}", said | {"about": number})


def _of_meeting(request: HttpRequest, code: str, number: str) -> dict[str, Any]:
    community, back = community_or_404(request, code), reverse("portal:meeting", args=[code, number])
    trail = (_("Meetings"), reverse("portal:meetings", args=[code]))
    return {"crumbs": crumbs(community, trail, (number, back)), "back": back}


@require_safe
def board_photograph(request: HttpRequest, code: str, number: str, sha256: str) -> HttpResponseBase:
    """A photograph of a board on which a posting hangs, or does not; who may look: `disclosure.policies`."""
    community = community_or_404(request, code)
    found = disclosure.board_picture(number, sha256, viewer_of(request, code))
    trail = (_("What was made public"), reverse("portal:publications", args=[code]))
    back = reverse("portal:publication", args=[code, number]) if found else trail[1]
    said = {"crumbs": crumbs(community, trail, (number, back)), "back": back}
    if found is None:
        return none_such(request, said | {"reason": _("No such photograph was entered for this posting.")})
    picture, open_to = found
    if not open_to:
        return not_for(request, said | {"reason": _(
            "Names that are not for everybody may stand on this photograph. Those for whom all that it was entered "
            "for is posted can look at it, and supervisors and the street office.")})  # fmt: skip
    return delivered(request, sha256, f"{number} {picture.board} {picture.photographed_on}", said | {"about": number})


def not_for(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    """Whoever is not signed in is asked to; whoever is, is told who may look."""
    return none_such(request, said, status=403) if person_of(request) else to_sign_in(request)


def delivered(request: HttpRequest, sha256: str, name: str, said: dict[str, Any]) -> HttpResponseBase:
    """A kept file, to be looked at in the browser where it is a picture or a PDF, or a page that says that it is gone.

    A reader's copy is confirmed by its digest each time: what may be looked at today may be closed tomorrow.
    """
    try:
        stream, kind = files.opened(sha256)
    except Lost:
        log.error("A file that the record names cannot be read: %s", sha256)
        return none_such(request, said | {"lost": sha256})
    if unchanged := get_conditional_response(request, etag=f'"{sha256}"'):
        stream.close()
        return _kept_private(unchanged, sha256)
    response = FileResponse(
        stream, as_attachment=kind not in ENDINGS, content_type=kind, filename=f"{name[:80]}.{ENDINGS.get(kind, 'bin')}"
    )
    response["Content-Security-Policy"] = POLICIES.get(kind, SEALED)
    response["X-Content-Type-Options"] = "nosniff"
    return _kept_private(response, sha256)


def _kept_private(response: HttpResponseBase, sha256: str) -> HttpResponseBase:
    response["ETag"], response["Cache-Control"] = f'"{sha256}"', "private, no-cache"
    return response


def none_such(request: HttpRequest, said: dict[str, Any], status: int = 404) -> HttpResponse:
    """Why nothing can be shown here, in words; nobody keeps the page."""
    response = render(request, "portal/no_file.html", said, status=status)
    response["Cache-Control"] = "no-store"
    return response
