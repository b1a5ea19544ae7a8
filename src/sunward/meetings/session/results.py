"""What a vote on an item came to, by counting class, for whoever knows the rules of the matter."""

from collections.abc import Mapping

from sunward.ballots import queries as ballots
from sunward.charter.engine.sessions import ABSENCES
from sunward.charter.engine.vocabulary import CLASSES
from sunward.meetings.events import ItemDecided
from sunward.meetings.models import AgendaItem
from sunward.meetings.rules import attendance
from sunward.meetings.session.excluding import excluded, off_base_of
from sunward.meetings.session.room import Room
from sunward.meetings.session.voting import Aside

Counts = dict[str, dict[str, int]]


def figures_of(room: Room, item: AgendaItem, vote: str) -> Counts:
    """Entitled, present and cast of each class; for, against and abstain of the roll's own.

    The roll counts as it stood when the vote opened, as in the tally. Whoever voted was there: in the room when the
    question was put, or at a terminal or on the web.
    """
    result = ballots.tally(vote)
    voted, off = ballots.places_marked(vote), off_base_of(item)
    count = item.quorum_counts.order_by("-id").first()
    there = (room.present(count.counted_at) if count else frozenset()) | voted
    places = ballots.places_of_vote(vote)
    counts = attendance.counts(room.counted_as, places, there - off, off, CLASSES)
    cast = attendance.counts(room.counted_as, places, voted - off, off, CLASSES)
    for name, figures in counts.items():
        figures["cast"] = cast[name]["present"]
    if result is not None:
        own = {key: result.votes(key) for key in ("for", "against", "abstain")}
        counts[room.counted_as] |= own | {"cast": result.cast}
    return counts


def aside_in(room: Room, item: AgendaItem) -> Aside:
    """Those who were in the room when the question was put, and had stepped aside."""
    count = item.quorum_counts.order_by("-id").first()
    there = room.present(count.counted_at) if count else frozenset()
    aside = excluded(item).exclude(reason__in=ABSENCES).filter(entry_id__in=there)
    bases = list(aside.values_list("leaves_base", flat=True))
    return Aside(len(bases), sum(bases))


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
        notice_on=meeting.noticed_on,
        called_by=meeting.called_by,
        petition=_petition(room),
        agenda_fixed_on=fixed,
        agenda_includes_item=bool(item.to_decide and fixed and item.added_on <= fixed),
        counts=counts,
        vote=vote,
        title=item.title,
    )


def _petition(room: Room) -> Mapping[str, object] | None:
    petition = room.meeting.petition
    signed = ballots.petition_signed(petition.community_code, petition.number) if petition else None
    return {"class": signed.of, "signed": signed.signed, "entitled": signed.entitled} if signed else None
