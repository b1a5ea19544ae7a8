"""Who may read what of the registry: may this reader, which rows may this reader, who may."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
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


def of(viewer: Viewer) -> Reader:
    """What a viewer may read; the viewer's posts are those of today already."""
    return Reader(person_number(viewer.person or ""), viewer.community if viewer.posts else "")


def may_read(viewer: Viewer, person: Person) -> bool:
    """Whether the viewer may see this person's register entry unmasked."""
    return of(viewer).may_read(person)


def which(viewer: Viewer, people: QuerySet[Person]) -> QuerySet[Person]:
    """The people whose entries the viewer may see unmasked."""
    eyes = of(viewer)
    own = people.filter(number=eyes.number) if eyes.number else people.none()
    return people.filter(community_code=eyes.officer_of) | own if eyes.officer_of else own


def who(person: Person) -> Text:
    """Who may see this person's entry, in words."""
    del person
    return Text("本人，以及本社区的岗位人员", "the person, and the officers of this community")
