"""Places on the roll of a vote: whose they are, and whether somebody may vote from there."""

from datetime import date

from django.db.models import Q, QuerySet

from sunward.ballots.models import Mark, Roll, RollEntry, Vote
from sunward.kernel import clock
from sunward.registry import queries as registry

# Asked once for every vote that is cast, a hundred a second: in plain SQL, which costs a third of building the query.
OWN = """
    SELECT entry.* FROM ballots_rollentry entry JOIN registry_person person ON person.id = entry.person_id
    WHERE entry.roll_id = %s AND person.number = %s AND NOT entry.by_household
      AND (entry.added_on IS NULL OR entry.added_on <= %s) AND (entry.struck_on IS NULL OR entry.struck_on > %s)
"""
STANDING = "SELECT * FROM ballots_mark WHERE vote_id = %s AND entry_id = %s AND withdrawn_on IS NULL"


def entries_on(roll: Roll, on: date) -> "QuerySet[RollEntry]":
    """The entries that stand on a roll on a day: added by then, not struck by then."""
    added = Q(added_on__isnull=True) | Q(added_on__lte=on)
    return RollEntry.objects.filter(added, Q(struck_on__isnull=True) | Q(struck_on__gt=on), roll=roll)


def counted_on(vote: Vote) -> date:
    """The day whose roll counts for a vote: that of its close, or today."""
    return clock.civil_day(vote.closed_at) if vote.closed_at else clock.today()


def entitled(vote: Vote) -> int:
    """How many count for this question: the roll, less those whom a rule takes out of the base."""
    return entries_on(vote.roll, counted_on(vote)).exclude(pk__in=vote.off_base).count()


def place_of(vote: Vote, person: str, on: date) -> RollEntry | None:
    """Somebody's place on the roll of a vote: their own, or that of the household in which they live and are of
    age. None for nobody's person (`person:<number>`), and for whoever was struck."""
    number = person.removeprefix("person:")
    own = next(iter(RollEntry.objects.raw(OWN, [vote.roll_id, number, on, on])), None)
    if own is not None:
        return own
    house = registry.household_of_adult(person, vote.community_code, on)
    return entries_on(vote.roll, on).filter(household_id=house, by_household=True).first() if house else None


def entry_of(vote: Vote, key: int, on: date) -> RollEntry | None:
    """The place on the roll of a vote with this number of its row."""
    return entries_on(vote.roll, on).filter(pk=key).first()


def may_vote(vote: Vote, entry: RollEntry) -> bool:
    """Whether the place is one of those that decide: who stepped aside or is out of the base does not."""
    return entry.pk not in vote.off_base and entry.pk not in vote.aside


def mark_of(vote: Vote, entry: RollEntry) -> Mark | None:
    """The mark that stands at a place: it has voted, or holds a sheet of paper."""
    return next(iter(Mark.objects.raw(STANDING, [vote.pk, entry.pk])), None)
