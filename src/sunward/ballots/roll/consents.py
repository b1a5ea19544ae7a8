"""Places that rest on a consent which an objection to its posting has taken since, and people whose consent was given
again once a roll had been frozen without them."""

from collections.abc import Iterator

from sunward.ballots.models import Correction, Roll, RollEntry
from sunward.ballots.roll.everybody import BY_RESIDENCE
from sunward.ballots.roll.freezing import belongs
from sunward.ballots.rules.corrections import STRIKE
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry
from sunward.registry.queries import Reconsidered

TAKEN = Text(
    "名册上有 {places} 个名额，所依据的同意后来因为异议成立而撤回。",
    "Places that rest on a consent which was withdrawn since, as an objection to it was upheld: {places}.",
)
GIVEN = Text(
    "有 {places} 个名额不在名册上：同意当时已撤回，编制以后才恢复。",
    "Places that are not on the roll, for the consent was withdrawn then and given again only since: {places}.",
)


def marks_of_consents(roll: Roll) -> Iterator[Finding]:
    """Marks on the roll and on each vote by it. It stays as it was frozen: the word that takes a consent is later."""
    found = registry.consents_reconsidered(roll.community_code, roll.record_date) if roll.of in BY_RESIDENCE else []
    taken, missing = set[int](), set[int]()
    for one in found:
        key = one.household if registry.of_households(roll.of) else one.person
        place = _place(roll, one)
        stands, belonging = bool(place.pk) and place.struck_on is None, belongs(place, roll)
        if stands and not belonging and one.given_again_on is None:
            taken.add(key)
        if not stands and belonging and _was_left_out(place, roll, one):
            missing.add(key)
    if taken:
        yield Finding(
            "roll_consent_withdrawn", False, TAKEN.fill(places=len(taken)), roll.source, actual=str(len(taken))
        )
    if missing:
        text = GIVEN.fill(places=len(missing))
        yield Finding("roll_consent_given_again", False, text, roll.source, actual=str(len(missing)))


def _place(roll: Roll, one: Reconsidered) -> RollEntry:
    """Their own place, or that of the door behind which they lived; new where the roll has none."""
    by_house = registry.of_households(roll.of)
    rows = RollEntry.objects.filter(roll=roll, by_household=by_house)
    of = {"household_id": one.household} if by_house else {"person_id": one.person}
    return rows.filter(**of).first() or RollEntry(roll=roll, by_household=by_house, **of)


def _was_left_out(place: RollEntry, roll: Roll, one: Reconsidered) -> bool:
    """Whether they have no place since the consent had been taken when the roll was frozen, or were struck then."""
    if one.given_again_on is None:
        return False
    struck = Correction.objects.filter(place=place, change=STRIKE).order_by("-pk").first() if place.pk else None
    since = struck.corrected_on if struck else roll.frozen_on
    return one.withdrawn_on <= since <= one.given_again_on
