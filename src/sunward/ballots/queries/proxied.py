"""The votes in which a proxy filled a place, for whoever knows what became of the proxy."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sunward.ballots.casting.proxied import is_of_proxy, kept
from sunward.ballots.models import FalseProxy, Mark, Vote
from sunward.ballots.queries.about import VoteOn, votes_on
from sunward.kernel.refs import Ref


def put_by_proxy(about: Sequence[Ref], entry: int, stay: int, came: datetime) -> list[VoteOn]:
    """The votes on some things that stand, and in which a proxy filled a place by one stay (its number, and since when)
    as they were put: whatever is entered of who came and went since."""
    put = [one for one in votes_on(*about) if one.annulled_on is None]
    rows = Vote.objects.filter(number__in=[one.number for one in put]) if put else ()
    there = {row.number for row in rows if _filled(row, entry, stay, came)}
    return [one for one in put if one.number in there]


def _filled(vote: Vote, entry: int, stay: int, came: datetime) -> bool:
    if vote.by_proxy is None:  # put by a release that did not keep it
        return came <= vote.opened_at and entry in (vote.in_room or ())
    found = kept(vote).get(entry)
    return found is not None and found.stay == stay


def voted_by_proxy(put: Sequence[VoteOn], entry: int) -> list[VoteOn]:
    """Those of such votes that have a vote of that proxy of which nobody has said yet that it was none."""
    marks = Mark.objects.filter(vote__number__in=[one.number for one in put], entry=entry, withdrawn_on=None)
    marks = marks.exclude(vote__in=FalseProxy.objects.filter(entry=entry).values("vote")).select_related("vote")
    voted = {mark.vote.number for mark in marks if mark.vote.by_proxy is None or is_of_proxy(mark.vote, mark)}
    return [one for one in put if one.number in voted]


def carried_in(about: Sequence[Ref], entries: Collection[int]) -> list[tuple[VoteOn, int]]:
    """The open votes on some things in which a proxy fills one of some places, with it."""
    now = {one.number: one for one in votes_on(*about) if one.closed_at is None and one.annulled_on is None}
    rows = Vote.objects.filter(number__in=now).order_by("pk") if now and entries else ()
    carried = ((row, place) for row in rows for place, one in kept(row).items() if one.still)
    return [(now[row.number], place) for row, place in carried if place in entries]
