"""Of two people who may be one: which was registered later."""

from datetime import date

from sunward.registry.models import ResidenceSpell


def is_the_later(row: int, other: int, community: str) -> bool:
    """Whether the first of two people (their rows, which are numbered as people are registered) came into the register
    after the other, and has not lived in a community longer. A stay that was entered late counts from its entry: a day
    that is set back makes nobody the older."""
    return row > other and _since(row, community) >= _since(other, community)


def _since(row: int, community: str) -> date:
    stays = ResidenceSpell.objects.filter(person_id=row, household__community__code=community)
    return min((late or since for since, late in stays.values_list("from_day", "late_on")), default=date.max)
