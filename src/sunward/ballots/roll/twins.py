"""Places on a roll that may be of one person: the same spelling of a name, the same day of birth."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from sunward.ballots.models import Roll, RollEntry
from sunward.kernel.findings import Finding
from sunward.kernel.spelling import same_spelling
from sunward.kernel.text import Text

TWICE = Text(
    "名册上有 {pairs} 个名额与另一个名额同名、同一天出生，可能是同一个人。",
    "Places that share a name and a day of birth with another, and may be the same person's: {pairs}.",
)


def twins_on(roll: Roll) -> int:
    """How many places stand beyond the first of each name and day of birth. Read day by day: a roll of a million is
    never in memory."""
    rows = RollEntry.objects.filter(roll=roll, by_household=False, struck_on=None, person__born_on__isnull=False)
    days = rows.order_by("person__born_on").values_list("person__born_on", "person__name").iterator()
    more = 0
    for _day, people in groupby(days, key=itemgetter(0)):
        names = [spelling for _, name in people if (spelling := same_spelling(name))]
        more += len(names) - len(set(names))
    return more


def has_twin(place: RollEntry, roll: Roll) -> bool:
    """Whether another place that stands on the roll has the name and the day of birth of this one."""
    person = place.person
    if place.by_household or person is None or person.born_on is None or not same_spelling(person.name):
        return False
    others = RollEntry.objects.filter(roll=roll, by_household=False, struck_on=None, person__born_on=person.born_on)
    names = others.exclude(pk=place.pk).values_list("person__name", flat=True)
    return any(same_spelling(name) == same_spelling(person.name) for name in names)


def marks_of_twins(roll: Roll) -> Iterator[Finding]:
    """A mark on the roll and on each vote by it; nothing when nobody stands twice."""
    if pairs := twins_on(roll):
        yield Finding("roll_once_each", False, TWICE.fill(pairs=pairs), roll.source, actual=str(pairs))
