"""The votes on something, for the context that put the question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from sunward.ballots.casting import channels
from sunward.ballots.casting.afterwards import BY_PEOPLE, entered_until
from sunward.ballots.counting.handling import is_a_party
from sunward.ballots.hours import LEAST, due_on, evening_over, last_night
from sunward.ballots.models import Count, Discrepancy, Mark, RollCall, RollEntry, Vote
from sunward.ballots.roll.everybody import EVERYBODY_FIRST, ROLL_OF_EVERYBODY, is_of_everybody
from sunward.ballots.roll.membership import name_of_electorate, names_of_subgroups
from sunward.ballots.roll.places import entries_of
from sunward.ballots.rules.words import NEVER_CONFIRMED, question_said
from sunward.charter.engine.vocabulary import CLASSES
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

SAID_FOR_THEM = ("hands", "roll_call")  # entered by somebody else than who votes
MOST = 12  # looked at where somebody asks what is to be done; the rest stands in the list


class Closing(Protocol):
    """What is known of a vote where it is asked whether its evening is over."""

    @property
    def in_room(self) -> bool: ...
    @property
    def open_since(self) -> datetime: ...
    @property
    def closes_at(self) -> datetime | None: ...
    @property
    def closed_at(self) -> datetime | None: ...
    @property
    def annulled_on(self) -> date | None: ...


def unclosed(vote: Closing, at: datetime, ended: bool = False) -> bool:
    """Whether a vote of a room, for which no hour was announced, was left open: its meeting has `ended`, or its evening
    is over. Nobody votes there any more, and it ends with its close alone."""
    if not vote.in_room or vote.closes_at or vote.closed_at or vote.annulled_on:
        return False
    return ended or evening_over(vote.open_since, at)


@dataclass(frozen=True, slots=True)
class VoteOn:
    """A vote in brief. Figures are not here: `tally` gives them, once there are any."""

    number: str
    about: Ref
    question: Text
    secret: bool
    channels: tuple[str, ...]
    opened_on: date
    opened_at: datetime
    open_since: datetime  # of one that was put on paper: its entry
    closes_at: datetime | None
    closed_at: datetime | None
    certified_on: date | None
    annulled_on: date | None
    aside: int  # who stepped aside and stays in the base
    answered: bool  # whether anybody has voted, by whatever channel
    borne_out: bool = False  # and not by the word of one alone: what is said aloud was seconded, or it was a ballot
    in_room: bool = False
    body: str = ""  # whose roll it is, of which counting class, and of which subgroup
    of: str = ""
    grid: str = ""
    run_off: bool = False
    present: int | None = None  # of those who count, in the room when it was put
    unconfirmed: bool = False  # annulled because nobody confirmed in its days what was counted or called out
    listed_until: date | None = None  # until when whoever answered it in a room can be entered from its signed list

    @property
    def ref(self) -> Ref:
        return Ref("vote", self.number)

    @property
    def stands(self) -> bool:
        """Whether the question was put and may have been answered. One that was annulled, or that ended without a
        single vote, was not: it can be put again."""
        return self.annulled_on is None and (self.answered or self.closed_at is None)

    @property
    def of_everybody(self) -> bool:
        """Whether whoever lives here has a part in it, if by their household."""
        return is_of_everybody(self.of, self.grid)

    @property
    def due_on(self) -> date:
        """The day on which it is to be closed."""
        return due_on(self.opened_on, self.closes_at)

    def left_open(self, on: date) -> bool:
        """Whether its day is over and nobody has closed it."""
        return self.closed_at is None and self.annulled_on is None and self.due_on < on


def _rows() -> QuerySet[Vote]:
    """Votes, each with whether anybody has voted."""
    voted = Mark.objects.filter(vote=OuterRef("pk"), withdrawn_on=None)
    said = (model.objects.filter(vote=OuterRef("pk"), seconded_on__isnull=False) for model in (Count, RollCall))
    own = Exists(voted.exclude(channel__in=SAID_FOR_THEM))
    rows = Vote.objects.select_related("roll")
    return rows.annotate(answered=Exists(voted), borne_out=own | Exists(next(said)) | Exists(next(said)))


def votes_on(*things: Ref) -> tuple[VoteOn, ...]:
    """The votes on some things, oldest first; none for no things. One query."""
    return tuple(in_brief(row) for row in _rows().filter(_about(things)).order_by("id")) if things else ()


def standing_votes(thing: Ref) -> tuple[VoteOn, ...]:
    """The votes on something that decide it, open or over, oldest first: neither annulled, nor closed without a single
    vote."""
    return tuple(vote for vote in on_their_ground(votes_on(thing)) if vote.stands)


def on_their_ground(votes: Iterable[VoteOn]) -> tuple[VoteOn, ...]:
    """The votes on one thing, oldest first, without the run-offs whose first vote was annulled since: what follows from
    nothing decides nothing."""
    found: list[VoteOn] = []
    for vote in votes:
        if not vote.run_off or any(one.stands for one in found):
            found.append(vote)
    return tuple(found)


def _about(things: Iterable[Ref]) -> Q:
    asked, known = Q(), list(things)
    for kind in {ref.type for ref in known}:
        asked |= Q(about_type=kind, about_id__in=[ref.id for ref in known if ref.type == kind])
    return asked


def votes_by_roll(roll: str) -> tuple[VoteOn, ...]:
    """The votes that were put to a roll, oldest first."""
    return tuple(in_brief(row) for row in _rows().filter(roll__number=roll).order_by("id")[:MOST])


def open_rows(community: str, at: datetime) -> QuerySet[Vote]:
    """The votes that somebody can still vote in, the one that closes first on top."""
    rows = _rows().filter(community_code=community, closed_at=None, annulled_on=None)
    rows = rows.filter(Q(closes_at=None) | Q(closes_at__gte=at))
    return rows.order_by(F("closes_at").asc(nulls_last=True), "id")


def open_votes(community: str, at: datetime, limit: int = MOST) -> tuple[VoteOn, ...]:
    """The votes that somebody can still vote in, the one that closes first on top. One query."""
    return tuple(in_brief(row) for row in open_rows(community, at)[:limit])


def votes_going_on(community: str, at: datetime, limit: int = MOST) -> tuple[VoteOn, ...]:
    """Those of them whose evening is not over, those in which everybody has a part before those of some, each the one
    that closes first on top. One query."""
    rows = _going_on(community, at).order_by(EVERYBODY_FIRST, F("closes_at").asc(nulls_last=True), "id")
    return tuple(in_brief(row) for row in rows[:limit])


def number_for_everybody(community: str, at: datetime) -> int:
    """In how many of them everybody has a part."""
    return _going_on(community, at).filter(ROLL_OF_EVERYBODY).count()


def _going_on(community: str, at: datetime) -> QuerySet[Vote]:
    """As `unclosed` tells them."""
    rows = open_rows(community, at).annotate(since=Coalesce("entered_at", "opened_at"))
    return rows.exclude(in_room__isnull=False, closes_at=None, since__lt=last_night(at))


def who_votes(community: str, on: date, votes: Iterable[VoteOn]) -> Mapping[str, Text]:
    """Whose each of some votes is, by its number: a body, or of a petition's roll its counting class."""
    known = list(votes)
    parts = names_of_subgroups(community) if any(one.grid for one in known) else {}
    return {one.number: _whose(one, community, on, parts) for one in known}


def _whose(vote: VoteOn, community: str, on: date, parts: Mapping[str, Text]) -> Text:
    if not vote.body and vote.of in CLASSES:
        return Text(CLASSES[vote.of].zh, CLASSES[vote.of].en)
    return name_of_electorate(vote.body, parts.get(vote.grid), community, on)


def is_about(vote: str, about: Ref, person: str) -> bool:
    """Whether a poll elects or recalls somebody: they have no hand in it. Of what is put in a meeting nothing is
    asked."""
    if about.type == "item" or not person:
        return False
    row = Vote.objects.filter(number=vote).first()
    return row is not None and is_a_party(row, person)


def _unfinished(community: str) -> QuerySet[Vote]:
    """Neither certified nor annulled. One that was closed without a single vote is over: nothing is left to count."""
    rows = _rows().filter(community_code=community, certified_on=None, annulled_on=None)
    return rows.filter(Q(closed_at=None) | Q(answered=True))


def unfinished_votes(community: str, limit: int = MOST, since: date = date.min) -> tuple[VoteOn, ...]:
    """The votes that are neither certified nor annulled, oldest first: whoever counts still has something to do."""
    rows = _unfinished(community).filter(opened_on__gte=since)
    return tuple(in_brief(row) for row in rows.order_by("id")[:limit])


def newest_unfinished(community: str, limit: int = MOST) -> tuple[VoteOn, ...]:
    """Those of them that were opened last, the newest first."""
    return tuple(in_brief(row) for row in _unfinished(community).order_by("-id")[:limit])


def waiting_votes(community: str, at: datetime, limit: int = MOST) -> tuple[VoteOn, ...]:
    """Those of them whose hour is past, that were closed, in which a count waits to be confirmed or to be made anew, or
    which were counted or cast in a room, without an hour, and wait to be closed: those that are open first, then the
    oldest. One query."""
    counts = Count.objects.filter(vote=OuterRef("pk"), confirmed_by="")
    aloud = RollCall.objects.filter(vote=OuterRef("pk"), confirmed_by="")
    differs = Discrepancy.objects.filter(vote=OuterRef("pk"), seconded_on=None, found_otherwise_on=None)
    over = Q(closed_at__isnull=False) | Q(closes_at__lte=at) | _over_in_room(at)
    rows = _unfinished(community).filter(over | Exists(counts) | Exists(aloud) | Exists(differs))
    return tuple(in_brief(row) for row in rows.order_by(F("closed_at").asc(nulls_first=True), "id")[:limit])


def _over_in_room(at: datetime) -> Q:
    """In a room, and no hour brings the close about: counted, or called out, and confirmed; or voted in by people's own
    hands, on sheets or at the terminal, for as long as a room needs."""
    told = [
        Exists(model.objects.filter(vote=OuterRef("pk"), found_otherwise_on=None).exclude(confirmed_by=""))
        for model in (Count, RollCall)
    ]
    voted = Mark.objects.filter(vote=OuterRef("pk"), withdrawn_on=None).exclude(channel__in=SAID_FOR_THEM)
    long_open = Q(entered_at=None, opened_at__lte=at - LEAST) | Q(entered_at__lte=at - LEAST)
    over = Q(told[0]) | Q(told[1]) | (Q(Exists(voted)) & long_open)
    return Q(in_room__isnull=False, closed_at=None, closes_at=None) & over


def in_brief(row: Vote) -> VoteOn:
    """A row of `open_rows` and the like, as it is told."""
    borne_out: bool = row.borne_out  # type: ignore[attr-defined]  # by `_rows`
    answered: bool = row.answered  # type: ignore[attr-defined]  # by `_rows`
    return VoteOn(
        row.number, row.about, question_said(row.question), row.secret, tuple(row.channels), row.opened_on,
        row.opened_at, row.open_since,
        row.closes_at, row.closed_at, row.certified_on, row.annulled_on, len({*row.aside} - {*row.off_base}), answered,
        borne_out, row.in_room is not None, row.roll.body, row.roll.of, row.roll.grid,
        row.method == "run_off", row.present, row.annulled_because == NEVER_CONFIRMED,
        entered_until(row) if row.in_room is not None and not BY_PEOPLE.isdisjoint(row.channels) else None,
    )  # fmt: skip


def unweighed(wanted: Iterable[str]) -> list[str]:
    """Those of the channels of whose votes nobody can say what they weigh."""
    return [way.key for way in channels.named(wanted) if not way.box.weighs]


def struck_area(vote: str) -> int:
    """The area of the places that had been struck from a vote's roll when it opened."""
    row = Vote.objects.select_related("roll").get(number=vote)
    there = entries_of(row).values("pk")
    gone = RollEntry.objects.filter(roll=row.roll).exclude(pk__in=there).exclude(struck_on=None)
    return gone.aggregate(area=Sum("weight"))["area"] or 0


def places_marked(vote: str) -> frozenset[int]:
    """The places on the roll that have voted, by whatever channel; never what they chose."""
    return frozenset(Mark.objects.filter(vote__number=vote, withdrawn_on=None).values_list("entry_id", flat=True))
