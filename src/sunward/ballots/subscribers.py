"""What ballots does when something happens below: a signature that was not somebody's wish no longer counts."""

from collections.abc import Iterator

from sunward.ballots.acts import SignPetition, VoidedFacts, VoidSignature
from sunward.disclosure.events import DeskActUndone
from sunward.kernel.acts import Consequence


def void_signature(event: DeskActUndone) -> Iterator[Consequence]:
    """The desk had signed a petition for somebody who did not want it."""
    if event.act == SignPetition.name:
        yield Consequence(VoidSignature, event.made, VoidedFacts(person=event.person))
