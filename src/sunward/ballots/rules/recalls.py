"""What the context above says of a recall that people ask for: whether a rule says how that post is recalled, and
whether one of the same appointment is unsettled."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from sunward.kernel.findings import Finding
from sunward.kernel.ports import Port


class Recalls(NamedTuple):
    """Of an appointment (its number, the community, a day) whether a rule says how its holder is recalled; of an
    appointment whether a recall of it waits for its end."""

    recallable: Callable[[str, str, date], Finding]
    unsettled: Callable[[str, date], bool]


RECALLS: Port[Recalls] = Port("who can be recalled")


def recallable(appointment: str, community: str, on: date) -> Finding:
    """Passed where a petition that is enough can be put to the vote."""
    return RECALLS.answer.recallable(appointment, community, on)


def waits(appointment: str, on: date) -> bool:
    """Whether a recall of it is under way."""
    return RECALLS.answer.unsettled(appointment, on)
