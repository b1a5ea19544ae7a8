"""Places that rest on neighbours of whom it was declared only afterwards that they are kin of an officer."""

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


def marks_of_vouches(roll: Roll) -> Iterator[Finding]:
    """A mark on the roll and on each vote by it, and no strike: the newcomer did nothing, and does live here."""
    if roll.of not in BY_RESIDENCE:
        return
    if places := places_of(roll, registry.resting_on_kin(roll.community_code, roll.record_date)):
        yield Finding("roll_vouched_by_kin", False, KIN.fill(places=places), roll.source, actual=str(places))
