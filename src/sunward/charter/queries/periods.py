"""How long something may take, by the parameters and the powers of the rule books."""

from dataclasses import dataclass
from datetime import date

from sunward.charter import engine
from sunward.charter.deadlines import day_after
from sunward.charter.queries.in_force import NoCharter, charter_of
from sunward.registry.ports import Due


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time set by parameter, and the article that sets it: empty where no rule book does."""

    length: engine.Duration
    source: str


def period(community: str, key: str, on: date, default: int = 0) -> Period:
    """The same as `days`, with its source: whoever measures by it cites this article and no other."""
    parameter = charter_of(community, on).parameters.get(key)
    if parameter is None or not isinstance(parameter.value, engine.Duration):
        return Period(engine.Duration(default), "")
    return Period(parameter.value, parameter.source)


def days(community: str, key: str, on: date, default: int) -> engine.Duration:
    """A length of time set by parameter, civil or working days; `default` civil days when no rule book sets it."""
    return period(community, key, on, default).length


def due(power: str, community: str, happened_on: date, on: date) -> Due | None:
    """Port of the registry: the last day on which something is entered in time, by the power's own days."""
    found = charter_of(community, on).powers.get(power)
    return Due(day_after(happened_on, found.within), found.source) if found and found.within else None


def done_by(act: str, community: str, happened_on: date) -> date | None:
    """The last day on which an act is done in time, by its power in the rules of the day on which happened what it
    follows: a later change wipes nothing that is owed. None where no rule book gave days."""
    try:
        powers = charter_of(community, happened_on).powers.values()
    except NoCharter:
        return None
    days_given = [power.within for power in powers if power.act == act and power.within]
    return min((day_after(happened_on, within) for within in days_given), default=None)
