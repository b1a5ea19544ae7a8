"""Places on the roll of a vote: whose they are, and whether somebody may vote from there.

A vote counts by its roll as it stood when it opened: a correction that came later does not touch it.
"""

from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from sunward.ballots.models import Correction, Mark, Roll, RollEntry, Vote
from sunward.registry import queries as registry

# Asked once for every vote that is cast, a hundred a second: in plain SQL, which costs a third of building the query.
# The state before the first later correction is the opposite of what that correction made.
OWN = """
    SELECT entry.* FROM ballots_rollentry entry JOIN registry_person person ON person.id = entry.person_id
    WHERE entry.roll_id = %s AND person.number = %s AND NOT entry.by_household
      AND COALESCE(
        (SELECT later.change FROM ballots_correction later
         WHERE later.place_id = entry.id AND later.corrected_at > %s ORDER BY later.corrected_at, later.id LIMIT 1),
        CASE WHEN entry.struck_on IS NULL THEN 'strike' ELSE 'add' END) = 'strike'
"""
STANDING = "SELECT * FROM ballots_mark WHERE vote_id = %s AND entry_id = %s AND withdrawn_on IS NULL"


def entries_at(roll: Roll, at: datetime) -> "QuerySet[RollEntry]":
    """The places that stood on a roll at a moment, such as the opening of a vote.

    The state before a correction is the opposite of what the correction made.
    """
    later = Correction.objects.filter(place=OuterRef("pk"), corrected_at__gt=at).order_by("corrected_at", "pk")
    rows = RollEntry.objects.filter(roll=roll).annotate(undone=Subquery(later.values("change")[:1]))
    return rows.filter(Q(undone="strike") | Q(undone=None, struck_on=None))


def entries_of(vote: Vote) -> "QuerySet[RollEntry]":
    """The places that count for a vote, whoever stepped aside included."""
    return entries_at(vote.roll, vote.opened_at)


def entitled(vote: Vote) -> int:
    """How many count for this question: the roll, less those whom a rule takes out of the base."""
    return entries_of(vote).exclude(pk__in=vote.off_base).count()


def voters(vote: Vote) -> int:
    """How many may vote on this question: those who count, less those who stepped aside and stay in the base."""
    return entries_of(vote).exclude(pk__in=[*vote.off_base, *vote.aside]).count()


def place_of(vote: Vote, person: str) -> RollEntry | None:
    """Somebody's place on the roll of a vote: their own, or that of the household in which they lived, of age, on the
    record date. None for nobody's person (`person:<number>`), and for whoever was struck."""
    asked = [vote.roll_id, person.removeprefix("person:"), vote.opened_at]
    own = next(iter(RollEntry.objects.raw(OWN, asked)), None)
    if own is not None:
        return own
    house = registry.household_of_adult(person, vote.community_code, vote.roll.record_date)
    return entries_of(vote).filter(household_id=house, by_household=True).first() if house else None


def entry_of(vote: Vote, key: int) -> RollEntry | None:
    """The place on the roll of a vote with this number of its row."""
    return entries_of(vote).filter(pk=key).first()


def may_vote(vote: Vote, entry: RollEntry) -> bool:
    """Whether the place is one of those that decide: who stepped aside or is out of the base does not."""
    return entry.pk not in vote.off_base and entry.pk not in vote.aside


def mark_of(vote: Vote, entry: RollEntry) -> Mark | None:
    """The mark that stands at a place: it has voted, or holds a sheet of paper."""
    return next(iter(Mark.objects.raw(STANDING, [vote.pk, entry.pk])), None)
