"""How a hearing, coordination or appraisal meeting comes into being: a meeting with one item, and no roll."""

from dataclasses import dataclass
from datetime import date, datetime

from sunward.charter.ports import opened_as
from sunward.kernel.acts import Call
from sunward.kernel.refs import Ref
from sunward.meetings.calling.hours import hour_to_come
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.series import MEETING, next_number


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is called: about what, by whom, and which body holds it."""

    community: str
    kind: str
    body: str
    title: str
    place: str
    starts_at: datetime
    called_by: str
    petition: int | None = None
    about: Ref | None = None
    matter_kind: str = ""
    judged: str | None = None


def starts_at(day: date, time: str, call: Call) -> datetime:
    """When it begins.

    Raises:
        FactsError: for what is no time, or not to come.
    """
    return hour_to_come(day, time, call.at)


def call_it(wanted: Wanted, call: Call) -> Meeting:
    """The meeting with its one item; the item is heard, never put to the vote."""
    meeting = Meeting.objects.create(
        number=next_number(wanted.community, MEETING, call.day),
        community_code=wanted.community,
        kind=wanted.kind,
        body=wanted.body,
        title=wanted.title,
        place=wanted.place,
        starts_at=wanted.starts_at,
        called_by=wanted.called_by,
        petition_id=wanted.petition,
        convened_on=call.day,
        convened_by_post=call.post,
        judged=wanted.judged,
        by_petitioner=wanted.petition is not None and not call.in_office,
    )
    AgendaItem.objects.create(
        meeting=meeting,
        number=f"{meeting.number}-1",
        place=1,
        title=wanted.title,
        about_type=wanted.about.type if wanted.about else "",
        about_id=wanted.about.id if wanted.about else "",
        matter_kind=wanted.matter_kind,
        charter_versions=opened_as(wanted.about).versions or None,
        added_on=call.day,
    )
    return meeting
