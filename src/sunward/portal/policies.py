"""Who may open which page: one table for every address of the portal, and the gate that keeps it.

What a page shows of people is decided by each context's own policies; here it is only decided who comes in.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from functools import wraps
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from sunward.portal.caching import unless_changed
from sunward.portal.reader import person_of

View = Callable[..., HttpResponseBase]


class Audience(Enum):
    """Everyone; everyone, with an answer that is never kept; whoever signed in (posts and powers are asked by the
    page, and acts by the door); visitors of a demo."""

    EVERYONE = "everyone"
    EVERYONE_FRESH = "everyone, fresh"
    SIGNED_IN = "signed in"
    DEMO = "demo"


AUDIENCES: Mapping[str, Audience] = MappingProxyType({
    "areas": Audience.EVERYONE_FRESH,
    "accessibility": Audience.EVERYONE_FRESH,
    "oversight": Audience.EVERYONE_FRESH,
    "home": Audience.EVERYONE,
    "matters": Audience.EVERYONE,
    "matter": Audience.EVERYONE,
    "votes": Audience.EVERYONE_FRESH,
    "vote": Audience.EVERYONE_FRESH,  # votes that are cast leave no entry, so the turnout is asked anew
    "paper": Audience.EVERYONE,
    "terminal": Audience.EVERYONE_FRESH,
    "terminal_done": Audience.EVERYONE_FRESH,
    "ballot": Audience.SIGNED_IN,
    "vote_receipt": Audience.SIGNED_IN,
    "door": Audience.SIGNED_IN,
    "codes": Audience.SIGNED_IN,
    "roll_call": Audience.SIGNED_IN,
    "asked_back": Audience.SIGNED_IN,
    "asked_back_letters": Audience.SIGNED_IN,
    "speakers_letters": Audience.SIGNED_IN,
    "marked_slip": Audience.SIGNED_IN,
    "departure_letter": Audience.SIGNED_IN,
    "correction_letter": Audience.SIGNED_IN,
    "elections": Audience.EVERYONE,
    "election": Audience.EVERYONE,
    "recall": Audience.EVERYONE,
    "handovers": Audience.EVERYONE,
    "meetings": Audience.EVERYONE,
    "meeting": Audience.EVERYONE,
    "hearing": Audience.EVERYONE,
    "meeting_paper": Audience.EVERYONE_FRESH,  # a copy is confirmed by the paper's own digest
    "notice_proof": Audience.EVERYONE_FRESH,  # of a poster; of lists of names for some, which the page asks
    "minutes": Audience.EVERYONE,
    "minutes_file": Audience.EVERYONE,
    "meeting_notice": Audience.EVERYONE,
    "meeting_notice_pdf": Audience.EVERYONE,
    "publications": Audience.EVERYONE,
    "publication": Audience.EVERYONE,
    "board_photograph": Audience.EVERYONE_FRESH,  # whose names may stand on it, the page asks
    "poster": Audience.EVERYONE,
    "poster_pdf": Audience.EVERYONE,
    "letters": Audience.SIGNED_IN,
    "letters_pdf": Audience.SIGNED_IN,
    "objection": Audience.EVERYONE,
    "dispute": Audience.EVERYONE,
    "catalogue": Audience.EVERYONE,
    "board": Audience.EVERYONE,
    "standing": Audience.EVERYONE,
    "standing_pdf": Audience.EVERYONE,
    "money": Audience.EVERYONE,
    "payment": Audience.EVERYONE,
    "people": Audience.EVERYONE,
    "person": Audience.EVERYONE,
    "overdue": Audience.EVERYONE,
    "charter": Audience.EVERYONE,
    "flow": Audience.EVERYONE,
    "rolls": Audience.EVERYONE,
    "roll": Audience.EVERYONE,
    "roll_list": Audience.SIGNED_IN,
    "vote_list": Audience.SIGNED_IN,
    "petitions": Audience.EVERYONE,
    "petition": Audience.EVERYONE,
    "changes": Audience.EVERYONE,
    "covenant": Audience.EVERYONE,
    "draft": Audience.EVERYONE,
    "log": Audience.EVERYONE,
    "done": Audience.EVERYONE,
    "search": Audience.EVERYONE,
    "calendar": Audience.EVERYONE,
    "data": Audience.EVERYONE,
    "check": Audience.EVERYONE_FRESH,
    "checked": Audience.EVERYONE_FRESH,
    "receipt": Audience.EVERYONE_FRESH,
    "desk": Audience.SIGNED_IN,
    "serve": Audience.SIGNED_IN,
    "served": Audience.SIGNED_IN,
    "vouch": Audience.SIGNED_IN,
    "act": Audience.SIGNED_IN,
    "room": Audience.SIGNED_IN,
    "amend": Audience.SIGNED_IN,
    "import": Audience.SIGNED_IN,
    "become": Audience.DEMO,
})  # fmt: skip


def opened_to(audience: Audience, view: View) -> View:
    """The view behind the gate of its audience."""
    if audience is Audience.SIGNED_IN:
        return signed_in(view)
    return unless_changed(view) if audience is Audience.EVERYONE else view


def signed_in(view: View) -> View:
    """Whoever is not signed in is asked to, and comes back to the page."""

    @wraps(view)
    def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if person_of(request) is None:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    return gate


def to_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('account_login')}?next={request.path}")
