"""Find by word: who holds a post, matters, meetings, votes, petitions, publications, payments."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.ballots import queries as ballots
from sunward.decisions.queries.search import matters_with
from sunward.disclosure.queries.search import publications_with
from sunward.kernel import clock
from sunward.meetings.queries.search import meetings_with
from sunward.money.queries.search import payments_with
from sunward.portal.reader import viewer_of
from sunward.portal.views import matters, meetings, money, people, petitions, publications, votes
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.registry import queries as registry

LONGEST = 60  # characters of a word that is looked for


@require_safe
def search(request: HttpRequest, code: str) -> HttpResponse:
    """At most twenty of each kind, the newest first; without a word only the box."""
    community = community_or_404(request, code)
    word = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    context = {"crumbs": crumbs(community, (_("Search"), None)), "word": word}
    return render(request, "portal/search.html", context | (found(request, code, word) if word else {}))


def found(request: HttpRequest, code: str, word: str) -> dict[str, Any]:
    """What contains the word, as the lists of each kind show it."""
    viewer, today = viewer_of(request, code), clock.today()
    rows = {
        "officers": [
            people.card(code, one)
            for one in registry.power_holders(code, today)
            if word in one.name and not people.only_delegate(one)
        ],
        "matters": [matters.row(code, card) for card in matters_with(code, word, today)],
        "meetings": [meetings.row(code, card) for card in meetings_with(code, word)],
        "votes": votes.rows_of(code, ballots.votes_with(code, word)),
        "petitions": [petitions.row(code, card) for card in ballots.petitions_with(code, word, today)],
        "publications": [publications.row(code, card) for card in publications_with(viewer, word, today)],
        "payments": money.payment_rows(code, payments_with(viewer, word)),
    }
    return rows | {"nothing": not any(rows.values())}
