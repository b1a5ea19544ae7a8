"""Places that rest on the word of neighbours: of an officer's kin, as was declared only afterwards, or alone."""

from collections.abc import Iterator

from sunward.ballots.models import Roll
from sunward.ballots.roll.everybody import BY_RESIDENCE
from sunward.ballots.roll.latecomers import places_of
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

KIN = Text(
    "名册上有 {places} 个名额，靠事后才申报为任职人员亲属的邻居证明。",
    "Places that rest on neighbours who vouched, and were declared kin of an officer only afterwards: {places}.",
)
WORD = Text(
    "名册上有 {places} 个名额没有人看过证件：户籍在本社区，是本人说的、邻居证明的。",
    "Places of people of whom nobody saw a paper: that they are registered here is their own word, with that of their "
    "neighbours: {places}.",
)


def marks_of_vouches(roll: Roll) -> Iterator[Finding]:
    """A mark on the roll and on each vote by it, and no strike: the newcomer did nothing, and does live here."""
    if roll.of not in BY_RESIDENCE:
        return
    resting = registry.resting_on_vouches(roll.community_code, roll.record_date)
    if places := places_of(roll, resting.on_kin):
        yield Finding("roll_vouched_by_kin", False, KIN.fill(places=places), roll.source, actual=str(places))
    alone = 0 if registry.of_households(roll.of) else places_of(roll, resting.on_word)
    if alone:  # a household has its place by any of those who live there
        yield Finding("roll_on_word", False, WORD.fill(places=alone), roll.source, actual=str(alone))
