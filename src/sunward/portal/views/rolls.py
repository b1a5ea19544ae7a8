"""Rolls: who may vote, by which rule, as of which day; what was corrected; am I on it?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sunward.ballots import queries as ballots
from sunward.ballots.queries import PlaceView, RollCard, RollPage
from sunward.charter.wording import figure_said, holder_name
from sunward.disclosure import queries as disclosure
from sunward.kernel import clock
from sunward.kernel.available import available
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import as_written, short_date
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.portal.desk.tasks import tasks_on
from sunward.portal.links import act_address, address_of
from sunward.portal.proofs import proofs_of
from sunward.portal.reader import viewer_of
from sunward.portal.views.frame import community_or_404, crumbs, data_links
from sunward.portal.views.paging import MORE, PAGE, Paging
from sunward.portal.words.areas import OWNERS
from sunward.portal.words.checks import findings_shown
from sunward.portal.words.tags import tag

MINE = {
    "on": ("do", "check", Text("您在这份名册上。", "You are on this roll.")),
    "struck": ("alert", "breach", Text("您的名字已被划去，原因见下。", "You were struck from it; why is told below.")),
    "off": (
        "warn", "info",
        Text("您不在这份名册上。认为有误的，请提出异议。", "You are not on this roll. If that is wrong, object to it."),
    ),
}  # fmt: skip


OBJECT = frozenset({"disclosure.object"})

IN_THE_LIST = frozenset({"roll_struck_unborne", "roll_added_unborne"})  # each correction says it of itself


@require_safe
def rolls(request: HttpRequest, code: str) -> HttpResponse:
    """Every roll, newest first."""
    community = community_or_404(request, code)
    paging = Paging(request, reverse("portal:rolls", args=[code]))
    found = ballots.rolls(code, clock.today(), paging.key, MORE)
    shown = found[:PAGE]
    context = {
        "data": data_links(code, "rolls"),
        "crumbs": crumbs(community, (_("Rolls"), None)),
        "rows": [row(code, card) for card in shown],
        **paging.links(found),
    }
    return render(request, "portal/rolls.html", context)


def row(code: str, card: RollCard) -> dict[str, Any]:
    """A roll in the list, ready to be written."""
    places = ngettext("%(number)s place", "%(number)s places", card.entitled) % {"number": card.entitled}
    return {
        "title": as_written(card.body), "about": as_written(card.of), "number": card.number,
        "url": f"{reverse('portal:rolls', args=[code])}{card.number}/", "iso": card.record_date.isoformat(),
        "when": short_date(card.record_date), "sign": tag("idle", "info", places),
    }  # fmt: skip


@require_safe
def roll(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One roll: how it was computed, how many, what was corrected; the names for those it concerns."""
    community, viewer = community_or_404(request, code), viewer_of(request, code)
    page = ballots.roll_page(number, viewer, clock.today())
    if page is None:
        raise Http404
    paging = Paging(request, reverse("portal:roll", args=[code, number]), asked="after")
    found = ballots.roll_places(number, viewer, paging.key or 0, MORE)
    subject = Ref("roll", number)
    proofs = proofs_of(code, [subject])
    context = {
        "crumbs": crumbs(community, (_("Rolls"), reverse("portal:rolls", args=[code])), (page.card.body, None)),
        "area": None if page.area is None else figure_said(OWNERS, page.area),
        "page": page, "mine": MINE.get(page.mine), "corrections": [correction(one) for one in page.corrections],
        "table": table_of(found[:PAGE], page) if found else None,
        **paging.links(found),
        "apply": apply_for_vote(viewer) if page.mine == "off" else "",
        "object": where_to_object(page, viewer),
        "uses": list(uses(number, code)), "tasks": tasks_on(viewer, subject), "proofs": proofs,
        "marks": [*proofs["marks"], *since_the_freeze(number, code, proofs["marks"])],
    }  # fmt: skip
    return render(request, "portal/roll.html", context)


def since_the_freeze(number: str, code: str, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a vote by the roll would be marked with today besides what its entries and its list of corrections say."""
    texts = {str(mark["text"]) for mark in told}
    found = findings_shown((one for one in ballots.marks_today(number) if one.rule not in IN_THE_LIST), code)
    return [one for one in found if str(one["text"]) not in texts]


def uses(number: str, code: str) -> Iterator[dict[str, Any]]:
    """The meetings and votes that count by this roll."""
    for card in meetings.counted_by_roll(number, code):
        yield _use(card.number, card.title, card.day, address_of(Ref("meeting", card.number), code))
    for vote in ballots.votes_by_roll(number):
        url = address_of(Ref("vote", vote.number), code)
        yield _use(vote.number, vote.question, clock.civil_day(vote.opened_at), url)


def _use(number: str, title: Text | str, on: date, url: str) -> dict[str, Any]:
    return {"number": number, "title": as_written(title), "on": on, "url": url}


def where_to_object(page: RollPage, viewer: Viewer) -> str:
    """The form of an objection to the roll while it can be made; for nobody in particular the posting, where the ways
    stand."""
    today = clock.today()
    posted = disclosure.posting_of(Ref("roll", page.card.number), today) if page.card.open_until >= today else None
    if posted is None:
        return ""
    own = next((one["url"] for one in tasks_on(viewer, Ref("publication", posted.number), only=OBJECT)), "")
    return own or reverse("portal:publication", args=[viewer.community, posted.number])


def apply_for_vote(viewer: Viewer) -> str:
    """Where the reader applies for the vote, if a rule gives it on application and nothing stands in the way."""
    own = Ref.parse(viewer.person or "person:nobody")
    offered = available(str(own), own, viewer.community)
    open_now = any(option.open and option.act.name == "registry.apply_for_vote" for option in offered)
    return act_address("registry.apply_for_vote", own, viewer.community) if open_now else ""


def correction(one: ballots.CorrectionView) -> dict[str, Any]:
    """A correction as the page shows it: the day, what, why, by which post."""
    return {"on": one.on, "change": one.change, "reason": one.reason, "words": one.words, "post": holder_name(one.post),
            "unborne": one.unborne}  # fmt: skip


def table_of(found: tuple[PlaceView, ...], page: RollPage) -> dict[str, Any]:
    """The places as a table: name, door, and what was corrected."""
    door, name, note = Text("门牌", "Door"), Text("姓名", "Name"), Text("更正", "Corrected")
    rows = [
        [
            {"text": place.name or _("one vote for the household"), "label": name},
            {"text": place.door or "—", "label": door},
            {"text": _("struck") if place.struck else _("added") if place.added else "—", "label": note},
        ]
        for place in found
    ]
    return {"caption": page.card.of, "columns": [{"label": each} for each in (name, door, note)], "rows": rows}


@require_safe
def roll_list(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The list at the door, on paper: by household, with a column to sign. For the officers in charge."""
    community_or_404(request, code)
    viewer, today = viewer_of(request, code), clock.today()
    page = ballots.roll_page(number, viewer, today)
    if page is None:
        raise Http404
    if not page.printable:
        return render(request, "403.html", status=403)
    here = reverse("portal:roll", args=[code, number])
    context = {
        "page": page, "places": ballots.printed(number, viewer), "printed_at": clock.now(), "back": here,
        "address": request.build_absolute_uri(here),
    }  # fmt: skip
    return render(request, "portal/roll_list.html", context)


@never_cache
@require_safe
def vote_list(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The same for an open vote, with who has voted or holds a sheet by the moment it is printed: for whoever prints
    rolls and hands out sheets. What somebody chose is not in it."""
    community_or_404(request, code)
    viewer, vote = viewer_of(request, code), ballots.ballot_of(number)
    page = ballots.roll_page(ballots.roll_of(number), viewer, clock.today())
    if vote is None or vote.community != code or page is None or not vote.open:
        raise Http404
    places = ballots.at_the_door(number, viewer)
    if not places:
        return render(request, "403.html", status=403)
    here = reverse("portal:vote", args=[code, number])
    context = {
        "page": page, "vote": vote, "places": [_at_the_door(one) for one in places], "printed_at": clock.now(),
        "back": here, "address": request.build_absolute_uri(here),
    }  # fmt: skip
    return render(request, "portal/roll_list.html", context)


def _at_the_door(one: ballots.AtTheDoor) -> dict[str, Any]:
    """A line of the list; whoever is marked, or does not vote on this, signs for no sheet."""
    if one.channel:
        mark = _("has a sheet") if one.channel == "paper" else ballots.channel_name(one.channel)
    else:
        mark = "" if one.votes else _("does not vote")
    return {"door": one.door, "name": one.name, "mark": mark}
