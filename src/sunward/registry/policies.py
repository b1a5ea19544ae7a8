"""Who may read what of the registry: oneself, and the officers of the community where one lives."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sunward.kernel.refs import person_number
from sunward.registry.lineage import lineage_of
from sunward.registry.models import Appointment, Person, ResidenceSpell


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who looks at names: the person's number, and the community whose officer the person is."""

    number: str = ""
    officer_of: str = ""

    def may_read(self, person: Person, home: str) -> bool:
        """Oneself, and as an officer the people of the own community; `home` is theirs, by `homes_of`.

        Whoever has moved is of the community where they live now. The one where they lived before reads of them what
        was posted, for as long as the audience of its catalogue says, and nothing here.
        """
        return bool(self.number) and (
            person.number == self.number or (bool(self.officer_of) and home == self.officer_of)
        )


def homes_of(people: Collection[Person], on: date) -> dict[str, str]:
    """The community in which each lives on a day, by number; of whoever has left and lives nowhere, the last, where
    their departure can still be wrong. Who never lived anywhere, such as an owner from elsewhere, is of the community
    that registered them. One query."""
    begun = ResidenceSpell.objects.filter(person__in=[one.pk for one in people], from_day__lte=on)
    rows = begun.order_by("from_day", "pk").values_list("person__number", "household__community__code")
    return {one.number: one.community_code for one in people} | dict(rows)


def reader(person: str | None, community: str | None, on: date) -> Reader:
    """What a reference (or nobody) may read in a community on this day."""
    if not person:
        return Reader()
    number = person_number(person)
    posts = Appointment.objects.on(on).filter(
        person__number=number, post__body__area__code__in=lineage_of(community or "")
    )
    return Reader(number, community if community and posts.exists() else "")
