"""Votes: the list, one vote with its turnout, the receipt, the paper ballot."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sunward.ballots import policies
from sunward.ballots import queries as ballots
from sunward.ballots.queries import BallotView, VoteCard, Voted, VoteOn, VoteView
from sunward.ballots.rules.words import METHODS
from sunward.decisions import queries as decisions
from sunward.elections import queries as elections
from sunward.kernel import clock
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import as_written, short_date
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.meetings.queries import CameTo
from sunward.portal.desk import votes as votes_to_do
from sunward.portal.desk.tasks import tasks_on
from sunward.portal.links import act_address, address_of
from sunward.portal.proofs import proofs_among
from sunward.portal.reader import person_of, viewer_of
from sunward.portal.views.frame import community_or_404, crumbs, data_links
from sunward.portal.views.paging import MORE, PAGE, Paging
from sunward.portal.views.results import YES_NO, redrawn, result_of, sample_of
from sunward.portal.words.alike import alike_said
from sunward.portal.words.counting import counts_said, with_recount
from sunward.portal.words.draftsaid import said_of
from sunward.portal.words.leftopen import held_open_said, unclosed_said
from sunward.portal.words.outcomes import in_short, outcome_of
from sunward.portal.words.overtaken import drafts_before
from sunward.portal.words.polledby import polled_by_proxy
from sunward.portal.words.tags import tag
from sunward.record import activity

NOT_THERE = "meetings.deny_presence"
NO_HANDS = frozenset({"ballots.count_hands"})  # where none are raised
WHAT = {
    "election": Text("选举", "Election"),
    "matter": Text("事项", "Matter"),
    "petition": Text("联名", "Petition"),
    "draft": Text("规则草案", "Draft"),
    "contest": Text("选举", "Election"),
    "recall": Text("罢免", "Recall"),
}


def ballot_or_404(request: HttpRequest, code: str, number: str) -> BallotView:
    """The ballot of a vote of the community of an address.

    Raises:
        Http404: when there is none.
    """
    community_or_404(request, code)
    page = ballots.ballot_of(number)
    if page is None or page.community != code:
        raise Http404
    return page


def way_to(request: HttpRequest, page: BallotView, *trail: tuple[Any, str | None]) -> list[dict[str, Any]]:
    """The crumbs of a vote's pages; the vote itself is a link when something stands below it."""
    code = page.community
    here = reverse("portal:vote", args=[code, page.number]) if trail else None
    first = (_("Votes"), reverse("portal:votes", args=[code]))
    return crumbs(community_or_404(request, code), first, (page.question, here), *trail)


@require_safe
def votes(request: HttpRequest, code: str) -> HttpResponse:
    """Every vote, newest first."""
    community = community_or_404(request, code)
    paging = Paging(request, reverse("portal:votes", args=[code]))
    found = ballots.votes(code, paging.key, MORE)
    shown = found[:PAGE]
    context = {
        "data": data_links(code, "votes"),
        "crumbs": crumbs(community, (_("Votes"), None)),
        "rows": rows_of(code, shown),
        **paging.links(found),
    }
    return render(request, "portal/votes.html", context)


def rows_of(code: str, cards: Sequence[VoteCard]) -> list[dict[str, Any]]:
    """Votes in a list, ready to be written. Which meeting is over is asked for those alone that end with it."""
    with_meeting = (card.about for card in cards if card.in_room and not card.closes_at and not card.closed_at)
    ended, came = meetings.ended(with_meeting), meetings.outcomes(cards)
    return [row(code, card, card.about in ended, came.get(card.number)) for card in cards]


def row(code: str, card: VoteCard, ended: bool, came: CameTo | None) -> dict[str, Any]:
    """A vote in the list, ready to be written; whether its meeting has ended, and what it came to."""
    sign = state_of(card, ended)
    return {
        "unclosed": unclosed_said(code) if ballots.unclosed(card, clock.now(), ended) else "",
        "title": as_written(card.question), "url": reverse("portal:vote", args=[code, card.number]),
        "number": card.number, "iso": card.opened_on.isoformat(), "when": short_date(card.opened_on),
        "sign": tag(sign["kind"], sign["icon"], sign["text"]), "came": tag(*in_short(came)) if came else "",
    }  # fmt: skip


def state_of(vote: VoteCard | BallotView | VoteOn, ended: bool = False) -> dict[str, str]:
    """How a vote stands, in a word; `ended` where its meeting is known to be over."""
    if vote.annulled_on:
        return {"kind": "alert", "icon": "cross", "text": _("annulled")}
    if vote.certified_on:
        return {"kind": "do", "icon": "check", "text": _("certified")}
    if vote.closed_at:
        return {"kind": "warn", "icon": "clock", "text": _("closed, not yet certified")}
    if vote.closes_at and vote.closes_at < clock.now():
        return {"kind": "idle", "icon": "clock", "text": _("time is up")}
    if ballots.unclosed(vote, clock.now(), ended):
        return {"kind": "warn", "icon": "clock", "text": _("not closed")}
    return {"kind": "info", "icon": "decide", "text": _("open now")}


def own_vote(person: str | None, number: str, voted: Voted | None) -> dict[str, Any]:
    """What a page says of the reader's own vote: after a roll call, which is open, the answer in their name too."""
    if voted is None:
        return {"voted": None}
    aloud = voted.channel == "roll_call"
    unseen = ballots.nobody_saw(voted.channel)
    return {
        "sheet_out": voted.open_still, "alike_in_own": unseen and not voted.open_still,
        "voted": voted, "voted_by": ballots.channel_name(voted.channel), "unseen": unseen,
        "answer": ballots.my_answer(person or "", number) if aloud else None,
    }  # fmt: skip


def not_there_link(viewer: Viewer, page: BallotView, item: Any) -> str:
    """Where the reader says that they were not in the room in which it was put, though they are entered as there."""
    if item is None or not page.in_room or page.annulled_on or viewer.person is None:
        return ""
    there = meetings.is_entered_as_there(viewer.person, item.meeting)
    return act_address(NOT_THERE, item.meeting.ref, page.community) if there else ""


@require_safe
def vote(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One vote."""
    community_or_404(request, code)
    shown, viewer = ballots.vote_page(number), viewer_of(request, code)
    if shown is None or shown.ballot.community != code:
        raise Http404
    page = shown.ballot
    voted = ballots.how_i_voted(viewer.person, number) if viewer.person else None
    item = meetings.item_named(page.about.id) if page.about.type == "item" else None
    result = result_of(page)
    ended = item is not None and bool(item.meeting.closed_at or item.meeting.adjourned_at)
    context = {
        "crumbs": way_to(request, page), "page": page, "vote": shown, "tag": state_of(page, ended),
        "unclosed": unclosed_said(code) if ballots.unclosed(page, clock.now(), ended) else "",
        "held_open": held_open_said(number) if page.in_room and not page.closed_at else "",
        "method": METHODS.get(page.method),
        "channels": [(ballots.channel_name(key), shown.voted.get(key, 0)) for key in page.channels],
        "belongs": list(belongs(shown, item)), "of_draft": of_draft(item), "result": result,
        "outcome": outcome_of(page), "unsettled": page.method == YES_NO,
        "outside": (result["tally"].present or 0) - (shown.present or 0) if result else 0,
        **who_is_seen(page), **own_vote(viewer.person, number, voted),
        "not_there": not_there_link(viewer, page, item),
        "left_out": ballots.passed_over(viewer.person, number) if viewer.person and voted is None else "",
        "sheets": ballots.my_sheets_taken_back(viewer.person, number) if viewer.person else [],
        "doors": list(doors(viewer, shown, voted is not None)),
        "tasks": tasks_on(viewer, Ref("vote", number), frozenset() if "hands" in page.channels else NO_HANDS,
                          over=bool(page.certified_on or page.annulled_on)),
        "second_ahead": meetings.second_vote_ahead(page.about.id) if page.about.type == "item" else False,
        "proxies": said_of_proxies(viewer, page),
        "poll": elections.poll_at(page.about, run_off=page.method == "run_off"),
        "alike": alike_said(page, result["tally"] if result else None, shown.may_vote),
        "counting": counting_of(viewer, page), "sample": sample_of(shown), "letters": address_of_letters(viewer, page),
        "redrawn": redrawn(shown), "proofs": with_recount(proofs_among(code, of_this_vote(shown)), number),
    }  # fmt: skip
    return render(request, "portal/vote.html", context)


def said_of_proxies(viewer: Viewer, page: BallotView) -> list[dict[str, Any]]:
    """Who votes for the reader in a poll, and for whom they do, until it is settled."""
    if page.about.type != "contest" or page.certified_on or page.annulled_on:
        return []
    return polled_by_proxy(viewer, page.about)


def of_this_vote(vote: VoteView) -> list[Entry]:
    """What stands in the record about the vote, its item and its roll; not how others were opened by the same roll."""
    own = Ref("vote", vote.ballot.number)
    return activity.about([own, vote.ballot.about, Ref("roll", vote.roll)], apart=own.type)


def counting_of(viewer: Viewer, page: BallotView) -> list[Text]:
    """Whose turn it is to count, for whoever may by an office, until it is certified."""
    if page.certified_on or page.annulled_on or not votes_to_do.may_count(viewer, clock.today()):
        return []
    return list(counts_said(ballots.counts_under_way(page.number)))


def address_of_letters(viewer: Viewer, page: BallotView) -> str:
    """Where letters to those who were drawn are printed, for whoever may and while they can still answer."""
    waits = page.closed_at and page.certified_on is None and page.annulled_on is None
    may = waits and policies.may_write_to_drawn(viewer)
    return reverse("portal:asked_back_letters", args=[page.community, page.number]) if may else ""


def belongs(vote: VoteView, item: Any) -> Iterator[dict[str, str]]:
    """Where the question comes from and who is asked: matter, meeting, petition, roll; each with its page."""
    page = vote.ballot
    if item is not None:
        yield _place(_("Meeting"), item.meeting.ref, page.community)
    about = item.about if item is not None else page.about
    if about is not None:
        yield _place(WHAT.get(about.type, _("What it decides")), about, page.community)
    if item is not None and item.meeting.petition is not None:
        yield _place(_("Petition"), item.meeting.petition.ref, page.community)
    yield _place(_("Roll"), Ref("roll", vote.roll), page.community)


def of_draft(item: Any) -> dict[str, Any] | None:
    """What is said of the draft of rules that a vote is on; of other votes nothing is asked."""
    if item is None or item.matter_kind != decisions.MATTER_KINDS["rules"] or item.about is None:
        return None
    return said_of(drafts_before([item.about]).get(item.about))


def _place(label: Any, ref: Ref, code: str) -> dict[str, str]:
    return {"label": str(label), "number": ref.id, "url": address_of(ref, code)}


def who_is_seen(page: BallotView) -> dict[str, Text]:
    """Of an open vote by which channels the room sees or hears how somebody votes, and by which nobody is named."""
    if page.secret:
        return {}
    seen = [ballots.channel_name(one) for one in page.channels if not ballots.nobody_saw(one)]
    unseen = [ballots.channel_name(one) for one in page.channels if ballots.nobody_saw(one)]
    return {name: _listed(names) for name, names in (("seen", seen), ("unnamed", unseen)) if names}


def _listed(names: list[Text]) -> Text:
    return Text("、".join(one.zh for one in names), ", ".join(one.en for one in names))


def _running(page: BallotView) -> bool:
    """Whether somebody can still vote: once its hour is over it waits for its close."""
    return page.open and (page.closes_at is None or clock.now() <= page.closes_at)


def doors(viewer: Viewer, vote: VoteView, voted: bool) -> Iterator[dict[str, str]]:
    """The pages of this vote that the reader may use now."""
    page = vote.ballot
    code, number = page.community, page.number
    running = _running(page)
    if running and "web" in page.channels and not voted and not _kept_from(viewer, number):
        yield {"url": reverse("portal:ballot", args=[code, number]), "text": _("Vote here"), "icon": "decide"}
    if running and "terminal" in page.channels and not page.by_household:
        yield {"url": reverse("portal:terminal", args=[code, number]), "text": _("Vote with a code"), "icon": "kiosk"}
        if policies.may_hand_over_codes(viewer):
            yield {"url": reverse("portal:codes", args=[code, number]), "text": _("Hand over codes"), "icon": "mail"}
    if (running or page.evening_over) and "roll_call" in page.channels and policies.may_call_roll(viewer):
        yield {"url": reverse("portal:roll_call", args=[code, number]), "text": _("Call the roll"), "icon": "people"}
    if "paper" in page.channels and page.open:
        yield {"url": reverse("portal:paper", args=[code, number]), "text": _("The paper ballot"), "icon": "print"}
        yield from _at_the_door(viewer, page)
    if page.closed_at and not page.certified_on and vote.sample and policies.may_ask_back(viewer):
        yield {"url": reverse("portal:asked_back", args=[code, number]), "text": _("Ask voters back"), "icon": "phone"}


def _kept_from(viewer: Viewer, number: str) -> bool:
    """Whether the reader, who is signed in, has no vote here; whoever is not is asked who they are first."""
    return bool(viewer.person and ballots.in_my_way(viewer.person, number, clock.now()))


def _at_the_door(viewer: Viewer, page: BallotView) -> Iterator[dict[str, str]]:
    """Where sheets are handed out, by whoever the poll is not about."""
    number = page.number
    if not policies.may_tell(viewer) or ballots.is_about(number, page.about, viewer.person or ""):
        return
    text = _("Enter the signed list") if page.listed else _("Hand out paper ballots")
    yield {"url": reverse("portal:door", args=[page.community, number]), "text": text, "icon": "tasks"}
    if ballots.may_print_marks(viewer):
        url = reverse("portal:vote_list", args=[page.community, number])
        yield {"url": url, "text": _("Print the list with marks"), "icon": "print"}


@never_cache
@require_safe
def receipt(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Voted, by this channel, on this day; never how, but where the roll was called aloud."""
    page = ballot_or_404(request, code, number)
    voted = ballots.how_i_voted(person_of(request) or "", number)
    context = {
        "crumbs": way_to(request, page, (_("My vote"), None)), "page": page,
        "sheets": ballots.my_sheets_taken_back(person_of(request) or "", number),
        "alike": alike_said(page, ballots.tally(number), ballots.number_of_voters(number)),
        **own_vote(person_of(request), number, voted), "again": "again" in request.GET,
    }  # fmt: skip
    return render(request, "portal/vote_receipt.html", context)


@require_safe
def paper(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The ballot on paper: large boxes, no name, no serial number; the code leads to the vote's page only."""
    page = ballot_or_404(request, code, number)
    back = reverse("portal:vote", args=[code, number])
    context = {"page": page, "address": request.build_absolute_uri(back), "back": back}
    return render(request, "portal/vote_paper.html", context)
