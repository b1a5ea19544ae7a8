"""Places on a roll of people who were registered long after the day from which they are said to live here."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from sunward.ballots.models import Roll, RollEntry
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

AT_ONCE = 500  # keys in one query: a database takes no more than so many parameters
LATE = Text(
    "截止日前的一年里，名册上有 {late} 人是补登记的"
    "（晚于规定的天数，或者首次编制名册、召集会议以后才成批导入）：{seen}。",
    "On the roll are people who were registered late in the year before its day (later than the rule lets it, or by a "
    "file after the first roll or the call of the meeting), {late}: {seen}.",
)


def marks_of_latecomers(roll: Roll, called_on: date | None = None) -> Iterator[Finding]:
    """A mark on the roll and on each vote by it, and no bar: many have long lived here and are registered late. Whom a
    file brings in once a first roll is frozen, or the meeting called, is among them."""
    late = registry.entered_late(roll.community_code, roll.record_date, in_use_since(roll, called_on))
    if not late:
        return
    by_house = registry.of_households(roll.of)
    seen_of = [(house if by_house else person, papers) for person, house, papers in late]
    there = standing_among(roll, {key for key, _ in seen_of})
    found = Counter(papers for key, papers in seen_of if key in there)
    if number := found.total():
        seen = registry.papers_said(found)
        text = Text(LATE.zh.format(late=number, seen=seen.zh), LATE.en.format(late=number, seen=seen.en))
        yield Finding("roll_entered_late", False, text, roll.source, actual=str(number))


def in_use_since(roll: Roll, called_on: date | None = None) -> date:
    """The day of the first roll of the community, or of the call of the meeting, if that was earlier."""
    rolls = Roll.objects.filter(community_code=roll.community_code).order_by("frozen_on")
    return min(called_on or roll.frozen_on, rolls.values_list("frozen_on", flat=True)[0])


def places_of(roll: Roll, people: Iterable[tuple[int, int | None]]) -> int:
    """How many places of some people stand; on a roll of households those of the homes (their rows) beside them."""
    by_house = registry.of_households(roll.of)
    return len(standing_among(roll, {key for pair in people if (key := pair[by_house]) is not None}))


def standing_among(roll: Roll, keys: Collection[int]) -> set[int]:
    """Those of some people, or households on a roll of households (their rows), whose place stands."""
    column = "household_id" if registry.of_households(roll.of) else "person_id"
    rows = RollEntry.objects.filter(roll=roll, struck_on=None)
    found: set[int] = set()
    wanted = sorted(keys)
    for first in range(0, len(wanted), AT_ONCE):
        some = wanted[first : first + AT_ONCE]
        found |= set(rows.filter(**{f"{column}__in": some}).values_list(column, flat=True))
    return found
