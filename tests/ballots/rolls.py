"""Scenes of rolls: somebody arrives, a roll is frozen, somebody corrects it."""

from datetime import date
from typing import Any

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll, RollEntry
from sunward.kernel.acts import Done
from tests.money.cases import act
from tests.stage import CLERK, DIRECTOR, here

GROWN = date(1980, 5, 1)


def arrives(name: str, door: str, **facts: Any) -> str:
    given = {"papers": "identity_card", "status": "registered", "born_on": GROWN, "from_day": date(2026, 1, 5)}
    return str(act("registry.register_arrival", CLERK, here(), name=name, door=door, **(given | facts)).result)


def freeze(body: str = "residents_assembly", **facts: Any) -> Roll:
    done = act("ballots.freeze_roll", DIRECTOR, here(), body=body, **facts)
    assert done.result
    return Roll.objects.get(number=done.result.id)


def people_on(roll: Roll) -> set[str]:
    rows = RollEntry.objects.filter(roll=roll, struck_on=None, by_household=False)
    return {f"person:{number}" for number in rows.values_list("person__number", flat=True)}


def correct(roll: Roll, who: str, change: str, **facts: Any) -> Done:
    return act("ballots.correct_roll", CLERK, roll.ref, who=who, change=change, **({"reason": "left_out"} | facts))


def breaches(done: Done) -> set[str]:
    return {found.rule for found in done.entry.findings if found.breach}


def marks(roll: Roll) -> dict[str, str]:
    """What a roll is marked with, and how many it is."""
    return {one.rule: one.actual for one in ballots.marks_of_roll(roll.pk)}
