"""Strikes from a roll and places added to it after its days for objections, which the register does not bear out."""

from django.db.models import QuerySet

from sunward.ballots.models import Correction, Roll, RollEntry, Vote
from sunward.ballots.roll import membership
from sunward.ballots.roll.freezing import belongs
from sunward.registry import queries as registry


def borne_out(place: RollEntry, roll: Roll, reason: str) -> bool:
    """Whether the register says what a strike says: a death is registered, or they do not belong on the roll. That
    somebody lost a right stands in no register of ours."""
    if reason == "died":
        return place.person_id is not None and registry.death_of(place.person_id) is not None
    if reason == "rights_lost":
        return False
    return not _belongs(place, roll)


def late_and_unborne(roll: Roll) -> int:
    """How many places stand struck after the days for objections without the register. What it has been told since
    counts: a death that was registered later bears the strike out."""
    late = _late(roll).filter(change="strike").exclude(place__struck_on=None)
    return sum(not borne_out(row.place, roll, row.reason) for row in _last(late.filter(objection=None)))


def struck_for(vote: Vote) -> int:
    """How many such places a vote was opened without. To put them back afterwards gives them no vote in it."""
    rows = [row for row in _last(_late(vote.roll).filter(corrected_at__lte=vote.opened_at)) if row.change == "strike"]
    return sum(not row.objection and not borne_out(row.place, vote.roll, row.reason) for row in rows)


def added_and_unborne(roll: Roll) -> int:
    """How many places stand added after the days for objections whom the register does not put on the roll."""
    late = _late(roll).filter(change="add", place__struck_on=None)
    return sum(not _belongs(row.place, roll) for row in _last(late.filter(objection=None)))


def added_for(vote: Vote) -> int:
    """How many such places a vote was opened with. To strike them afterwards takes no vote out of it."""
    return len(_added(vote))


def area_added_for(vote: Vote) -> int:
    """What these places weigh together, where the roll weighs."""
    return sum(place.weight or 0 for place in _added(vote))


def _added(vote: Vote) -> list[RollEntry]:
    rows = [row for row in _last(_late(vote.roll).filter(corrected_at__lte=vote.opened_at)) if row.change == "add"]
    return [row.place for row in rows if not row.objection and not _belongs(row.place, vote.roll)]


def _belongs(place: RollEntry, roll: Roll) -> bool:
    return belongs(place, roll, membership.posts_of_roll(roll.body, roll.of, roll.community_code, roll.frozen_on))


def _late(roll: Roll) -> "QuerySet[Correction]":
    rows = Correction.objects.filter(roll=roll, corrected_on__gt=roll.open_until)
    return rows.select_related("place").order_by("corrected_at", "pk")


def _last(rows: "QuerySet[Correction]") -> list[Correction]:
    """The newest correction of each place."""
    return list({row.place_id: row for row in rows}.values())
