"""The bases of acts: on the community itself, from which other contexts may derive, and of what is taken back about a
person."""

from typing import TypeVar

from sunward.kernel.acts import Act
from sunward.kernel.undoing import UndoneAtDesk
from sunward.registry.models import Community, Person
from sunward.registry.residence.stays import community_of_last_stay

Facts = TypeVar("Facts")


class ActOnCommunity(Act[Community, Facts]):
    """An act on the community as a whole: something is opened, published, entered in its books."""

    subject_type = "community"
    subject_model = Community
    subject_key = "code"

    @property
    def community(self) -> str:
        """The community's code."""
        return self.subject.code


class FollowsForPerson(Act[Person, Facts]):
    """What follows from something else about a person, and is granted to nobody. It is the business of where they
    live, or lived last."""

    kind = "report"
    subject_type = "person"
    subject_model = Person

    @classmethod
    def community_of(cls, subject: Person) -> str:
        """Where they live, or lived last."""
        return community_of_last_stay(subject)


class TakenBackOfPerson(FollowsForPerson[UndoneAtDesk]):
    """What follows from an upheld dispute about an entry on somebody."""

    facts_type = UndoneAtDesk
