"""Strikes from a roll that came after its days for objections, and that the register does not bear out."""

from datetime import datetime

from sunward.ballots import membership
from sunward.ballots.freezing import belongs
from sunward.ballots.models import Correction, Roll, RollEntry
from sunward.ballots.rules.corrections import UPHELD
from sunward.registry import queries as registry


def borne_out(place: RollEntry, roll: Roll, reason: str) -> bool:
    """Whether the register says what a strike says: a death is registered, or they do not belong on the roll. That
    somebody lost a right stands in no register of ours."""
    if reason == "died":
        return place.person_id is not None and registry.death_of(place.person_id) is not None
    if reason == "rights_lost":
        return False
    posts = membership.posts_of_roll(roll.body, roll.of, roll.community_code, roll.frozen_on)
    return not belongs(place, roll, posts)


def late_and_unborne(roll: Roll, at: datetime | None = None) -> int:
    """How many places stand struck after the days for objections without the register, as of a moment if given. What
    the register has been told since counts: a death that was registered later bears the strike out."""
    late = Correction.objects.filter(roll=roll, change="strike", corrected_on__gt=roll.open_until)
    late = late.exclude(place__struck_on=None).exclude(reason=UPHELD).select_related("place").order_by("pk")
    last = {row.place_id: row for row in (late.filter(corrected_at__lte=at) if at else late)}
    return sum(not borne_out(row.place, roll, row.reason) for row in last.values())
