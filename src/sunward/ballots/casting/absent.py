"""Places at which somebody was entered as present who says that they were not there: what was counted for them, and
what another of their household, or they themselves, gave once they had come in truth.

It is kept as what is said of proxies is (`proxied.py`): among those who filled the place, and with the marks.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sunward.ballots.casting import channels
from sunward.ballots.casting.proxied import ABSENT, Filled, keep, kept, note, sitting, stay_of, written_down
from sunward.ballots.casting.seated import HOLDER, NOBODY
from sunward.ballots.models import FalseProxy, Mark, RollEntry, Vote
from sunward.kernel import clock
from sunward.registry import queries as registry


@dataclass(frozen=True, slots=True)
class CameInTruth:
    """Who had come in truth (`person:<number>`) when hands and answers were entered, be it whose place it is or another
    of their household; and who came at all, and may have taken a sheet: that they took none they say of the sheet.
    Empty: nobody."""

    aloud: str = ""
    sheet: str = ""


def was_not_there(vote: Vote, place: RollEntry, person: str, at: datetime, came: CameInTruth) -> None:
    """Whose place it is (`person:<number>`) was not in the room when a question was put: what others counted for them
    is nobody's, and nothing more is taken for the place from now on, until somebody comes. What another of their
    household gave stays theirs, and what may have been given since is whose who had come. After the close it all stays
    as it is kept: what was counted of them there is noted as such."""
    marks = list(Mark.objects.select_related("came").filter(vote=vote, entry=place, withdrawn_on=None))
    theirs = [_giver(mark, person, came) for mark in marks]
    if vote.closed_at is not None:
        note(vote, place, [ABSENT] if any(theirs) else [ABSENT, HOLDER], clock.civil_day(at))
        return
    note(vote, place, [ABSENT], clock.civil_day(at))
    history, room = written_down(vote), vote.in_room or []
    fills = history.get(place.pk, (Filled(HOLDER),))
    for mark, giver in zip(marks, theirs, strict=True):
        if mark.by_stay in {None, HOLDER}:
            _keep_giver(vote, mark, giver)
    fills = tuple(Filled(ABSENT, one.since) if one.stay == HOLDER else one for one in fills)
    if fills[-1].stay == ABSENT:
        fills, room = (*fills, Filled(NOBODY, at.isoformat())), [key for key in room if key != place.pk]
    keep(vote, history | {place.pk: fills}, room)


def _giver(mark: Mark, person: str, came: CameInTruth) -> str:
    """Who gave what stands for somebody who was not there; empty: nobody."""
    if mark.came is not None and str(mark.came) != person:
        return str(mark.came)
    return came.sheet if mark.channel == "paper" else came.aloud


def _keep_giver(vote: Vote, mark: Mark, giver: str) -> None:
    """What was taken of somebody in the room is the giver's, or nobody's; what was taken elsewhere stays theirs."""
    mark.by_stay = HOLDER
    if counted_there(vote, mark):
        if not giver:
            mark.by_stay = ABSENT
        elif mark.came is not None:
            mark.came_id = registry.person_rows([giver])[giver]
    mark.save(update_fields=["by_stay", "came"])


def counted_there(vote: Vote, mark: Mark) -> bool:
    """Whether a vote was taken of whoever is in the room: by their hand or answer, or on a sheet where nobody outside
    takes one."""
    way = channels.known(mark.channel)
    return not (way and way.self_cast) and (mark.channel != "paper" or vote.room_alone)


def absent_in(vote: Vote) -> dict[int, Mark | None]:
    """The places of people who were entered as present and were not there, each with the vote that stands of it; or
    without, where it only counted as there when the question was put."""
    rows = FalseProxy.objects.filter(vote=vote) if vote.in_room is not None else ()
    noted = {one.entry_id: one.stays for one in rows if ABSENT in one.stays}
    if not noted:
        return {}
    marks = {one.entry_id: one for one in Mark.objects.filter(vote=vote, entry__in=noted, withdrawn_on=None)}
    history, found = kept(vote), dict[int, Mark | None]()
    for place, stays in noted.items():
        mark, fills = marks.get(place), history.get(place, (Filled(HOLDER),))
        if mark is not None and _is_absent(vote, mark, stays):
            found[place] = mark
        elif place not in vote.off_base and fills[0].stay in {HOLDER, ABSENT}:
            found[place] = None
    return found


def is_absent(vote: Vote, mark: Mark) -> bool:
    """Whether somebody has said that they were not there when a vote of theirs was counted in the room."""
    row = FalseProxy.objects.filter(vote=vote, entry=mark.entry_id).first()
    return row is not None and _is_absent(vote, mark, row.stays)


def _is_absent(vote: Vote, mark: Mark, stays: Collection[int]) -> bool:
    if mark.by_stay == ABSENT:
        return True
    return {ABSENT, HOLDER} <= {*stays} and stay_of(vote, mark) == HOLDER and counted_there(vote, mark)


def was_emptied(vote: Vote, place: RollEntry) -> bool:
    """Whether somebody was entered as present at a place while the vote was open, and said that they were not."""
    return any(one.stay == ABSENT for one in kept(vote).get(place.pk, ()))


def came_since(vote: Vote, place: RollEntry) -> bool:
    """Whether somebody has come to a place that was emptied so, and has not said of that, too, that they had not."""
    noted = FalseProxy.objects.filter(vote=vote, entry=place).first()
    back = was_emptied(vote, place) and sitting(vote).get(place.pk) == HOLDER
    return back and (noted is None or HOLDER not in noted.stays)
