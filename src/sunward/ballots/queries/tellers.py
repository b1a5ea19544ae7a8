"""Tellers: what those who hand out sheets and codes, call the roll and ask back need of the places on a roll."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from sunward.ballots.casting import codes
from sunward.ballots.casting.afterwards import is_late
from sunward.ballots.casting.carried import proxies_in
from sunward.ballots.casting.delegates import voted_elsewhere
from sunward.ballots.casting.denied_sheets import SAYS_SO, denied_sheets
from sunward.ballots.casting.proxied import emptied, filled_by_several, seats_aside
from sunward.ballots.counting.counters import may_be_counted_anew
from sunward.ballots.counting.sampling import standing_answer
from sunward.ballots.models import (
    CodeSlip,
    DeniedAnswer,
    Mark,
    RollCall,
    RollEntry,
    SampledVoter,
    TakenBack,
    Vote,
)
from sunward.ballots.roll import places, readers
from sunward.kernel import clock, sql
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
    giver: str = ""  # whose proxy that is
    never_taken: bool = False  # they say so of the sheet that is entered for them
    taken_back: bool = False  # a sheet of theirs came back, and nobody else has said so yet
    by_household: bool = False  # whoever of it comes votes: no code fits
    outside: bool = False  # counts, and was not in the room where alone the vote is taken
    asks_hour: bool = False  # several were there that evening: whose sheet it was hangs on its hour
    sits: str = ""  # who sits there as a proxy, by name: the context above knows


@dataclass(frozen=True, slots=True)
class WaitingCode:
    """A code that names the reader as its second carrier: for whom it is, and who made it."""

    slip: int
    place: Place
    made_by: str
    made_on: date


def may_raise_a_hand(vote: str) -> list[int]:
    """The places on the roll whose holders are in the room, may vote and have not; none outside a meeting. Where hands
    are counted anew, whoever was counted before as well."""
    row = Vote.objects.select_related("roll").get(number=vote)
    voted = Mark.objects.filter(vote=row, withdrawn_on=None)
    before = set[int]()
    if may_be_counted_anew(row, "hands"):
        before = set(voted.filter(channel="hands").values_list("entry_id", flat=True))
    out = {*row.off_base, *row.aside, *voted.values_list("entry_id", flat=True), *voted_elsewhere(row)}
    more = {*(row.in_room or ())} - out - _emptied(row)
    return sorted(before if row.closed_at else before | more)


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


def without_a_sheet(vote: str, reader: Viewer, *, denied: bool = False) -> list[Place]:
    """Those who can still take a sheet, for whoever hands them out: of a vote in a room whoever is in it, of another
    the whole roll, where that fits on a page. The others are looked for. Where it is asked for, first those who say
    that they never took the sheet which is entered for them, wherever they were."""
    row = Vote.objects.select_related("roll").get(number=vote)
    marks = Mark.objects.filter(vote=row, withdrawn_on=None).values("entry_id")
    found = list(_in_the_room(row).exclude(pk__in=marks)[: MOST_CALLED + 1])
    found = found if len(found) <= MOST_CALLED else []
    if denied and "paper" in row.channels:
        theirs = places.entries_of(row).filter(pk__in=denied_sheets(row).values("entry_id"))
        found = [*theirs.select_related("person", "household").order_by("pk")[:MOST_CALLED], *found]
    return _shown(row, found, reader)


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
        rows = rows.filter(pk__in=row.in_room).exclude(pk__in=_emptied(row))
    return rows.select_related("person", "household").order_by("pk")


def _emptied(row: Vote) -> frozenset[int]:
    """The places at which nobody sits any more, or a proxy who stepped aside; of an evening that is entered later
    somebody else may have."""
    live = row.entered_at is None and not is_late(row, "hands", clock.now())
    return emptied(row) | seats_aside(row) if live else frozenset()


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
    standing = Mark.objects.filter(vote=vote, entry__in=entries, withdrawn_on=None)
    said = standing.annotate(never=Count("denied_sheet", filter=SAYS_SO)).values_list("entry_id", "channel", "never")
    marks = {entry: channel for entry, channel, _never in said}
    never = {entry for entry, _channel, number in said if number}
    alone = TakenBack.objects.filter(mark__vote=vote, mark__entry__in=entries, confirmed_by=None)
    returned = set(alone.values_list("mark__entry_id", flat=True)) if "paper" in vote.channels else set()
    persons = [str(entry.person) for entry in entries if entry.person]
    if reader is not None and readers.may_read_names(reader, vote.roll.of):
        names = {str(entry.person): str(entry.person.named) for entry in entries if entry.person}
    else:
        names = registry.names_of(persons, None, vote.community_code) if persons else {}
    takes, several = _proxies(vote, persons, reader), filled_by_several(vote) if vote.entered_at else frozenset()
    return [
        Place(
            entry.pk, _name(entry, names), places.may_vote(vote, entry), marks.get(entry.pk, ""),
            marks.get(entry.pk) == "paper", takes.get(str(entry.person), ""),
            str(entry.person) if str(entry.person) in takes else "", entry.pk in never, entry.pk in returned,
            entry.by_household, places.outside(vote, entry), entry.pk in several,
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
