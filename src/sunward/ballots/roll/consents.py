"""Places that rest on a consent which an objection to its posting has taken since, and people whose consent was given
again once a roll had been frozen without them."""

from collections.abc import Collection, Iterator
from datetime import date

from sunward.ballots.models import Correction, Roll
from sunward.ballots.roll.everybody import BY_RESIDENCE
from sunward.ballots.roll.freezing import belonging
from sunward.ballots.roll.latecomers import standing_among
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
    """Marks on the roll and on each vote by it. It stays as it was frozen: the word that takes a consent is later. One
    query where no consent was taken, and as many for one as for three."""
    found = registry.consents_reconsidered(roll.community_code, roll.record_date) if roll.of in BY_RESIDENCE else []
    if not found:
        return
    by_house = registry.of_households(roll.of)
    rows = {one: one.household if by_house else one.person for one in found}
    stand = standing_among(roll, set(rows.values()))
    belong = belonging(roll, set(rows.values()))
    given = {one: row for one, row in rows.items() if one.given_again_on and row in belong - stand}
    struck = _struck(roll, set(given.values())) if given else {}
    missing = {row for one, row in given.items() if _was_off(one, struck.get(row, roll.frozen_on))}
    taken = {row for one, row in rows.items() if one.given_again_on is None and row in stand - belong}
    for rule, text, places in (("withdrawn", TAKEN, taken), ("given_again", GIVEN, missing)):
        if number := len(places):
            said = text.fill(places=number)
            yield Finding(f"roll_consent_{rule}", False, said, roll.source, actual=str(number))


def _was_off(one: Reconsidered, since: date) -> bool:
    """Whether a consent had been taken, and not yet given again, when somebody was left off a roll, or struck."""
    return one.given_again_on is not None and one.withdrawn_on <= since <= one.given_again_on


def _struck(roll: Roll, rows: Collection[int]) -> dict[int, date]:
    """On which day those of some people, or households, who had a place on a roll were struck last."""
    column = "place__household" if registry.of_households(roll.of) else "place__person"
    found = Correction.objects.filter(roll=roll, change=STRIKE, **{f"{column}__in": rows}).order_by("pk")
    return dict(found.values_list(column, "corrected_on"))
