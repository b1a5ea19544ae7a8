"""The base of every act whose subject is the community itself; what other contexts may derive from."""

from typing import TypeVar

from sunward.kernel.acts import Act
from sunward.registry.models import Community

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
