"""Who is on a roll, or is not, only since the register was corrected by the word of whoever entered it."""

from collections.abc import Iterator

from sunward.ballots.models import Roll, RollEntry
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

CORRECTED = Text(
    "截止日前的一年里，有人更正了人员登记（出生日期、证件或者居住身份），没有本人签字，也没有材料："
    "因此在名册上的 {on} 人，因此不在名册上的 {off} 人。",
    "In the year before its day entries of people were corrected (day of birth, papers or status) without their "
    "signature or papers. On the roll by it: {on}. Kept off it: {off}.",
)


RENAMED = Text(
    "注意：名册上有 {number} 人的姓名，只凭经办人登记改过，没有本人签字，也没有材料。",
    "Alert: {number} people on this roll bear a name that was corrected without their signature or papers.",
)


def marks_of_corrected(roll: Roll) -> Iterator[Finding]:
    """A mark on the roll and on each vote by it, and no bar: a day of birth may really have been typed wrongly."""
    found = registry.swayed(roll.community_code, roll.record_date)
    on, off = _standing(roll, found.given), len(found.taken) - _standing(roll, found.taken)
    if on or off:
        text = Text(CORRECTED.zh.format(on=on, off=off), CORRECTED.en.format(on=on, off=off))
        yield Finding("roll_corrected_persons", False, text, roll.source, actual=str(on + off))
    if number := _called_otherwise(roll, found.renamed):
        yield Finding("roll_renamed", False, RENAMED.fill(number=number), roll.source, actual=str(number))


def _called_otherwise(roll: Roll, people: frozenset[int]) -> int:
    """How many of the roll; before its freeze or after, for its page tells the name of today."""
    return RollEntry.objects.filter(roll=roll, struck_on=None, person__in=people).count() if people else 0


def _standing(roll: Roll, people: frozenset[tuple[int, int | None]]) -> int:
    places = RollEntry.objects.filter(roll=roll, struck_on=None)
    if registry.of_households(roll.of):
        return places.filter(household__in=[home for _, home in people if home]).count()
    return places.filter(person__in=[person for person, _ in people]).count()
