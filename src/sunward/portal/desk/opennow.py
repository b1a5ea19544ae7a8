"""What can be taken part in now: votes that are open, petitions to sign, hearings to speak at, elections to nominate
for; a line for each.

A page that was kept for other readers may show a vote until its last evening is over: the line names the hour.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sunward.ballots import queries as ballots
from sunward.ballots.queries import PetitionCard, VoteOn
from sunward.elections import queries as elections
from sunward.kernel import clock
from sunward.kernel.templatetags.sunward import as_written, moment, short_date
from sunward.meetings import queries as meetings
from sunward.portal.links import address_of
from sunward.portal.words.leftopen import unclosed_said
from sunward.portal.words.quoting import quoting
from sunward.portal.words.uncalled import uncalled_said

FEW, MOST = 3, 20
REMOTE = frozenset({"web", "terminal"})  # can be voted in without going to a meeting
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OpenNow:
    """How many things somebody can still take part in, and a line for the first few of each kind."""

    number: int
    lines: list[Line]


def open_now(code: str) -> OpenNow:
    """What ends first stands on top of its kind; what only some have a part in stands below, and is not counted. Three
    queries when there is nothing, beside those that what is overdue asks too; one more for a kind of which there are
    many."""
    now, today = clock.now(), clock.today()
    found, petitions = ballots.votes_going_on(code, now, MOST), ballots.open_petitions(code, today, MOST)
    votes = _not_ended(found)
    hearings = meetings.taking_applications(code, today, MOST)
    nominating, polls = elections.nominating(code, today, None), elections.polls_to_come(code, today, None)
    asked = elections.recalls_asked(code, today)
    number = how_many(_for_all(found), MOST, lambda: ballots.number_for_everybody(code, now))
    number -= len(_for_all(found)) - len(_for_all(votes))
    number += how_many(hearings, MOST, lambda: meetings.number_taking_applications(code, today))
    number += how_many(_for_all(petitions), MOST, lambda: ballots.number_of_open_petitions(code, today))
    lines = [
        *_votes(code, votes[:FEW]), *(_listing(code, one) for one in hearings[:FEW]),
        *(petition_line(code, one) for one in petitions[:FEW]),
        *(_nominating(code, one) for one in nominating[:FEW]), *(_asked(code, one) for one in asked[:FEW]),
        *(_uncalled(code, one, today) for one in meetings.never_called(code, today)[:FEW]),
        *(_to_come(code, one) for one in polls[:FEW]),
    ]  # fmt: skip
    return OpenNow(number + len(nominating) + len(polls), lines)  # what is only to be called is nobody's to do yet


def how_many(listed: Sized, most: int, counted: Callable[[], int]) -> int:
    """How many there are, of what was listed up to so many: asked only where there may be more."""
    return len(listed) if len(listed) < most else counted()


def _listing(code: str, card: meetings.MeetingCard) -> Line:
    """A hearing to whose list of speakers one can come."""
    return {
        "icon": "hearing", "title": as_written(card.title), "url": reverse("portal:hearing", args=[code, card.number]),
        "words": _("apply to speak; it is on %(when)s") % {"when": moment(card.starts_at)},
    }  # fmt: skip


def _nominating(code: str, one: elections.Nominating) -> Line:
    """An election for which candidates are nominated: until when at least, for the list may hang later."""
    return {
        "icon": "people", "title": quoting(_("Election: %(body)s"), body=one.body),
        "url": reverse("portal:election", args=[code, one.number]),
        "words": _("candidates are nominated, at least until %(day)s") % {"day": short_date(one.until)},
    }  # fmt: skip


def _asked(code: str, one: elections.Asked) -> Line:
    """A recall that enough have asked for: by when its vote is to be called."""
    words = _("enough have signed for it; the vote on it is still to be called")
    if one.by:
        words = _("enough have signed for it; the vote on it is to be called by %(day)s") % {"day": short_date(one.by)}
    url = reverse("portal:recall", args=[code, one.number])
    return {"icon": "decide", "title": _("Recall: %(post)s") % {"post": one.whose}, "url": url, "words": words}


def _uncalled(code: str, one: meetings.Uncalled, today: date) -> Line:
    """A meeting that enough have asked for and that nobody has called: who must, until when, who may then."""
    return {"icon": "people", "title": as_written(one.asked.title), "words": uncalled_said(one, today),
            "url": address_of(one.asked.ref, code)}  # fmt: skip


def _to_come(code: str, one: elections.Poll) -> Line:
    """A poll that was called: on which day, at what hours, and where."""
    recall = one.ref.type == "recall"
    title = quoting(_("Recall: %(post)s"), post=one.of) if recall else quoting(_("Election: %(body)s"), body=one.of)
    words = _("the vote is on %(when)s") % {"when": f"{short_date(one.day)} {one.hours}".strip()}
    return {"icon": "decide", "title": title, "url": address_of(one.ref, code), "words": words,
            "about": as_written(one.places)}  # fmt: skip


def _for_all(found: Iterable[VoteOn | PetitionCard]) -> list[VoteOn | PetitionCard]:
    """Those in which whoever lives here has a part."""
    return [one for one in found if one.of_everybody]


def _not_ended(votes: Iterable[VoteOn]) -> list[VoteOn]:
    """The votes in which somebody can still take part. Whether its meeting is over is asked for those alone that end
    with it."""
    found = list(votes)
    ended = meetings.ended(one.about for one in found if one.in_room and not one.closes_at)
    return [one for one in found if not ballots.unclosed(one, clock.now(), ended=one.about in ended)]


def _votes(code: str, votes: Sequence[VoteOn]) -> Iterator[Line]:
    """Open votes, as everybody reads of them: until when, or where; and whose they are."""
    whose = ballots.who_votes(code, clock.today(), votes)
    for vote in votes:
        words = _("being voted on in the room, by: %(who)s")
        if vote.closes_at:
            words = _("can be voted on until %(when)s, by: %(who)s")
        elif REMOTE & set(vote.channels):
            words = _("voting is open, for: %(who)s")
        when = moment(vote.closes_at) if vote.closes_at else ""
        yield vote_line(code, vote) | {"words": words % {"when": when, "who": whose[vote.number]}}


def vote_line(code: str, vote: VoteOn) -> Line:
    """An open vote, for somebody who may vote in it: until when, or where."""
    if ballots.unclosed(vote, clock.now()):
        words = unclosed_said(code)
    elif vote.closes_at:
        words = _("you may vote until %(when)s") % {"when": moment(vote.closes_at)}
    else:
        words = _("voting is open") if REMOTE & set(vote.channels) else _("being voted on in the room")
    return {"icon": "decide", "title": as_written(vote.question), "words": words,
            "url": reverse("portal:vote", args=[code, vote.number])}  # fmt: skip


def petition_line(code: str, card: PetitionCard) -> Line:
    """A petition that can be signed: until when, by whom, how far it is."""
    words = _("can be signed until %(day)s, by: %(who)s; %(signed)s of %(needed)s signatures") % {
        "who": card.of, "day": short_date(card.closes_on), "signed": card.signed, "needed": card.needed}  # fmt: skip
    return {"icon": "people", "title": as_written(card.title), "words": words,
            "url": reverse("portal:petition", args=[code, card.number])}  # fmt: skip
