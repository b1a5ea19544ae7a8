"""Who may read what of the registry: oneself, and the officers of one's community."""

from dataclasses import dataclass
from datetime import date

from sunward.kernel.refs import person_number
from sunward.registry.lineage import lineage_of
from sunward.registry.models import Appointment, Person


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who looks at names: the person's number, and the community whose officer the person is."""

    number: str = ""
    officer_of: str = ""

    def may_read(self, person: Person) -> bool:
        """Oneself, and as an officer the people of the own community."""
        return bool(self.number) and (
            person.number == self.number or (bool(self.officer_of) and person.community_code == self.officer_of)
        )


def reader(person: str | None, community: str | None, on: date) -> Reader:
    """What a reference (or nobody) may read in a community on this day."""
    if not person:
        return Reader()
    number = person_number(person)
    posts = Appointment.objects.on(on).filter(
        person__number=number, post__body__area__code__in=lineage_of(community or "")
    )
    return Reader(number, community if community and posts.exists() else "")
