"""Votes for pages and other contexts. Figures come from `tally` alone, and from nowhere before the close."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count as Number
from django.db.models import Q, QuerySet

from sunward.ballots.casting import denied_sheets
from sunward.ballots.casting.afterwards import all_entered, can_be_listed, entered_until, is_late
from sunward.ballots.casting.proxied import changes_hands, kept
from sunward.ballots.counting import dead, doubts, interested, sampling
from sunward.ballots.counting.counters import most_on_a_ballot
from sunward.ballots.counting.doubts import late_sheets, marks_of_doubts
from sunward.ballots.counting.figures import figures_of, uncounted
from sunward.ballots.counting.grounds import borne_out
from sunward.ballots.models import Count, Mark, Vote
from sunward.ballots.roll import places
from sunward.ballots.rules.choosing import BY_SEATS
from sunward.ballots.rules.grounds import GROUNDS
from sunward.ballots.rules.paper import Sheets
from sunward.ballots.rules.tally import Tally
from sunward.ballots.rules.words import question_said
from sunward.kernel import clock
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry import queries as registry

PAGE = 50
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A line of the ballot paper."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class BallotView:
    """The ballot of a vote: what is asked, and where it can be cast. Counts nothing, however many there are."""

    key: int
    number: str
    community: str
    about: Ref
    question: Text
    method: str
    most: int
    seats: int
    secret: bool
    channels: tuple[str, ...]
    online_source: str
    choices: tuple[ChoiceView, ...]
    opened_on: date
    open_since: datetime
    on_paper_at: datetime | None  # when it was put without power; it was entered on the day on which it opened here
    closes_at: datetime | None
    closed_at: datetime | None
    certified_on: date | None
    annulled_on: date | None
    in_room: bool = False
    by_household: bool = False  # one vote for each household: no code is handed over
    listed: bool = False  # paper whose hours, or evening, are over: its sheets are entered from the signed list
    evening_over: bool = False  # in a room, and whoever answered there is entered afterwards
    may_ask_hour: bool = False  # a proxy and whose place it is filled one, one after the other: whose an answer is

    @property
    def open(self) -> bool:
        return self.closed_at is None and self.annulled_on is None


@dataclass(frozen=True, slots=True)
class VoteView:
    """A vote as anybody may see it: its ballot, and what has become of it so far. Of those who count (`entitled`)
    `aside` stepped aside and `absent` were not in the room where alone it is taken: they do not vote; `off_base` are
    left out of the count. `waits_for` says what is missing before there is a result; `voted` is the turnout by channel,
    which is no result. `sheets_missing` were handed out and never returned; `late_sheets` were entered afterwards from
    the signed list; `sheets_denied` were never taken, by the word of whom they were entered for; `entered_absent` say
    that they were not there, though entered so; `uncounted` were in the room with a vote, and no channel counted them;
    `doubts` could turn a result that is neither certified nor annulled."""

    ballot: BallotView
    roll: str
    entitled: int
    aside: int
    off_base: int
    present: int | None
    annulled_because: str
    digest: str
    seed: str
    voted: Mapping[str, int]
    sample: Mapping[str, int]
    waits_for: tuple[Text, ...]
    sheets: Sheets | None = None  # of a box of paper that was counted
    sheets_missing: int = 0
    uncounted: int = 0
    doubts: tuple[Text, ...] = ()
    late_sheets: int = 0
    false_proxies: int = 0
    places_of_nobody: int = 0
    sheets_denied: int = 0
    entered_absent: int = 0
    absent: int = 0

    @property
    def may_vote(self) -> int:
        return self.entitled - self.aside - self.absent

    @property
    def turnout(self) -> int:
        return sum(self.voted.values())


@dataclass(frozen=True, slots=True)
class VoteCard:
    """A vote in a list."""

    key: int
    number: str
    question: Text
    opened_on: date
    open_since: datetime
    closes_at: datetime | None
    closed_at: datetime | None
    certified_on: date | None
    annulled_on: date | None
    about: Ref
    in_room: bool


def tally(vote: str) -> Tally | None:
    """The figures of a vote by its number: the only reader of them, for every page and every context.

    None while the vote is open, for everybody; while something is still to be counted, or to be confirmed by a third
    person (a part of the figures is no result); and for a vote that was annulled.
    """
    row = Vote.objects.select_related("roll").filter(number=vote, annulled_on=None, closed_at__isnull=False).first()
    if row is None or (row.certified_on is None and uncounted(row)):
        return None
    return figures_of(row)


def ballot_of(number: str) -> BallotView | None:
    """The ballot of one vote."""
    row = Vote.objects.select_related("roll").filter(number=number).first()
    return _ballot(row) if row else None


def _ballot(row: Vote) -> BallotView:
    choices = tuple(ChoiceView(one.key, Text(one.label_zh, one.label_en)) for one in row.choices.order_by("place"))
    return BallotView(
        key=row.pk, number=row.number, community=row.community_code, about=row.about,
        question=question_said(row.question),
        method=row.method, most=most_on_a_ballot(row, len(choices)), seats=row.seats, secret=row.secret,
        channels=tuple(row.channels), online_source=row.online_source, choices=choices, opened_on=row.opened_on,
        open_since=row.open_since, on_paper_at=row.opened_at if row.entered_at else None, closes_at=row.closes_at,
        closed_at=row.closed_at, certified_on=row.certified_on, annulled_on=row.annulled_on,
        in_room=row.in_room is not None, by_household=registry.of_households(row.roll.of),
        listed=row.closed_at is None and not breaches(can_be_listed(row, clock.now())),
        evening_over=row.closed_at is None and is_late(row, "roll_call", clock.now()),
        may_ask_hour=row.closed_at is None and changes_hands(row, kept(row)),
    )  # fmt: skip


def _may_have_proxies(row: Vote) -> bool:
    return row.in_room is not None or row.method in BY_SEATS


def held_open_until(number: str, at: datetime) -> date | None:
    """Until when a vote whose time is up is kept from its close, because people who were in the room are on no channel
    yet and can be entered from the signed list; None where nothing of the kind holds it."""
    row = Vote.objects.filter(number=number, closed_at=None, annulled_on=None).first()
    if row is None or row.in_room is None or (row.closes_at and row.closes_at > at):
        return None
    return entered_until(row) if breaches(all_entered(row, at)) else None


def vote_page(number: str) -> VoteView | None:
    """Everything public about one vote but its figures."""
    row = Vote.objects.select_related("roll").filter(number=number).first()
    if row is None:
        return None
    entitled = places.entitled(row)
    aside = entitled - places.voters(row) if row.aside else 0
    sheets = _sheets(row) if row.closed_at else None
    return VoteView(
        ballot=_ballot(row), roll=row.roll.number, entitled=entitled, aside=aside, off_base=len(row.off_base),
        present=row.present,
        annulled_because=row.annulled_because, digest=row.ballots_digest, seed=row.sample_seed,
        voted=turnout(row), sample=_sample(row), waits_for=tuple(uncounted(row)) if row.closed_at else (),
        sheets=sheets, sheets_missing=sheets.not_returned if sheets else 0,
        uncounted=places.uncounted_in_room(row) if row.closed_at else 0, doubts=_doubts(row),
        late_sheets=late_sheets(row), false_proxies=doubts.false_proxies(row) if _may_have_proxies(row) else 0,
        places_of_nobody=doubts.places_of_nobody(row) if row.in_room is not None else 0,
        sheets_denied=denied_sheets.number_denied(row), entered_absent=doubts.absent(row),
        absent=places.absent(row),
    )  # fmt: skip


def _sheets(vote: Vote) -> Sheets | None:
    """Where the printed sheets are, by the count."""
    if "paper" not in vote.channels:
        return None
    names = ("printed", "issued", "ballots", "spoiled", "unused", "not_returned")
    found = Count.objects.filter(vote=vote, channel="paper").values_list(*names).first()
    return Sheets(*found) if found else None


def _doubts(vote: Vote) -> tuple[Text, ...]:
    """What could turn the result; with the certificate it stands among its marks."""
    undecided = vote.closed_at is not None and vote.certified_on is None and vote.annulled_on is None
    return tuple(found.text for found in marks_of_doubts(vote)) if undecided else ()


def turnout(vote: Vote) -> dict[str, int]:
    """How many have voted so far, by channel: a count of marks, which say nothing of what was chosen."""
    rows = Mark.objects.filter(vote=vote, withdrawn_on=None).values_list("channel").order_by("channel")
    return dict(rows.annotate(number=Number("pk")))


def _sample(vote: Vote) -> dict[str, int]:
    """How many of the drawn gave which answer; an empty key for those who have not been asked."""
    if vote.closed_at is None:
        return {}
    return dict(Counter(sampling.answers(vote)))


def votes(community: str, before: int | None = None, limit: int = PAGE) -> list[VoteCard]:
    """The votes of a community, newest first, by key."""
    rows = Vote.objects.filter(community_code=community)
    return _cards(rows.filter(pk__lt=before) if before is not None else rows, limit)


def votes_with(community: str, word: str, limit: int = MOST_FOUND) -> list[VoteCard]:
    """The newest votes whose number or question contains the word."""
    rows = Vote.objects.filter(community_code=community)
    return _cards(rows.filter(Q(number__icontains=word) | Q(question__icontains=word)), limit)


def _cards(rows: "QuerySet[Vote]", limit: int) -> list[VoteCard]:
    return [
        VoteCard(
            row.pk, row.number, question_said(row.question), row.opened_on, row.open_since, row.closes_at,
            row.closed_at, row.certified_on, row.annulled_on, row.about, row.in_room is not None,
        )
        for row in rows.order_by("-pk")[:limit]
    ]  # fmt: skip


def grounds_borne_out(vote: str) -> dict[str, Text]:
    """The grounds on which a vote could be annulled now, in words."""
    found = borne_out(Vote.objects.get(number=vote))
    return {key: text for key, text in GROUNDS.items() if key in found}


def votes_about(about: Ref) -> list[str]:
    """The numbers of the votes on one thing, newest first."""
    rows = Vote.objects.filter(about_type=about.type, about_id=about.id).order_by("-pk")
    return list(rows.values_list("number", flat=True))


def marks_of_uncounted(vote: str) -> list[Finding]:
    """A mark where people were in the room with a vote, and no channel counted them."""
    return list(doubts.marks_of_uncounted(Vote.objects.get(number=vote)))


def marks_of_false_proxies(vote: str) -> list[Finding]:
    """The marks of votes that were cast by proxies that were not given."""
    return list(doubts.marks_of_false_proxies(Vote.objects.get(number=vote)))


def marks_of_denied_sheets(vote: str) -> list[Finding]:
    """The mark of sheets that were never taken, by the word of whom they were entered for."""
    return list(denied_sheets.marks_of_denied_sheets(Vote.objects.get(number=vote)))


def marks_of_the_dead(vote: str) -> list[Finding]:
    """The marks of votes that stand for people who had died before, and of such places that counted as filled."""
    return list(dead.marks_of_the_dead(Vote.objects.select_related("roll").get(number=vote)))


def marks_of_interested(vote: str, by: str, on: date) -> list[Finding]:
    """The mark of those who had a hand in a vote, whoever certifies it too, and are touched by what it decides."""
    return list(interested.marks_of_hands(Vote.objects.get(number=vote), by, on))


def marks_of_late(vote: str) -> list[Finding]:
    """The mark of a vote that was held on paper and entered later."""
    return doubts.marks_of_late(Vote.objects.get(number=vote))
