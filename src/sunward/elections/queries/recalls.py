"""Recalls and handovers for pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sunward.ballots import queries as ballots
from sunward.ballots.queries import VoteOn
from sunward.ballots.rules.tally import Tally
from sunward.elections.book import name_of_post, rules_of_election, rules_of_recall, whose_recall
from sunward.elections.counting.results import fell_through, recalled
from sunward.elections.models import Election, Handover, Recall
from sunward.elections.office.leftovers import receiving
from sunward.elections.polling.hours import hours_of
from sunward.elections.queries.unsettled import recalls_to_call
from sunward.elections.words import THINGS
from sunward.kernel import clock
from sunward.kernel.memo import remembering
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

PAGE = 50


@dataclass(frozen=True, slots=True)
class RecallCard:
    """A recall in a list; `whose` is the post with the name. Not `ruled`: no rule says how the post is recalled, and
    nobody can call the vote."""

    key: int
    number: str
    post: Text
    whose: Text
    person: str
    asked_on: date
    due_on: date | None
    called_on: date | None
    voting_day: date | None
    declared_on: date | None
    certified: bool
    fell_through: bool
    ruled: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a defence that stand on the page no longer: others took their place, or they were not theirs."""

    words: str
    said_on: date
    void_on: date | None


@dataclass(frozen=True, slots=True)
class RecallPage:
    """A recall with its petition, defence, vote and result; `recalled` is None while there is none declared. `stands`
    when its vote is certified as well: the office ends then, and not before."""

    card: RecallCard
    ref: Ref
    petition: str
    reasons: str
    signed: int
    needed: int
    entitled: int
    called_by: str
    places: str
    hours: str
    roll: str
    defence: str
    defended_on: date | None
    said_before: tuple[Said, ...]
    vote: str
    tally: Tally | None
    recalled: bool | None
    stands: bool
    source: str


@dataclass(frozen=True, slots=True)
class HandoverView:
    """One thing owed."""

    key: int
    ref: Ref
    post: Text
    thing: Text
    giver: str
    receivers: tuple[str, ...]
    receiver_post: Text
    due_on: date
    confirmed_on: date | None
    listed: str
    photograph: str
    given_on: date | None
    given_photograph: str
    witnessed_on: date | None
    missing_on: date | None
    missing: str
    source: str


def recalls(community: str, limit: int = PAGE) -> list[RecallCard]:
    """The recalls of a community, newest first."""
    rows = Recall.objects.filter(community_code=community).select_related("person", "petition")
    with remembering():
        found = list(rows.order_by("-id")[:limit])
        votes = ballots.votes_on(*(row.ref for row in found))
        return [_card(row, [one for one in votes if one.about == row.ref]) for row in found]


@dataclass(frozen=True, slots=True)
class Asked:
    """A recall that enough have asked for, and whose vote is still to be called: of whom, and by which day."""

    number: str
    whose: Text
    by: date | None


def recalls_asked(community: str, on: date) -> list[Asked]:
    """It asks nothing that what is overdue does not ask, on a page that remembers it, while there is none."""
    return [Asked(row.number, whose_recall(row), row.owed_by) for row in recalls_to_call(community, on)]


def recall_by_petition(petition: str, community: str) -> RecallCard | None:
    """The recall that a petition began; None when it began none."""
    row = (
        Recall.objects.filter(petition__number=petition, community_code=community)
        .select_related("person", "petition")
        .first()
    )
    return _card(row, ballots.votes_on(row.ref)) if row else None


def _card(row: Recall, votes: Sequence[VoteOn]) -> RecallCard:
    standing = [one for one in votes if one.stands]
    return RecallCard(
        row.pk, row.number, name_of_post(row.post, row.community_code), whose_recall(row), str(row.person),
        row.asked_on, row.owed_by, row.called_on, row.voting_day, row.declared_on if standing else None,
        bool(standing) and standing[-1].certified_on is not None, fell_through(row, votes, clock.today()),
        rules_of_recall(row).recall is not None,
    )  # fmt: skip


def recall(number: str, community: str) -> RecallPage | None:
    """One recall of a community."""
    rows = Recall.objects.select_related("person", "petition", "roll")
    row = rows.filter(number=number, community_code=community).first()
    signed = ballots.petition_signed(community, row.petition.number) if row else None
    if row is None or signed is None:
        return None
    rules, votes = rules_of_recall(row), ballots.standing_votes(row.ref)
    declared = row.declared_on is not None and bool(votes)
    return RecallPage(
        card=_card(row, votes), ref=row.ref, petition=row.petition.number, reasons=row.petition.text,
        signed=signed.signed,
        needed=row.petition.needed, entitled=signed.entitled, called_by=row.called_by_post, places=row.places,
        hours=str(hours_of(row) or ""),
        roll=row.roll.number if row.roll else "", defence=row.defence, defended_on=row.defended_on,
        said_before=_said_before(row),
        vote=votes[-1].number if votes else "", tally=ballots.tally(votes[-1].number) if declared and votes else None,
        recalled=recalled(row, rules) if declared else None,
        stands=declared and votes[-1].certified_on is not None, source=rules.recall.source if rules.recall else "",
    )  # fmt: skip


def _said_before(row: Recall) -> tuple[Said, ...]:
    """All but those that stand, the oldest first. One query."""
    found = list(row.defences.order_by("id"))
    stands = next((one for one in reversed(found) if one.void_on is None), None)
    return tuple(Said(one.words, one.said_on, one.void_on) for one in found if one is not stands)


def handovers(community: str, before_key: int | None = None, limit: int = PAGE) -> list[HandoverView]:
    """What is owed and what has come, newest first, by key."""
    rows = Handover.objects.filter(community_code=community, void_on=None).select_related("giver", "receiver")
    if before_key is not None:
        rows = rows.filter(pk__lt=before_key)
    with remembering():
        return [_handover(row) for row in rows.order_by("-id")[:limit]]


def handover(number: str) -> HandoverView | None:
    """One thing owed, or come, by its number."""
    row = Handover.objects.select_related("giver", "receiver").filter(number=number).first()
    return _handover(row) if row else None


def _handover(row: Handover) -> HandoverView:
    code = row.community_code
    people, to = receiving(row, clock.today())
    if row.confirmed_on:  # who received it stays who it was
        people, to = (str(row.receiver),) if row.receiver else (), row.receiver_post
    return HandoverView(
        key=row.pk, ref=row.ref, post=name_of_post(row.post, code), thing=THINGS[row.thing], giver=str(row.giver),
        receivers=people, receiver_post=name_of_post(to, code),
        given_on=row.given_on, given_photograph=row.given_photograph_sha256, witnessed_on=row.witnessed_on,
        due_on=row.due_on, confirmed_on=row.confirmed_on, listed=row.listed, photograph=row.photograph_sha256,
        missing_on=row.missing_on, missing=row.missing, source=row.source,
    )  # fmt: skip


def voters_of(subject: Ref) -> tuple[str, str]:
    """Of which body, and in which class, the roll of an election or of a recall's vote has to be; empty for no rule."""
    if subject.type == "recall":
        row = Recall.objects.filter(number=subject.id).first()
        rules = rules_of_recall(row) if row else None
    else:
        found = Election.objects.filter(number=subject.id).first()
        rules = rules_of_election(found) if found else None
    return (rules.voters.roll, rules.voters.of) if rules and rules.voters else ("", "")
