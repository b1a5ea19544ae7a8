"""A petition that a clerk opened for somebody who did not want it."""

from datetime import date

from sunward.ballots.models import Petition
from sunward.ballots.reaching import signature_of


def disown(petition: Petition, person: str, on: date) -> None:
    """It counts as that person's no longer; where nobody else has signed it, it is none at all."""
    if petition.disowned_on is not None:
        return
    petition.disowned_on = on
    petition.void_on = None if others_signed(petition, person) else on
    petition.save(update_fields=["disowned_on", "void_on"])


def others_signed(petition: Petition, person: str) -> bool:
    """Whether anybody else stands behind it."""
    others = petition.signatures.filter(withdrawn_on=None).exclude(pk__in=signature_of(petition, person))
    return petition.reached_on is not None or others.exists()
