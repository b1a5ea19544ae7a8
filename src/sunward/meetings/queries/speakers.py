"""What a draw asks of somebody: to say which numbers fell, or to speak."""

from collections.abc import Iterator
from datetime import date, datetime

from sunward.kernel import clock
from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.meetings.hearing.leaving import what_follows
from sunward.meetings.models import Meeting, Speaker, Throw
from sunward.registry import queries as registry

Waiting = tuple[str, str, datetime]  # the number of the hearing, its title, when it begins
OF_THE_HEARING = ("meeting__number", "meeting__title", "meeting__starts_at")


def throws_to_confirm(person: str, community: str) -> list[Waiting]:
    """The hearings for whose draw numbers wait that name this person as the second. One query."""
    rows = Throw.objects.filter(thrown_with=person, confirmed_on=None, found_otherwise_on=None)
    rows = rows.filter(meeting__community_code=community, meeting__cancelled_on=None, meeting__opened_at=None)
    return list(rows.filter(meeting__draw=None).order_by("-pk").values_list(*OF_THE_HEARING)[:1])


def drawn_to_speak(person: str, community: str, on: date) -> list[Waiting]:
    """The hearings at which this person was chosen to speak and that are still to come. One query."""
    return [_named(one.meeting) for one in _still_to_come(person, community, on) if one.has_place]


def listed_to_speak(person: str, community: str, on: date) -> list[Waiting]:
    """The hearings on whose list of speakers this person stands, and that are still to come: they can leave it. One
    query."""
    return [_named(one.meeting) for one in _still_to_come(person, community, on) if one.on_list]


def _still_to_come(person: str, community: str, on: date) -> Iterator[Speaker]:
    rows = Speaker.objects.filter(person__number=person_number(person), meeting__community_code=community)
    rows = rows.filter(meeting__starts_at__gte=clock.moment(on, 0), meeting__cancelled_on=None, meeting__closed_at=None)
    yield from rows.select_related("meeting").order_by("meeting__starts_at")


def _named(meeting: Meeting) -> Waiting:
    return meeting.number, meeting.title, meeting.starts_at


def before_leaving(hearing: str) -> Text:
    """What follows for whoever leaves its list of speakers now. Two queries."""
    return what_follows(Meeting.objects.get(number=hearing))


def letters_to_speakers(hearing: str, community: str) -> list[tuple[int, Text, str]]:
    """Those who were chosen to speak: number, name and door. For the hands that carry letters, and for no page."""
    rows = Speaker.objects.filter(meeting__number=hearing, meeting__community_code=community)
    chosen = [one for one in rows.select_related("person").order_by("number") if one.has_place]
    people = [(one.number, str(one.person)) for one in chosen]
    return [(number, registry.full_name(one), registry.door_of(one, community)) for number, one in people]
