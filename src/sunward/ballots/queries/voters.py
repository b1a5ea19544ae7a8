"""Voters: what somebody may know of their own vote, whose a code is, and what the teller at the door needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Literal

from django.db.models import Q, QuerySet

from sunward.ballots.casting import channels, codes, delegates, obstacles
from sunward.ballots.casting.carried import proxies_in
from sunward.ballots.casting.delegates import voted_elsewhere
from sunward.ballots.casting.proxied import is_carried, is_of_proxy
from sunward.ballots.counting.counters import may_be_counted_anew
from sunward.ballots.counting.sampling import standing_answer
from sunward.ballots.models import (
    Choice,
    CodeSlip,
    DeniedAnswer,
    Mark,
    RollCall,
    RollEntry,
    SampledVoter,
    TakenBack,
    Vote,
)
from sunward.ballots.queries.about import MOST, VoteOn, in_brief, open_rows
from sunward.ballots.roll import places, readers
from sunward.kernel import sql
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.registry import queries as registry

MOST_FOUND = 20
MOST_CALLED = 200  # names on one page of a roll call; once they have answered the next stand there
OF_CODE = """
    SELECT person.number FROM ballots_votingcode code
    JOIN ballots_vote vote ON vote.id = code.vote_id
    JOIN ballots_rollentry entry ON entry.id = code.entry_id
    JOIN registry_person person ON person.id = entry.person_id
    WHERE code.code_hash = %s AND code.void_on IS NULL AND code.confirmed_on IS NOT NULL
      AND vote.number = %s AND vote.community_code = %s
"""


@dataclass(frozen=True, slots=True)
class Voted:
    """Voted, by this channel, on this day. What was chosen is not here, and nowhere beside the voter. `by_another`: for
    the household of whoever asks, by another of it as far as is known; `by_proxy`: by whoever came for them."""

    channel: str
    on: date
    by_another: bool = False
    open_still: bool = False  # a sheet that was handed out may not lie in the box yet
    by_proxy: bool = False


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


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code as it is shown once, and the keyed hash that is kept."""

    code: str
    code_hash: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the roll as the teller sees it: a name or a door, and whether a sheet may be handed out."""

    entry: int
    name: str
    may_vote: bool
    voted: str
    sheet_out: bool
    proxy: str = ""  # who takes the sheet for them
    taken_back: bool = False  # a sheet of theirs came back, and nobody else has said so yet
    by_household: bool = False  # whoever of it comes votes: no code fits
    outside: bool = False  # counts, and was not in the room where alone the vote is taken


@dataclass(frozen=True, slots=True)
class MineNow:
    """The open votes of somebody on their rolls: in which they may vote; those put in the room alone while they were
    outside; or while another sat there for their household who does not come for it; those in which a proxy fills their
    place; and those of which they hold a sheet, which may not lie in the box yet."""

    may: tuple[VoteOn, ...]
    outside: tuple[VoteOn, ...]
    chair_taken: tuple[VoteOn, ...]
    by_proxy: tuple[VoteOn, ...]
    sheets: tuple[VoteOn, ...]


@dataclass(frozen=True, slots=True)
class WaitingCode:
    """A code that names the reader as its second carrier: for whom it is, and who made it."""

    slip: int
    place: Place
    made_by: str
    made_on: date


def how_i_voted(person: str, vote: str) -> Voted | None:
    """Whether somebody (`person:<number>`) has voted, by which channel and on which day; never how."""
    found = _mine(person, vote)
    if found is None:
        return None
    mine = not found.entry.by_household or (found.came is not None and str(found.came) == person)
    open_still = found.channel == "paper" and found.vote.closed_at is None
    return Voted(found.channel, found.marked_on, not mine, open_still, is_of_proxy(found.vote, found))


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


def passed_over(person: str, vote: str) -> Literal["", "left_out", "said_so", "outside", "chair_taken", "by_proxy"]:
    """Whether somebody was in the room with a vote and nobody counted them, and whether they have said so; or was
    outside when a question was put that is voted on in the room alone, or somebody sat there for their household who
    does not come for it; or has a proxy there."""
    row = Vote.objects.select_related("roll").filter(number=vote).exclude(in_room=None).first()
    if row is None:
        return ""
    if seat := delegates.passed_over(row, person):
        said = DeniedAnswer.objects.filter(vote=row, entry=seat, corrected_on=None).exists()
        return "said_so" if said else "left_out"
    entry = places.place_of(row, person)
    if entry is None or places.mark_of(row, entry):
        return ""
    if is_carried(row, entry):
        return "by_proxy"
    there = delegates.seat_of(row, person) is not None
    if places.outside(row, entry) and not there:
        return "outside"
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
                  one.confirmed_by is not None, one.denied, one.confirmed_by == person)
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


def may_raise_a_hand(vote: str) -> list[int]:
    """The places on the roll whose holders are in the room, may vote and have not; none outside a meeting. Where hands
    are counted anew, whoever was counted before as well."""
    row = Vote.objects.select_related("roll").get(number=vote)
    voted = Mark.objects.filter(vote=row, withdrawn_on=None)
    before = set[int]()
    if may_be_counted_anew(row, "hands"):
        before = set(voted.filter(channel="hands").values_list("entry_id", flat=True))
    out = {*row.off_base, *row.aside, *voted.values_list("entry_id", flat=True), *voted_elsewhere(row)}
    more = {*(row.in_room or ())} - out
    return sorted(before if row.closed_at else before | more)


def waits_for_me(person: str, community: str, at: datetime) -> tuple[VoteOn, ...]:
    """The open votes in which somebody may vote and has not."""
    return mine_now(person, community, at).may


def mine_now(person: str, community: str, at: datetime) -> MineNow:
    """The open votes on whose rolls somebody stands and has not voted, or has voted by a sheet that was handed to them:
    whoever stepped aside is not asked, and what is asked of others takes no place. Its queries do not grow with the
    votes."""
    rows = list(open_rows(community, at).select_related("roll"))
    mine = places.places_in(rows, person)
    marks = Mark.objects.filter(vote__in=mine, entry__in=[entry.pk for entry in mine.values()], withdrawn_on=None)
    voted = {mark.vote_id: mark for mark in marks.select_related("came")} if mine else {}
    left = [(vote, entry) for vote, entry in mine.items() if vote.pk not in voted]
    sheets = [vote for vote in mine if (mark := voted.get(vote.pk)) and _holds_sheet(vote, mark, person)]
    may = [vote for vote, entry in left if places.may_vote(vote, entry)]
    carried = [vote for vote, entry in left if is_carried(vote, entry)]
    chairs = delegates.chairs_taken({vote: mine[vote] for vote in may})
    taken = [vote for vote in may if vote in chairs]
    outside = [vote for vote, entry in left if places.outside(vote, entry)]
    can = [vote for vote in may if vote not in taken and not (vote in carried and vote.room_alone)]
    return MineNow(_briefly(can), _briefly(outside), _briefly(taken), _briefly(carried), _briefly(sheets))


def _holds_sheet(vote: Vote, mark: Mark, person: str) -> bool:
    return mark.channel == "paper" and delegates.is_of(mark, person) and not is_of_proxy(vote, mark)


def _briefly(votes: Iterable[Vote]) -> tuple[VoteOn, ...]:
    return tuple(in_brief(vote) for vote in islice(votes, MOST))


def voter_of_code(vote: str, code: str, community: str) -> str | None:
    """The person to whom a valid code of this vote belongs; None for a wrong or void one, and for a code of a whole
    household, which nobody's person stands for."""
    found = sql.rows(OF_CODE, [codes.code_hash(vote, code), vote, community])
    return f"person:{found[0][0]}" if found else None


def new_code(vote: str) -> NewCode:
    """A fresh code for a vote. The code is shown to the two who hand it over and kept nowhere."""
    code = codes.new_code()
    return NewCode(code, codes.code_hash(vote, code))


def terminal_mark(vote: str) -> str:
    """What a machine at the desk carries once it was opened as a terminal for a vote."""
    return codes.terminal_mark(vote)


def codes_to_confirm(vote: str, reader: Viewer) -> list[WaitingCode]:
    """The codes that wait for the reader as their second carrier; those of others nobody sees."""
    row = Vote.objects.select_related("roll").get(number=vote)
    found = CodeSlip.objects.filter(vote=row, handed_with=reader.person or "", confirmed_on=None)
    slips = list(found.select_related("entry__person", "entry__household").order_by("pk")[:MOST_FOUND])
    shown = _shown(row, [one.entry for one in slips], reader)
    names = {one.handed_by: str(registry.full_name(one.handed_by)) for one in slips}
    return [
        WaitingCode(one.pk, place, names.get(one.handed_by, ""), one.handed_on)
        for one, place in zip(slips, shown, strict=True)
    ]


def find_places(vote: str, words: str, reader: Viewer) -> list[Place]:
    """The places on a roll whose name or door contains the words, or whose door is meant by them in another spelling,
    for whoever hands out sheets or codes."""
    row = Vote.objects.select_related("roll").get(number=vote)
    rows = places.entries_of(row).select_related("person", "household").order_by("pk")
    if not words:
        return _shown(row, list(rows[:MOST_FOUND]), reader)
    found = list(rows.filter(Q(person__name__contains=words) | Q(household__door__contains=words))[:MOST_FOUND])
    if not found:
        found = list(rows.filter(household__in=registry.doors_begun(words, row.community_code))[:MOST_FOUND])
    return _shown(row, found, reader)


def to_call(vote: str, reader: Viewer) -> list[Place]:
    """Those who are still to be called in a vote by roll call: in the room, not aside, and without a vote yet; once
    more those who say that their answer was entered wrongly, and everybody where somebody has counted otherwise."""
    row = Vote.objects.select_related("roll").get(number=vote)
    return _shown(row, list(_in_the_room(row).exclude(pk__in=_answered(row).values("entry_id"))[:MOST_CALLED]), reader)


def without_a_sheet(vote: str, reader: Viewer) -> list[Place]:
    """Those who can still take a sheet, for whoever hands them out: of a vote in a room whoever is in it, of another
    the whole roll, where that fits on a page. The others are looked for."""
    row = Vote.objects.select_related("roll").get(number=vote)
    marks = Mark.objects.filter(vote=row, withdrawn_on=None).values("entry_id")
    found = list(_in_the_room(row).exclude(pk__in=marks)[: MOST_CALLED + 1])
    return _shown(row, found, reader) if len(found) <= MOST_CALLED else []


def to_enter_anew(vote: str, reader: Viewer) -> list[Place]:
    """Those whose answer was entered and can be entered anew, for the second of the two has not said the same yet."""
    row = Vote.objects.select_related("roll").get(number=vote)
    if not may_be_counted_anew(row, "roll_call"):
        return []
    called = _answered(row).filter(channel="roll_call").values("entry_id")
    return _shown(row, list(_in_the_room(row).filter(pk__in=called)[:MOST_CALLED]), reader)


def _in_the_room(row: Vote) -> "QuerySet[RollEntry]":
    rows = places.entries_of(row).exclude(pk__in=[*row.off_base, *row.aside, *voted_elsewhere(row)])
    if row.in_room is not None:
        rows = rows.filter(pk__in=row.in_room)
    return rows.select_related("person", "household").order_by("pk")


def _answered(row: Vote) -> "QuerySet[Mark]":
    """The marks of those who have voted and are not to be called once more."""
    marks = Mark.objects.filter(vote=row, withdrawn_on=None)
    if RollCall.objects.filter(vote=row, found_otherwise_on__isnull=False).exists():
        marks = marks.exclude(channel="roll_call")
    denied = DeniedAnswer.objects.filter(vote=row, corrected_on=None).values("entry_id")
    return marks.exclude(entry__in=denied)


def drawn(vote: str, reader: Viewer | None) -> list[tuple[Place, str]]:
    """Those who were drawn to be asked back, with what stands of their answers so far."""
    row = Vote.objects.select_related("roll").get(number=vote)
    found = SampledVoter.objects.filter(vote=row).select_related("entry__person", "entry__household")
    sampled = list(found.order_by("answer", "entry_id")[:200])
    shown = _shown(row, [one.entry for one in sampled], reader)
    return [(place, standing_answer(one)) for place, one in zip(shown, sampled, strict=True)]


def _shown(vote: Vote, entries: list[RollEntry], reader: Viewer | None) -> list[Place]:
    """Full names for whoever may read the roll: two who carry a code have to know to whom. Masked for anybody else."""
    marks = dict(
        Mark.objects.filter(vote=vote, entry__in=entries, withdrawn_on=None).values_list("entry_id", "channel")
    )
    alone = TakenBack.objects.filter(mark__vote=vote, mark__entry__in=entries, confirmed_by=None)
    returned = set(alone.values_list("mark__entry_id", flat=True)) if "paper" in vote.channels else set()
    persons = [str(entry.person) for entry in entries if entry.person]
    if reader is not None and readers.may_read_names(reader, vote.roll.of):
        names = {str(entry.person): str(entry.person.named) for entry in entries if entry.person}
    else:
        names = registry.names_of(persons, None, vote.community_code) if persons else {}
    takes = _proxies(vote, persons, reader)
    return [
        Place(
            entry.pk, _name(entry, names), places.may_vote(vote, entry), marks.get(entry.pk, ""),
            marks.get(entry.pk) == "paper", takes.get(str(entry.person), ""), entry.pk in returned,
            entry.by_household, places.outside(vote, entry),
        )
        for entry in entries
    ]  # fmt: skip


def _proxies(vote: Vote, persons: list[str], reader: Viewer | None) -> dict[str, str]:
    """Who takes the sheet for whom, by name: few of a page of places, so that each is asked for alone."""
    found = {giver: holder for giver, holder in proxies_in(vote).items() if giver in persons}
    if found and reader is not None and readers.may_read_names(reader, vote.roll.of):
        return {giver: str(registry.full_name(holder)) for giver, holder in found.items()}
    names = registry.names_of([*found.values()], None, vote.community_code) if found else {}
    return {giver: str(names.get(holder, "")) for giver, holder in found.items()}


def _name(entry: RollEntry, names: dict[str, str]) -> str:
    door = entry.household.door if entry.household else ""
    if entry.by_household or entry.person is None:
        return str(Text(f"{door} 户", f"household {door}"))
    name = names.get(str(entry.person), "")
    return f"{name} · {door}" if door else name
