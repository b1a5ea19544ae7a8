"""Places of people under age on a roll that leaves nobody out for it: of a body by its posts, of a party, of owners."""

from collections.abc import Iterator

from sunward.ballots.models import Roll, RollEntry
from sunward.ballots.roll.everybody import BY_RESIDENCE
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

MINORS = Text(
    "注意：按登记簿里的出生日期，名册上有 {number} 人未成年。",
    "Alert: by the days of birth in the register so many on the roll are under age: {number}.",
)


def marks_of_minors(roll: Roll) -> Iterator[Finding]:
    """A mark and no bar: a day of birth can be mistyped, and for an owner under age a guardian comes. Rolls by
    residence leave children out; nothing is asked of them."""
    if roll.of in BY_RESIDENCE:
        return
    people = RollEntry.objects.filter(roll=roll, struck_on=None, person__isnull=False).values("person")
    if number := registry.minors_among(people, roll.community_code, roll.record_date):
        yield Finding("roll_minors", False, MINORS.fill(number=number), roll.source, actual=str(number))
