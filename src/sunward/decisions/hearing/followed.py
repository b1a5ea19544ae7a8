"""A matter that is withdrawn and opened again under another number: who asked to be heard on it still does.

Otherwise a petition that enough signed would be got rid of with two clicks. What bears the same title is the same
question, whatever kind it is called. Titles are easily changed too, so else the kind decides; where it takes in a
matter that was another one, people are heard once more than they asked for. What changes both, they say themselves
(`decisions.carry_over`).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from sunward.ballots import queries as ballots
from sunward.ballots.acts import FollowFacts, FollowMatter
from sunward.decisions.hearing.asked import still_open
from sunward.decisions.models import Matter
from sunward.decisions.plan import Plans
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref
from sunward.meetings import queries as meetings
from sunward.meetings.queries import HearingCard

# Half a year. No law knows of it: shorter, a matter is soon opened anew without those who asked to be heard on it.
REOPENED_WITHIN = timedelta(days=183)


def brought_along(opened: Matter, on: date) -> Iterator[Consequence]:
    """What follows when a matter is opened: a petition that waits on a withdrawn one like it goes with it."""
    since = (on - REOPENED_WITHIN, on)
    rows = list(Matter.objects.filter(community_code=opened.community_code, withdrawn_on__range=since))
    for alike in (same_title, _same_kind):
        if ref := _waiting([row for row in rows if alike(row, opened)], on):
            yield Consequence(FollowMatter, ref, FollowFacts(matter=opened.number))
            return


def handed_on(withdrawn: Matter, on: date) -> Iterator[Consequence]:
    """What follows when a matter is withdrawn: its petition goes to the newest like it that was opened later."""
    ref = _waiting([withdrawn], on)
    if ref is None:
        return
    later = Matter.objects.filter(
        community_code=withdrawn.community_code, withdrawn_on=None, pk__gt=withdrawn.pk
    ).order_by("-pk")
    ranked = [row for alike in (same_title, _same_kind) for row in later if alike(withdrawn, row)]
    for matter in ranked:
        if not still_open(matter, "", on).breach and not ballots.hearing_asked(matter.community_code, matter.number):
            yield Consequence(FollowMatter, ref, FollowFacts(matter=matter.number))
            return


def same_title(one: Matter, other: Matter) -> bool:
    """However it was typed. No rule for hearings is asked of its kind: that would be the way out."""
    return ballots.same_words(one.title) == ballots.same_words(other.title)


def _same_kind(withdrawn: Matter, opened: Matter) -> bool:
    """Of a kind on which people are heard."""
    return withdrawn.kind == opened.kind and Plans().charter_of(opened).hearing_for(opened.kind) is not None


def _waiting(withdrawn: list[Matter], on: date) -> Ref | None:
    """One petition goes along, for one hearing is asked for at a time: the first that was reached, or the newest."""
    return next(iter(waits(withdrawn, on)), None)


def waits(withdrawn: list[Matter], on: date) -> list[Ref]:
    """The petitions that wait on matters of one community on which nobody was heard before they were withdrawn."""
    if not withdrawn:
        return []
    heard = {one.about for one in _held_on(withdrawn)}
    numbers = [row.number for row in withdrawn if row.ref not in heard]
    return ballots.hearings_waiting(withdrawn[0].community_code, numbers, on)


def _held_on(matters: list[Matter]) -> list[HearingCard]:
    """Whoever was heard before it was withdrawn need not be heard again; a hearing still to come heeds nobody."""
    cards = meetings.hearings_about(*(Ref("matter", row.number) for row in matters))
    return [one for one in cards if one.closed and one.in_order]
