"""Capacities: what a person may do without holding any post. All of them are questions about a day."""

from datetime import date

from sunward.kernel import sql
from sunward.kernel.acts import CLOCK
from sunward.kernel.refs import person_number
from sunward.record import queries as record
from sunward.registry.models import ResidenceSpell
from sunward.registry.residence import voice

FOUNDER = "person:founder"  # the operator at the command line: nobody in the register, so no sign-in has it
OF_KIND = {"collective": "member", "party": "party_member"}  # what a membership in the register makes of somebody
OWNER = "owner"
# What somebody is by the register without living here; of several capacities they act in the first of all these.
BY_STANDING = ("member", "party_member", OWNER)
BELONGING = """
    SELECT held.kind FROM registry_membership held
    JOIN registry_person person ON person.id = held.person_id
    JOIN registry_community community ON community.id = held.community_id
    WHERE person.number = %s AND community.code = %s
      AND held.from_day <= %s AND (held.left_on IS NULL OR held.left_on > %s)
    UNION
    SELECT 'owner' FROM registry_ownership held
    JOIN registry_person person ON person.id = held.owner_id
    JOIN registry_household flat ON flat.id = held.household_id
    JOIN registry_community community ON community.id = flat.community_id
    WHERE person.number = %s AND community.code = %s
      AND held.from_day <= %s AND (held.left_on IS NULL OR held.left_on > %s)
"""
CAPACITIES = ("anyone", "resident", "voter", *BY_STANDING, "clock", "founder")


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
    """`anyone`, and of `resident`, `voter`, `member`, `party_member`, `owner` what the person is in this community on
    this day."""
    number = person_number(person)
    found = {"anyone"}
    spell = spell_of(number, community, on)
    if spell is not None and voice.resident(spell, community, on):
        found.add("resident")
        if voice.voter(spell, community, on):
            found.add("voter")
    belonging = sql.rows(BELONGING, [number, community, on, on] * 2)
    return frozenset(found | {OF_KIND.get(kind, kind) for (kind,) in belonging})


def spell_of(number: str, community: str, on: date) -> ResidenceSpell | None:
    """The residence of a person in the community that covers this day."""
    rows = ResidenceSpell.objects.on(on).filter(person__number=number, household__community__code=community)
    return rows.select_related("person", "began_with").first()
