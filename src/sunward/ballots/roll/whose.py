"""Whose a roll is, wherever they live: whoever stands on it, or is by the register what it counts."""

from collections.abc import Collection

from sunward.ballots.models import Roll
from sunward.ballots.roll import readers
from sunward.ballots.roll.places import place_on
from sunward.kernel.refs import Ref


def is_theirs(about: Ref, person: str, own: Collection[str]) -> bool:
    """Whether the roll, or that of the petition, is one of theirs in these capacities, struck or left off as they may
    be."""
    named = {"number": about.id} if about.type == "roll" else {"petitions__number": about.id}
    roll = Roll.objects.filter(**named).first()
    if roll is None:
        return False
    return not set(readers.capacities(roll.of)).isdisjoint(own) or place_on(roll, person) is not None
