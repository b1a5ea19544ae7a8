"""What a vote on an item came to, by counting class, for whoever knows the rules of the matter."""

from collections.abc import Mapping

from django.db.models import QuerySet

from sunward.ballots import queries as ballots
from sunward.ballots.rules.words import CHOICES
from sunward.charter.engine.sessions import ABSENCES
from sunward.charter.engine.vocabulary import AREA_OF, CLASSES
from sunward.meetings.calling.announced import was_announced
from sunward.meetings.events import ItemDecided
from sunward.meetings.models import AgendaItem, OffBase, QuorumCount
from sunward.meetings.rules import attendance
from sunward.meetings.session.excluding import excluded, off_base_of
from sunward.meetings.session.room import Room
from sunward.meetings.session.voting import Aside, Counts


def figures_of(room: Room, item: AgendaItem, vote: str) -> Counts:
    """Entitled, present and cast of each class; for, against and abstain of the roll's own, or each of the choices, and
    of its area where every ballot tells what it weighs.

    The roll counts as it stood when the vote opened, as in the tally. Present is who was in the room when the question
    was put, and whoever voted from outside: no channel lets anybody, but where a rule grants it (`ballots.casting`).
    """
    result = ballots.tally(vote)
    voted, off = ballots.places_marked(vote), off_base_of(item)
    count = _count_for(item, vote)
    there = _put_before(room, count, vote) | voted
    places = ballots.places_of_vote(vote)
    counts = attendance.counts(room.counted_as, places, there - off, off, CLASSES)
    cast = attendance.counts(room.counted_as, places, voted - off, off, CLASSES)
    area = AREA_OF.get(room.counted_as, "")
    counts |= attendance.area(area, places, there - off, off)
    cast |= attendance.area(area, places, voted - off, off)
    for name, figures in counts.items():
        figures["cast"] = cast[name]["present"]
    if result is not None:
        keys = tuple(result.chosen) if item.method else tuple(CHOICES)
        own = {key: result.votes(key) for key in keys}
        counts[room.counted_as] |= own | {"cast": result.cast}
        if area in counts and result.weighed:
            counts[area] |= {key: result.weight.get(key, 0) for key in keys}
    return counts


def _put_before(room: Room, count: QuorumCount | None, vote: str) -> frozenset[int]:
    """Who was in the room when a question was put, as the vote keeps it: nobody comes or goes for it afterwards, not
    even by an hour that is past."""
    kept = ballots.in_room_of(vote)
    if kept is None:
        return room.filled(count.counted_at) if count else frozenset()
    return kept


def _count_for(item: AgendaItem, vote: str) -> QuorumCount | None:
    """Who was there when this vote was put: a second vote on the item has a count of its own."""
    counts = item.quorum_counts.order_by("-id")
    put = (
        next((one.opened_at for one in ballots.votes_on(item.ref) if one.number == vote), None) if item.method else None
    )
    return (counts.filter(counted_at__lte=put).first() if put else None) or counts.first()


def aside_in(room: Room, item: AgendaItem) -> Aside:
    """Those who were in the room when the question was put, and had stepped aside; and the places for which one of them
    sat there as a proxy, and nobody else came."""
    count = item.quorum_counts.order_by("-id").first()
    put = [one.number for one in ballots.votes_on(item.ref) if one.annulled_on is None]
    vote = put[-1] if put else ""
    there = _put_before(room, count, vote)
    found = _aside(excluded(item).exclude(reason__in=ABSENCES).filter(entry_id__in=there))
    return found.joined_by(ballots.weights_aside(vote))


def left_out_of(item: AgendaItem) -> Aside:
    """Those whom a rule takes out of the base because they could not come."""
    return _aside(excluded(item).filter(leaves_base=True, reason__in=ABSENCES))


def _aside(rows: QuerySet[OffBase]) -> Aside:
    found = [(base, weight or 0) for base, weight in rows.values_list("leaves_base", "entry__weight")]
    area = Aside(sum(weight for _base, weight in found), sum(weight for base, weight in found if base))
    return Aside(len(found), sum(base for base, _weight in found), area)


def decided(room: Room, item: AgendaItem, vote: str, counts: Counts) -> ItemDecided:
    """Everything that a report of the step needs."""
    meeting = room.meeting
    fixed = meeting.agenda_fixed_on
    return ItemDecided(
        community=meeting.community_code,
        item=item.number,
        about=item.about,
        matter_kind=item.matter_kind,
        body=meeting.body,
        held_on=room.day,
        notice_on=room.noticed_on(item),
        called_by=meeting.called_by,
        petition=_petition(room),
        agenda_fixed_on=fixed,
        agenda_includes_item=was_announced(item, meeting),
        counts=counts,
        vote=vote,
        title=item.title,
    )


def _petition(room: Room) -> Mapping[str, object] | None:
    petition = room.meeting.petition
    signed = ballots.petition_signed(petition.community_code, petition.number) if petition else None
    return {"class": signed.of, "signed": signed.signed, "entitled": signed.entitled} if signed else None
