"""Capacities: what a person may do without holding any post. All of them are questions about a day."""

from datetime import date

from sunward.kernel.acts import CLOCK
from sunward.kernel.refs import person_number
from sunward.record import queries as record
from sunward.registry.models import Membership, ResidenceSpell
from sunward.registry.residence import voice

FOUNDER = "person:founder"  # the operator at the command line: nobody in the register, so no sign-in has it
OF_KIND = {"collective": "member", "party": "party_member"}  # what a membership in the register makes of somebody
CAPACITIES = ("anyone", "resident", "voter", "member", "party_member", "clock", "founder")


def has_capacity(person: str, capacity: str, community: str, on: date) -> bool:
    """Whether `person:<number>` (or the clock) has this capacity in the community on this civil day."""
    if CLOCK in {capacity, person}:
        return person == capacity
    if capacity == "anyone":
        return True
    if capacity == "founder":
        return person == FOUNDER and not record.journal(community, limit=1)
    return capacity in capacities_of(person, community, on)


def capacities_of(person: str, community: str, on: date) -> frozenset[str]:
    """`anyone`, and of `resident`, `voter`, `member`, `party_member` what the person is in this community on this
    day."""
    number = person_number(person)
    found = {"anyone"}
    spell = spell_of(number, community, on)
    if spell is not None and voice.resident(spell, community, on):
        found.add("resident")
        if voice.voter(spell, community, on):
            found.add("voter")
    members = Membership.objects.on(on).filter(person__number=number, community__code=community)
    return frozenset(found | {OF_KIND[kind] for kind in members.values_list("kind", flat=True)})


def spell_of(number: str, community: str, on: date) -> ResidenceSpell | None:
    """The residence of a person in the community that covers this day."""
    rows = ResidenceSpell.objects.on(on).filter(person__number=number, household__community__code=community)
    return rows.select_related("person", "began_with").first()
