"""Voters: what somebody may know of their own vote, and what waits for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Literal

from sunward.ballots.casting import channels, delegates, obstacles
from sunward.ballots.casting.absent import absent_in, came_since, is_absent
from sunward.ballots.casting.denied_sheets import is_denied_sheet, may_deny
from sunward.ballots.casting.proxied import (
    emptied,
    is_carried,
    is_denied,
    is_of_proxy,
)
from sunward.ballots.hours import evening_over
from sunward.ballots.models import (
    Choice,
    DeniedAnswer,
    Mark,
    Vote,
)
from sunward.ballots.queries.about import MOST, VoteOn, in_brief, open_rows
from sunward.ballots.roll import places
from sunward.kernel import clock
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.text import Text
from sunward.registry import queries as registry

HowPlaced = Literal["", "left_out", "said_so", "not_there", "outside", "chair_taken", "by_proxy", "freed"]


@dataclass(frozen=True, slots=True)
class Voted:
    """Voted, by this channel, on this day. What was chosen is not here, and nowhere beside the voter. `by_another`: for
    the household of whoever asks, by another of it as far as is known; `by_proxy`: by whoever came for them."""

    channel: str
    on: date
    by_another: bool = False
    open_still: bool = False  # a sheet that was handed out may not lie in the box yet
    by_proxy: bool = False
    denied: bool = False  # they have said that they gave that proxy none
    on_a_sheet: bool = False  # of which they can say that they never took it
    never_taken: bool = False  # they have said so
    not_there: bool = False  # they have said that they were not in the room where it was counted


@dataclass(frozen=True, slots=True)
class Answer:
    """What a roll call, which the whole room hears, has in somebody's name; whether they say that it is wrong."""

    said: Text
    denied: bool


@dataclass(frozen=True, slots=True)
class SheetBack:
    """A sheet that somebody in a post took back from the reader as unused; whether somebody else said so too, or the
    reader says that it lies in the box."""

    on: date | None
    by: Text
    confirmed: bool
    denied: bool = False
    by_me: bool = False  # the reader has said that they gave it back
    never_taken: bool = False  # the reader has said that they never took it


@dataclass(frozen=True, slots=True)
class MineNow:
    """The open votes of somebody on their rolls: in which they may vote; those put in the room alone while they were
    outside; or while another sat there for their household who does not come for it; those in which a proxy fills their
    place, or did until they denied it, so that it waits for them; and those of which they, or their proxy, hold a
    sheet, which may not lie in the box yet."""

    may: tuple[VoteOn, ...]
    outside: tuple[VoteOn, ...]
    chair_taken: tuple[VoteOn, ...]
    by_proxy: tuple[VoteOn, ...]
    sheets: tuple[VoteOn, ...]
    proxy_sheets: tuple[VoteOn, ...]
    freed: tuple[VoteOn, ...]


def how_i_voted(person: str, vote: str) -> Voted | None:
    """Whether somebody (`person:<number>`) has voted, by which channel and on which day; never how."""
    found = _mine(person, vote)
    if found is None:
        return None
    mine = not found.entry.by_household or (found.came is not None and str(found.came) == person)
    open_still = found.channel == "paper" and found.vote.closed_at is None
    by_proxy = is_of_proxy(found.vote, found)
    denied = by_proxy and is_denied(found.vote, found)
    sheet = may_deny(found.vote, found, person)
    never = sheet and is_denied_sheet(found)
    absent = delegates.is_of(found, person) and found.vote.in_room is not None and is_absent(found.vote, found)
    return Voted(found.channel, found.marked_on, not mine, open_still, by_proxy, denied, sheet, never, absent)


def my_answer(person: str, vote: str) -> Answer | None:
    """The answer that was entered in somebody's name when the roll was called; None where it was not."""
    mark = _mine(person, vote)
    if mark and not delegates.is_of(mark, person):
        return None
    choice = Choice.objects.filter(vote=mark.vote_id, key=mark.named).first() if mark and mark.named else None
    if mark is None or choice is None:
        return None
    denied = DeniedAnswer.objects.filter(vote=mark.vote_id, entry=mark.entry_id, corrected_on=None).exists()
    return Answer(Text(choice.label_zh, choice.label_en), denied)


def passed_over(person: str, vote: str) -> HowPlaced:
    """Whether somebody was in the room with a vote and nobody counted them, and whether they have said so; or was
    outside when a question was put that is voted on in the room alone, or somebody sat there for their household who
    does not come for it; or has a proxy there, or had until they denied it and the place waits for them; or has said
    that they were not there, though entered so."""
    row = Vote.objects.select_related("roll").filter(number=vote).exclude(in_room=None).first()
    if row is None:
        return ""
    if seat := delegates.passed_over(row, person):
        said = DeniedAnswer.objects.filter(vote=row, entry=seat, corrected_on=None).exists()
        not_there = seat.pk in absent_in(row) and not came_since(row, seat)
        return "not_there" if not_there else "said_so" if said else "left_out"
    entry = places.place_of(row, person)
    if entry is None or places.mark_of(row, entry):
        return ""
    if is_carried(row, entry):
        return "by_proxy"
    there = delegates.seat_of(row, person) is not None
    if places.outside(row, entry) and not there:
        waits = row.closed_at is None and not evening_over(row.opened_at, clock.now())
        return "freed" if waits and entry.pk in emptied(row) else "outside"
    return "chair_taken" if not there and delegates.chairs_taken({row: entry}) else ""


def uncounted_now(vote: str) -> int:
    """How many in the room may vote in an open vote, and no channel has counted so far; 0 outside a meeting."""
    row = Vote.objects.filter(number=vote, closed_at=None, annulled_on=None).first()
    return places.uncounted_in_room(row) if row else 0


def my_sheets_taken_back(person: str, vote: str) -> list[SheetBack]:
    """The sheets that were entered as taken back unused from somebody, for their own eyes."""
    row = Vote.objects.select_related("roll").filter(number=vote).first()
    if row is None or "paper" not in row.channels:
        return []
    titles = registry.titles_in(row.community_code)
    return [
        SheetBack(one.mark.withdrawn_on, titles.get(one.taken_by_post) or Text.of(one.taken_by_post),
                  one.confirmed_by is not None, one.denied, one.confirmed_by == person, is_denied_sheet(one.mark))
        for one in delegates.taken_back_from(row, person)
    ]  # fmt: skip


def number_of_voters(vote: str) -> int:
    """How many may vote, or have voted."""
    return places.voters(Vote.objects.select_related("roll").get(number=vote))


def nobody_saw(channel: str) -> bool:
    """Whether nobody saw how somebody voted by this channel: neither a hand nor an answer aloud."""
    way = channels.known(channel)
    return way is None or way.secret


def _mine(person: str, vote: str) -> Mark | None:
    row = Vote.objects.select_related("roll").filter(number=vote).first()
    entry = places.place_of(row, person) if row else None
    mark = places.mark_of(row, entry) if row and entry else None
    if mark and row:
        mark.vote = row
    return mark


def in_my_way(person: str, vote: str, at: datetime, channel: str = "") -> tuple[Finding, ...]:
    """What keeps somebody from voting, by a channel where one is named, in words; empty when nothing does. The act asks
    again."""
    row = Vote.objects.select_related("roll").get(number=vote)
    entry = places.place_of(row, person)
    found = [obstacles.is_open(row, at), *obstacles.is_entitled(row, entry)]
    if entry is not None:
        found.append(obstacles.has_not_voted(row, entry))
    if channel:
        found.append(obstacles.channel_is_open(row, channel))
    return breaches(found)


def mine_now(person: str, community: str, at: datetime) -> MineNow:
    """The open votes on whose rolls somebody stands and has not voted, or has voted by a sheet that was handed to them:
    whoever stepped aside is not asked, and what is asked of others takes no place. Its queries do not grow with the
    votes."""
    rows = list(open_rows(community, at).select_related("roll"))
    mine = places.places_in(rows, person)
    marks = Mark.objects.filter(vote__in=mine, entry__in=[entry.pk for entry in mine.values()], withdrawn_on=None)
    voted = {mark.vote_id: mark for mark in marks.select_related("came")} if mine else {}
    left = [(vote, entry) for vote, entry in mine.items() if vote.pk not in voted]
    on_paper = [(vote, mark) for vote in mine if (mark := voted.get(vote.pk)) and mark.channel == "paper"]
    away = [vote for vote, mark in on_paper if is_of_proxy(vote, mark)]
    sheets = [vote for vote, mark in on_paper if vote not in away and delegates.is_of(mark, person)]
    may = [vote for vote, entry in left if places.may_vote(vote, entry)]
    carried = [vote for vote, entry in left if is_carried(vote, entry)]
    chairs = delegates.chairs_taken({vote: mine[vote] for vote in may})
    taken = [vote for vote in may if vote in chairs]
    away_from = [(vote, entry) for vote, entry in left if places.outside(vote, entry)]
    freed = [vote for vote, entry in away_from if entry.pk in emptied(vote) and not evening_over(vote.opened_at, at)]
    outside = [vote for vote, _entry in away_from if vote not in freed]
    can = [vote for vote in may if vote not in taken and not (vote in carried and vote.room_alone)]
    return MineNow(
        _briefly(can),
        _briefly(outside),
        _briefly(taken),
        _briefly(carried),
        _briefly(sheets),
        _briefly(away),
        _briefly(freed),
    )


def _briefly(votes: Iterable[Vote]) -> tuple[VoteOn, ...]:
    return tuple(in_brief(vote) for vote in islice(votes, MOST))
