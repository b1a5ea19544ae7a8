"""Petitions: what people ask for together, how many have signed, and a button to sign. Never who."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.ballots import queries as ballots
from sunward.ballots.queries import PetitionCard
from sunward.charter import queries as charter
from sunward.disclosure import queries as disclosure
from sunward.elections import queries as elections
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import as_written, short_date
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings
from sunward.portal.desk.tasks import tasks_on
from sunward.portal.links import address_of
from sunward.portal.proofs import proofs_of
from sunward.portal.reader import viewer_of
from sunward.portal.views.catalogue import demand_shown
from sunward.portal.views.frame import community_or_404, crumbs, data_links
from sunward.portal.views.paging import MORE, PAGE, Paging
from sunward.portal.words.tags import tag
from sunward.portal.words.uncalled import uncalled_said

OPENING = "ballots.open_petition"
CALLING, DENYING = "meetings.convene_on_petition", "ballots.deny_signature"
HEARING = "decisions.call_hearing_on_petition"
WORDS = {
    "open": ("info", "clock", Text("正在征集", "open for signing")),
    "reached": ("do", "check", Text("人数已够", "reached")),
    "closed": ("idle", "minus", Text("期满未达到", "closed, not reached")),
    "void": ("idle", "minus", Text("不是本人发起的，作废", "void: not theirs who opened it")),
}


@require_safe
def petitions(request: HttpRequest, code: str) -> HttpResponse:
    """Every petition, newest first."""
    community = community_or_404(request, code)
    paging = Paging(request, reverse("portal:petitions", args=[code]))
    found = ballots.petitions(code, clock.today(), paging.key, MORE)
    shown = found[:PAGE]
    viewer = viewer_of(request, code)
    context = {
        "data": data_links(code, "petitions"),
        "crumbs": crumbs(community, (_("Petitions"), None)),
        "rows": [row(code, card) for card in shown],
        **paging.links(found),
        "begin": charter.post_for(viewer, OPENING, clock.today()) and reverse(
            "portal:act", args=[code, "ballots.open_petition", f"community:{code}"]
        ),
    }  # fmt: skip
    return render(request, "portal/petitions.html", context)


def row(code: str, card: PetitionCard) -> dict[str, Any]:
    """A petition in the list, ready to be written."""
    kind, sign, text = WORDS[card.word(clock.today())]
    return {
        "title": as_written(card.title), "number": card.number,
        "url": f"{reverse('portal:petitions', args=[code])}{card.number}/",
        "iso": card.opened_on.isoformat(), "when": short_date(card.opened_on), "sign": tag(kind, sign, str(text)),
        "about": progress_said(card),
    }  # fmt: skip


def beside_the_point(card: PetitionCard) -> frozenset[str]:
    """What nobody needs to read here: a meeting or hearing that is not asked for, paper that nobody signed."""
    hidden = {CALLING: not card.forces_meeting, HEARING: not card.forces_hearing, DENYING: not card.on_paper}
    return frozenset(name for name, idle in hidden.items() if idle)


def progress_said(card: PetitionCard) -> str:
    """How far it is, in numbers."""
    return _("%(signed)s of %(needed)s signatures") % {"signed": card.signed, "needed": card.needed}


@require_safe
def petition(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One petition: what it asks for, by which rule, how far it is, and what the reader can do."""
    community, viewer = community_or_404(request, code), viewer_of(request, code)
    card = ballots.petition(number, code, clock.today())
    if card is None:
        raise Http404
    kind, sign, text = WORDS[card.word(clock.today())]
    subject = Ref("petition", number)
    context = {
        "crumbs": crumbs(community, (_("Petitions"), reverse("portal:petitions", args=[code])), (card.title, None)),
        "card": card, "tag": {"kind": kind, "icon": sign, "text": text}, "progress": progress_said(card),
        "forced": list(_forced(card, code)), "uncalled": _uncalled(card, code), "demand": _demand(card, code),
        "corrected": list(_corrected(card)),
        "tasks": tasks_on(viewer, subject, beside_the_point(card)),
        "proofs": proofs_of(code, [subject]),
    }  # fmt: skip
    return render(request, "portal/petition.html", context)


def _corrected(card: PetitionCard) -> Iterator[str]:
    """What its roll was corrected by that nothing bears out, and whether it could have been enough otherwise."""
    struck, added = ballots.unborne_on(card.roll)
    if struck:
        yield _("Struck from its roll, borne out by nothing: %(number)s.") % {"number": struck}
    if added:
        yield _("Added to its roll, borne out by nothing: %(number)s.") % {"number": added}
    if card.signed < card.needed <= card.signed + struck:
        yield _("With those who were struck it could have been enough.")
    if card.signed - added < card.needed <= card.signed:
        yield _("Without those who were added it might not have been enough.")


def _uncalled(card: PetitionCard, code: str) -> str:
    """While nobody has called the meeting that it forced: who must, until when, and who may once that day is over."""
    today = clock.today()
    one = meetings.uncalled_for(card.number, code, today) if card.forces_meeting else None
    return uncalled_said(one, today) if one else ""


def _demand(card: PetitionCard, code: str) -> dict[str, Any] | None:
    """What became of the item that it demanded: met by which posting, overdue, or waiting for the next one."""
    found = disclosure.demand_of(card.number, code, clock.today()) if card.reached_on else None
    return demand_shown(code, found) if found else None


def _forced(card: PetitionCard, code: str) -> Iterator[dict[str, Any]]:
    """What a petition led to: meetings that it called, the recall that it began."""
    for one in meetings.called_by_petition(card.number, code):
        url = address_of(Ref("meeting", one.number), code)
        yield {"title": as_written(one.title), "number": one.number, "on": one.day, "url": url}
    begun = elections.recall_by_petition(card.number, code) if card.reached_on else None
    if begun:
        title = _("Recall: %(post)s") % {"post": begun.whose}
        url = reverse("portal:recall", args=[code, begun.number])
        yield {"title": title, "number": begun.number, "on": begun.asked_on, "url": url}
