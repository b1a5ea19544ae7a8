"""What a draw asks of somebody: to say which numbers fell, or to speak."""

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
    rows = Speaker.objects.filter(person__number=person_number(person), chosen_on__isnull=False)
    rows = rows.filter(meeting__community_code=community, meeting__starts_at__gte=clock.moment(on, 0))
    rows = rows.filter(meeting__cancelled_on=None, meeting__closed_at=None)
    return list(rows.order_by("meeting__starts_at").values_list(*OF_THE_HEARING))


def listed_to_speak(person: str, community: str, on: date) -> list[Waiting]:
    """The hearings on whose list of speakers this person stands, and that are still to come: they can leave it. One
    query."""
    rows = Speaker.objects.filter(person__number=person_number(person), struck_on=None, left_on=None)
    rows = rows.filter(meeting__community_code=community, meeting__starts_at__gte=clock.moment(on, 0))
    rows = rows.filter(meeting__cancelled_on=None, meeting__closed_at=None)
    return list(rows.order_by("meeting__starts_at").values_list(*OF_THE_HEARING))


def before_leaving(hearing: str) -> Text:
    """What follows for whoever leaves its list of speakers now. Two queries."""
    return what_follows(Meeting.objects.get(number=hearing))


def letters_to_speakers(hearing: str, community: str) -> list[tuple[int, Text, str]]:
    """Those who were chosen to speak: number, name and door. For the hands that carry letters, and for no page."""
    rows = Speaker.objects.filter(meeting__number=hearing, meeting__community_code=community, chosen_on__isnull=False)
    people = [(one.number, str(one.person)) for one in rows.select_related("person").order_by("number")]
    return [(number, registry.full_name(one), registry.door_of(one, community)) for number, one in people]
