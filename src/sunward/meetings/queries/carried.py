"""Whether a meeting decided something: its item was put to the vote there, the result stands, and was a majority."""

from sunward.ballots.queries import VoteOn
from sunward.charter.engine.vocabulary import Rule
from sunward.kernel.refs import Ref
from sunward.meetings.models import AgendaItem
from sunward.meetings.results import figures_of
from sunward.meetings.room import Room
from sunward.meetings.voting import standing_votes


def carried(meeting: str, about: Ref) -> str:
    """The number of the certified vote by which a meeting adopted its item about something; empty where none did."""
    items = AgendaItem.objects.select_related("meeting__roll").order_by("place")
    for item in items.filter(meeting__number=meeting, about_type=about.type, about_id=about.id):
        votes = standing_votes(item)
        if votes and votes[-1].certified_on and _majority(item, votes[-1]):
            return votes[-1].number
    return ""


def _majority(item: AgendaItem, vote: VoteOn) -> bool:
    """By the rules of the body on the day. Without a rule on the majority nothing is carried; one that nobody has read
    is held to."""
    room = Room(item.meeting)
    figures = figures_of(room, item, vote.number)
    found = room.rules_on(item.matter_kind).attendance(figures, majority=True)
    return all(one.ok for one in found) and any(one.rule == Rule.MAJORITY for one in found)
