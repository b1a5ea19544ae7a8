"""A petition that a clerk opened for somebody who did not want it."""

from datetime import date

from sunward.ballots.models import Petition
from sunward.ballots.roll.places import place_on


def disown(petition: Petition, person: str, on: date) -> None:
    """It counts as that person's no longer; where nobody else has signed it, it is none at all."""
    if petition.disowned_on is not None:
        return
    own = place_on(petition.roll, person)
    others = petition.signatures.filter(withdrawn_on=None).exclude(entry=own)
    petition.disowned_on = on
    petition.void_on = None if petition.reached_on or others.exists() else on
    petition.save(update_fields=["disowned_on", "void_on"])
