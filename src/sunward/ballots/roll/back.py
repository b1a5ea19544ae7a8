"""Places of people of whom others had said that they were gone, here or elsewhere, and who live here by one word
alone."""

from collections.abc import Iterator

from sunward.ballots.models import Roll, Vote
from sunward.ballots.roll.everybody import BY_RESIDENCE
from sunward.ballots.roll.latecomers import places_of
from sunward.ballots.roll.places import entries_of
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

BACK = Text(
    "名册上有 {places} 个名额，是先前在这里或者在别的社区由别人（或者凭死亡证明）登记为离开、后来只凭经办人登记"
    "又算回来或者搬来的人的，没有本人签字，也没有材料。",
    "Places of people whom others, or a certificate of death, had gone, here or in another community, and who came "
    "here or are back by the word of whoever entered it alone, without their signature or papers: {places}.",
)


def marks_of_returns(roll: Roll) -> Iterator[Finding]:
    """A mark on the roll and on each vote by it, and no bar: people do come back. The mark of their departure went with
    their return, and whoever is away or dead disputes neither."""
    if places := places_of(roll, _people_back(roll)):
        yield Finding("roll_back_by_claim", False, BACK.fill(places=places), roll.source, actual=str(places))


def places_back(vote: Vote) -> frozenset[int]:
    """The places of these people that count for a question."""
    by_house, roll = registry.of_households(vote.roll.of), vote.roll
    keys = {pair[by_house] for pair in _people_back(roll)}
    column = "household_id" if by_house else "person_id"
    rows = entries_of(vote).exclude(pk__in=vote.off_base).values_list("pk", column) if keys else ()
    return frozenset(place for place, key in rows if key in keys)


def _people_back(roll: Roll) -> list[tuple[int, int]]:
    return registry.back_by_claim(roll.community_code, roll.record_date) if roll.of in BY_RESIDENCE else []
