"""The base of every act whose subject is a petition; what other contexts may derive from."""

from typing import TypeVar

from sunward.ballots.models import Petition
from sunward.kernel.acts import Act

Facts = TypeVar("Facts")


class ActOnPetition(Act[Petition, Facts]):
    """An act on a petition: it is signed, counted, heeded."""

    subject_type = "petition"
    subject_model = Petition
