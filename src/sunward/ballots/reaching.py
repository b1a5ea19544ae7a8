"""When a petition has enough: counted, never typed, and announced once."""

from datetime import date

from sunward.ballots.events import PetitionReached
from sunward.ballots.models import Petition, Signature


def signed(petition: Petition) -> int:
    """How many signatures count: those not withdrawn. The place stood on the roll when each was given; a correction
    that came later takes nobody's signature away."""
    return Signature.objects.filter(petition=petition, withdrawn_on=None).count()


def reached(petition: Petition, on: date) -> list[PetitionReached]:
    """The event for the signature that was enough; none for every later one, whoever comes at the same moment."""
    if signed(petition) < petition.needed:
        return []
    if not Petition.objects.filter(pk=petition.pk, reached_on=None).update(reached_on=on):
        return []
    return [PetitionReached(petition.community_code, petition.number, petition.purpose, petition.asks_for, on)]
