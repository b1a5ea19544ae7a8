"""Signatures, and when a petition has enough: counted, never typed, and announced once."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from sunward.ballots.events import PetitionReached
from sunward.ballots.models import EarlierSignature, Petition, RollEntry, Signature
from sunward.ballots.roll.places import place_on
from sunward.kernel.refs import person_number
from sunward.registry import queries as registry


def signed(petition: Petition) -> int:
    """How many signatures count: those not withdrawn. The place stood on the roll when each was given; a correction
    that came later takes nobody's signature away."""
    return Signature.objects.filter(petition=petition, withdrawn_on=None).count()


def have_signed(petition: Petition, places: Iterable[RollEntry]) -> frozenset[int]:
    """Which of these places have a signature that stands; one that was withdrawn or voided can be given anew."""
    rows = Signature.objects.filter(petition=petition, entry__in=list(places), withdrawn_on=None)
    return frozenset(rows.values_list("entry_id", flat=True))


def have_come(petition: Petition, people: Iterable[str]) -> frozenset[str]:
    """Which of some people gave a signature that stands for a household, whichever it is: they sign for one."""
    rows = Signature.objects.filter(petition=petition, withdrawn_on=None)
    numbers = rows.filter(came__number__in=[person_number(one) for one in people]).values_list(
        "came__number", flat=True
    )
    return frozenset(f"person:{number}" for number in numbers)


def signature_of(petition: Petition, person: str) -> "QuerySet[Signature]":
    """The signature that stands and is somebody's: that of whichever household they came for; of older ones, of which
    nobody knows who came, and of a place of their own that of the place for which they come."""
    place, number = place_on(petition.roll, person), person_number(person)
    theirs = Q(came__number=number) | Q(came=None, entry=place)
    standing = Signature.objects.filter(theirs, petition=petition, withdrawn_on=None)
    came = dict(standing.values_list("pk", "came__number"))
    own = [key for key, who in came.items() if who == number] or list(came)
    return Signature.objects.filter(pk__in=own, withdrawn_on=None)


def have_denied(petition: Petition, people: Mapping[RollEntry, Iterable[str]]) -> frozenset[str]:
    """Which of those who come for some places have said once that they never signed: no sheet of paper signs for them
    any more. Of one that was denied by nobody knows whom of a household, all of it."""
    now = Signature.objects.filter(petition=petition).exclude(denied_on=None)
    before = EarlierSignature.objects.filter(signature__petition=petition).exclude(denied_on=None)
    places = {*now.filter(came=None).values_list("entry_id", flat=True)}
    places |= {*before.filter(came=None).values_list("signature__entry_id", flat=True)}
    themselves = {*now.values_list("came__number", flat=True), *before.values_list("came__number", flat=True)}
    return frozenset(
        person
        for place, who in people.items()
        for person in who
        if place.pk in places or person_number(person) in themselves
    )


def sign(
    petition: Petition, places: Mapping[RollEntry, str | None], on: date, by: str, *, on_paper: bool = False
) -> None:
    """One signature for each place, by whoever comes for it where they are known, by an act (its entry). The petition
    is locked while an act is carried out."""
    wanted = {place.pk: place for place in places}
    rows_of = registry.person_rows([person for place, person in places.items() if person and place.by_household])
    came = {place.pk: rows_of.get(person or "") if place.by_household else None for place, person in places.items()}
    again = list(Signature.objects.filter(petition=petition, entry__in=wanted.values()))
    EarlierSignature.objects.bulk_create(
        [
            EarlierSignature(
                signature=one,
                signed_on=one.signed_on,
                on_paper=one.on_paper,
                withdrawn_on=one.withdrawn_on,
                denied_on=one.denied_on,
                came_id=one.came_id,
            )
            for one in again
            if one.withdrawn_on
        ]
    )
    for one in again:
        one.came_id = came[one.entry_id]
    Signature.objects.bulk_update([one for one in again if wanted[one.entry_id].by_household], ["came"])
    Signature.objects.filter(pk__in=[one.pk for one in again]).update(
        signed_on=on, on_paper=on_paper, withdrawn_on=None, denied_on=None, withdrawn_entry=None, signed_in=by
    )
    new = wanted.keys() - {one.entry_id for one in again}
    rows = [
        Signature(petition=petition, entry_id=key, signed_on=on, on_paper=on_paper, signed_in=by, came_id=came[key])
        for key in sorted(new)
    ]
    Signature.objects.bulk_create(rows)


def reached(petition: Petition, on: date) -> list[PetitionReached]:
    """The event for the signature that was enough; none for every later one, whoever comes at the same moment."""
    if signed(petition) < petition.needed:
        return []
    if not Petition.objects.filter(pk=petition.pk, reached_on=None, void_on=None).update(reached_on=on):
        return []
    return [
        PetitionReached(
            petition.community_code, petition.number, petition.purpose, petition.asks_for, on, petition.opened_on
        )
    ]
