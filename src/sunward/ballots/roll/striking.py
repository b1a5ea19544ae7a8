"""Strikes from a roll and places added to it that neither the register nor an objection bears out, of any day."""

from collections.abc import Callable, Iterator
from functools import cache

from django.db.models import QuerySet

from sunward.ballots.models import Correction, Roll, RollEntry, Vote
from sunward.ballots.roll.freezing import belongs
from sunward.ballots.roll.twins import is_the_double
from sunward.ballots.rules.corrections import ASKED_AGAIN, STRIKE, TWICE
from sunward.registry import queries as registry

Sway = Callable[[], registry.Swayed]


def borne_out(place: RollEntry, roll: Roll, reason: str, sway: Sway | None = None) -> bool:
    """Whether the register says what a strike says: a death is registered, the place is the later of two of the same
    person, or they do not belong on the roll. That somebody lost a right stands in no register of ours."""
    if reason == "died":
        return place.person_id is not None and registry.death_of(place.person_id) is not None
    if reason == "rights_lost":
        return False
    if reason == TWICE and is_the_double(place, roll):
        return True
    return not belongs(place, roll) and not rests_on_a_correction(place, roll, "strike", sway)


def on_register(place: RollEntry, roll: Roll, sway: Sway | None = None) -> bool:
    """Whether the register puts a place on a roll, and not by a correction that nothing bears out."""
    return belongs(place, roll) and not rests_on_a_correction(place, roll, "add", sway)


def rests_on_a_correction(place: RollEntry, roll: Roll, change: str, sway: Sway | None = None) -> bool:
    """Whether the register bears out a change of a roll by nothing but what its keeper has corrected in it alone, about
    the person or, on a roll of doors, somebody who lives there. `sway`: what all of it comes to, where many are asked
    for."""
    whom = [place.person_id] if place.person_id and not place.by_household else None
    found = sway() if sway else registry.swayed(roll.community_code, roll.record_date, whom)
    swayed = found.given if change == "add" else found.taken
    if place.by_household:
        return place.household_id in {home for _, home in swayed}
    return place.person_id in {person for person, _ in swayed}


def struck_unborne(roll: Roll) -> int:
    """How many places stand struck that nothing bears out. What the register has been told since counts: a death that
    was registered later bears the strike out."""
    return len(struck_from(roll))


def struck_from(roll: Roll) -> list[int]:
    """These places."""
    return [row.place_id for row in _unborne(roll, _of(roll), "strike")]


def struck_for(vote: Vote) -> int:
    """How many such places, and places of whoever others entered as gone, a vote was opened without. To put them back
    afterwards gives them no vote in it."""
    return len({*struck_before(vote), *struck_as_gone(vote)})


def struck_as_gone(vote: Vote) -> list[int]:
    """Places that a vote was opened without, on nothing but the word of others that whoever had them left or died: the
    register says so, and no word or paper of their own."""
    newest = {row.place_id: row for row in _before(vote)}.values()
    strikes = [row for row in newest if row.change == "strike" and not row.objection]
    return [row.place_id for row in strikes if _gone_by_others(row.place, vote.roll, row.reason)]


def _gone_by_others(place: RollEntry, roll: Roll, reason: str) -> bool:
    if reason == TWICE and is_the_double(place, roll):
        return False
    code, day, person = roll.community_code, roll.record_date, None if place.by_household else place.person_id
    claimed = person is not None and registry.end_is_claimed(roll.of, person, code, day)
    return claimed or registry.gone_by_others(person, place.household_id, code, day)


def struck_before(vote: Vote) -> list[int]:
    """These places."""
    return [row.place_id for row in _unborne(vote.roll, _before(vote), "strike")]


def added_unborne(roll: Roll) -> int:
    """How many places stand added that nothing bears out."""
    return len(list(_unborne(roll, _of(roll), "add")))


def added_for(vote: Vote) -> int:
    """How many such places a vote was opened with. To strike them afterwards takes no vote out of it."""
    return len(list(_unborne(vote.roll, _before(vote), "add")))


def area_added_for(vote: Vote) -> int:
    """What these places weigh together, where the roll weighs."""
    return sum(row.place.weight or 0 for row in _unborne(vote.roll, _before(vote), "add"))


def _of(roll: Roll) -> "QuerySet[Correction]":
    return Correction.objects.filter(roll=roll).select_related("place").order_by("corrected_at", "pk")


def _before(vote: Vote) -> "QuerySet[Correction]":
    return _of(vote.roll).filter(corrected_at__lte=vote.opened_at)


def _unborne(roll: Roll, rows: "QuerySet[Correction]", change: str) -> Iterator[Correction]:
    """Of the newest correction of each place those that nothing bears out, as the register reads now."""
    sway = cache(lambda: registry.swayed(roll.community_code, roll.record_date))
    for row in {row.place_id: row for row in rows}.values():
        asked = in_question(row, roll) or (change == STRIKE and row.reason in ASKED_AGAIN and not row.unborne)
        if row.change == change and asked and not _borne_out_by_now(row, roll, sway):
            yield row


def in_question(row: Correction, roll: Roll) -> bool:
    """Whether nothing bore a correction out when it was made; of those of which that was not kept, whether it came
    after the days for objections, without one that was upheld."""
    return (row.corrected_on > roll.open_until and not row.objection) if row.unborne is None else row.unborne


def _borne_out_by_now(row: Correction, roll: Roll, sway: Sway) -> bool:
    if row.change == "strike":
        return borne_out(row.place, roll, row.reason, sway)
    return on_register(row.place, roll, sway)
