"""How many of a roll's places are of people who were registered, or came back, in the year before its day, and by how
many hands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from sunward.ballots.models import Roll, RollEntry
from sunward.ballots.roll.latecomers import in_use_since, standing_among
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

# No law says how long: a year, as for every other mark of what one hand alone has put in the register. A quarter would
# be waited out by whoever invents people.
LATELY = timedelta(days=366)
A_DAY = timedelta(days=1)
SAID = Text(
    "{places} 个名额中，有 {new} 个是 {since} 以后登记的，或者离开后又回来的，经手 {hands} 人，其中一人登记了 {most} 个"
    "（首次编制名册以前成批导入的不算）。",
    "Of {places} places {new} were registered since {since}, or came back after being away, by so many hands: {hands}; "
    "by one of them alone: {most}. Files that came in before the first roll are not counted.",
)
ADDED_NEW = Text(
    "名册固定当天或者以后才登记、又补进名册的有 {new} 个名额。",
    "Places that were added to the roll for people who were registered on the day it was frozen, or later: {new}.",
)


@dataclass(frozen=True, slots=True)
class Lately:
    """How many places were registered since a day, by how many, and how many by whoever registered most."""

    since: date
    new: int
    hands: int
    most: int

    def said(self, places: int) -> Text:
        return SAID.fill(places=places, new=self.new, since=self.since, hands=self.hands, most=self.most)


def registered_lately(roll: Roll, once_in_use: bool = False) -> Lately | None:
    """The figure for a roll, as its places stand now; None where nobody was. `once_in_use`: only of those who were
    registered after the first roll of the community was frozen, for until then everybody is new."""
    used, first, until = in_use_since(roll), roll.record_date - LATELY, _last_added(roll)
    since = max(first, used + A_DAY) if once_in_use else first
    if since > until:
        return None
    found = _by_hand(roll, since, until, max(first, used + A_DAY))
    new = len(frozenset[int]().union(*found.values()))
    hands = [len(places) for places in found.values() if places]
    return Lately(since, new, len(hands), max(hands)) if new else None


def _by_hand(roll: Roll, since: date, until: date, files_since: date) -> dict[str, frozenset[int]]:
    """The places (rows of people or households) that stand of whoever was registered from one day to another, by whose
    hand. A door is new where all who live there are, by however many hands: it counts for each who had a part in it,
    for two who take turns would else have entered none."""
    found = {by: set(rows) for by, rows in registry.registered_by_hand(roll.community_code, since, until).items()}
    for entry, by in registry.files_since(roll.community_code, files_since, until):
        found.setdefault(by, set()).update(registry.registered_by_entry(entry))
    people = frozenset[int]().union(*found.values())
    if not registry.of_households(roll.of):
        there = standing_among(roll, people)
        return {by: frozenset(rows & there) for by, rows in found.items()}
    homes = registry.homes_of_these_alone(people, roll.record_date)
    there = standing_among(roll, homes.keys())
    return {by: frozenset(home for home in there if homes[home] & rows) for by, rows in found.items()}


def _last_added(roll: Roll) -> date:
    """The day of the freeze, or of the last place that was added since: whoever was registered meanwhile is as new."""
    added = RollEntry.objects.filter(roll=roll, added_on__isnull=False).aggregate(last=Max("added_on"))["last"]
    return max(roll.frozen_on, added or roll.frozen_on)


def added_and_new(roll: Roll) -> int:
    """How many places stand added of people who were registered, or brought back, on the day of the freeze or since:
    whatever the register says of them now, hardly anybody could have read it then."""
    by_house = registry.of_households(roll.of)
    rows = RollEntry.objects.filter(roll=roll, struck_on=None, added_on__isnull=False)
    added = set(rows.values_list("household_id" if by_house else "person_id", flat=True))
    if not added:
        return 0
    found = _by_hand(roll, roll.frozen_on, _last_added(roll), roll.frozen_on)
    return len(added & frozenset[int]().union(*found.values()))


def marks_of_added(roll: Roll) -> Iterator[Finding]:
    """A mark on the roll and on each vote by it, and no bar: somebody may have been left out of register and roll."""
    if new := added_and_new(roll):
        yield Finding("roll_added_new", False, ADDED_NEW.fill(new=new), actual=str(new))
