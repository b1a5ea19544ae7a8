"""Places of people who have died, on a roll that was frozen before: they keep it until somebody strikes them. Only a
death that stands in the register with its certificate is asked for; one that was entered wrongly goes with its answer,
and until then it is said how many dispute it, and how many the register has living somewhere since."""

from collections.abc import Iterable, Iterator
from datetime import date

from sunward.ballots.models import Roll, RollEntry
from sunward.disclosure import queries as disclosure
from sunward.kernel.findings import Finding
from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.registry import queries as registry

Deaths = dict[str, registry.Death]
OF_DEAD = Text(
    "注意：名册上有 {number} 个名额的人，登记簿里有证明，已经去世；可以凭这一条从名册上划去。",
    "Alert: places on the roll of people of whom the register says, by a certificate, that they have died: {number}. "
    "They can be struck from it for that.",
)
SIGNED = Text(
    "注意：登记这些签名以前，登记簿里有证明，其中 {number} 人已经去世；这些签名照样计入，是不是生前签的，看纸上。",
    "Alert: of those who sign so many had died before this was entered, as the register says by a certificate: "
    "{number}. Their signatures count all the same; whether they signed while they lived the paper shows.",
)
DISPUTED = Text(
    "其中 {disputed} 人对这样登记有异议，还没有答复。", "Of them dispute it, without an answer yet: {disputed}."
)
LIVING = Text(
    "其中 {living} 人在登记簿里后来又登记了居住：两条登记有一条不对；如果是去世登记错了，请本人对那一条提出异议。",
    "Of them the register has living somewhere since: {living}. One of the two entries is wrong; if it is the death, "
    "whoever it names disputes that entry.",
)


def deaths_of(roll: Roll) -> Deaths:
    """Who died since a roll's day, or is known to have died since. One query."""
    return registry.deaths_since(roll.record_date)


def before(deaths: Deaths, day: date) -> Deaths:
    """Those who were dead when a day began; on their last day they may have come, or signed."""
    return {person: death for person, death in deaths.items() if death.day < day}


def marks_of_dead_places(roll: Roll) -> Iterator[Finding]:
    """A mark on the roll and on each vote by it, and no bar: somebody has to strike them. Behind a door others vote."""
    if registry.of_households(roll.of):
        return
    deaths = deaths_of(roll)
    rows = RollEntry.objects.filter(roll=roll, struck_on=None, by_household=False, person__number__in=numbers(deaths))
    found = [f"person:{number}" for number in rows.values_list("person__number", flat=True)] if deaths else []
    if found:
        yield Finding("roll_of_the_dead", False, said_of(OF_DEAD, found, deaths), roll.source, actual=str(len(found)))


def marks_of_dead_signers(roll: Roll, people: Iterable[str], day: date) -> Iterator[Finding]:
    """A mark on what is entered for others: the sheet may have been signed before."""
    deaths = before(deaths_of(roll), day)
    if found := [one for one in people if one in deaths]:
        yield Finding("signed_by_the_dead", False, said_of(SIGNED, found, deaths), actual=str(len(found)))


def said_of(text: Text, people: list[str], deaths: Deaths) -> Text:
    """How many, of how many of them it is disputed, and how many live somewhere since by the same register."""
    waiting = disclosure.contested_among({deaths[one].entry for one in people})
    disputed = sum(deaths[one].entry in waiting for one in people)
    living = sum(deaths[one].living_since for one in people)
    parts = [text.fill(number=len(people))]
    parts += [DISPUTED.fill(disputed=disputed)] if disputed else []
    parts += [LIVING.fill(living=living)] if living else []
    return Text("".join(one.zh for one in parts), " ".join(one.en for one in parts))


def deaths_before(roll: int | None, day: date) -> frozenset[str]:
    """Who (`person:<number>`) had died before a day, as far as a roll (by its row) may have them still; no roll has
    nobody."""
    row = Roll.objects.filter(pk=roll).first() if roll else None
    return frozenset(before(deaths_of(row), day)) if row else frozenset()


def numbers(deaths: Deaths) -> list[str]:
    return [person_number(one) for one in deaths]
