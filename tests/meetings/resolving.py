"""The representatives vote on a matter in the record: called, told, opened, counted by two, asked back, certified."""

from datetime import timedelta

from sunward.ballots.models import Roll, Vote
from sunward.decisions.models import Decision, Matter
from sunward.kernel import clock
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.meetings.models import Meeting
from tests.meetings import scenes
from tests.stage import CODE

ROOM = 9


def roll_of_the_room(code: str, called: int) -> Roll:
    """Nine representatives, once in a community; the roll has long been open to objections."""
    found = Roll.objects.filter(community_code=code, body=scenes.BODY, entitled=ROOM).first()
    if found is None:
        found = scenes.freeze(scenes.people(ROOM, code), code)
    day = clock.today() - timedelta(days=called)
    with door_open():
        Roll.objects.filter(pk=found.pk).update(
            record_date=day, frozen_on=day, open_until=clock.today() - timedelta(days=1)
        )
    return Roll.objects.get(pk=found.pk)


def voted_in_the_room(matter: Ref, code: str = CODE, notice: int = 14, concerns: str = "") -> str:
    """All nine raise their hands for it today; the number of the decision that the record makes of it."""
    row, today = Matter.objects.get(number=matter.id), clock.today()
    roll = roll_of_the_room(code, notice)
    with scenes.at(today - timedelta(days=notice), 9):
        meeting = scenes.convene(code, on=today, at="08:00", roll=roll.number)
        item = scenes.add_item(meeting, title=row.title, matter_kind=row.kind, about=str(matter), concerns=concerns)
        scenes.notify(meeting)
    keys = scenes.entries(roll)
    scenes.open_with(Meeting.objects.get(pk=meeting.pk), keys)
    vote: Vote = scenes.put(item)
    scenes.count_hands(vote, keys, {"for": ROOM})
    scenes.certify(vote)
    return Decision.objects.get(matter=row).number
