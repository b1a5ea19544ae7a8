"""Who left the room."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.listed import listed
from sunward.kernel.text import Text
from sunward.meetings.calling.forced import not_carried
from sunward.meetings.models import Attendance
from sunward.meetings.session.acting import AT, OnMeeting
from sunward.meetings.session.naming import SEVERAL, place_called, struck_there

DURING = Text(
    "注意：登记离会时正在表决。表决开始时在场的人，票照样算；还在场的人，当场请登记到会。",
    "Alert: entered during a vote. Whoever was there when it opened still votes in it; whoever is still here asks to "
    "be admitted again at once.",
)


@dataclass(frozen=True, slots=True)
class LeavingFacts:
    """`places` are keys of places on the roll, or names, with commas."""

    places: str = asked("谁离开了", "who left", hint=SEVERAL, private=True)
    at: str = asked("离开的时间", "time of leaving", hint=AT, default="")


@register
class Leave(OnMeeting[LeavingFacts]):
    """People are no longer in the room; the quorum at the next vote is counted without them."""

    name = "meetings.leave"
    title = Text("登记离会", "record who left")
    kind = "report"
    facts_type = LeavingFacts
    of_some = True

    def shut(self) -> Text | None:
        return super().shut() or not_carried(self.meeting, self.call)

    @cached_property
    def rows(self) -> list[Attendance]:
        """Whoever was struck while they sat goes home as well: put back, they would count as still there."""
        struck = struck_there(self.room)
        keys = {place_called("places", one, self.room, struck) for one in listed(self.facts.places)}
        return [row for row in self.meeting.attendance.filter(left_at=None) if row.entry_id in keys]

    def judge(self) -> Iterator[Finding]:
        self.refuse_impossible()
        if not self.rows:
            raise unusable("places", "这些人不在会场。", "None of them is in the room.")
        if any(row.came_at > self.at for row in self.rows):
            raise unusable("at", "请按时间先后登记。", "Enter comings and goings in their order.")
        if self._voting():
            yield Finding("left_during_a_vote", False, DURING)

    def _voting(self) -> bool:
        """Whether a question of this meeting is being voted on."""
        votes = ballots.votes_on(*(item.ref for item in self.meeting.items.all()))
        return any(vote.closed_at is None and vote.annulled_on is None for vote in votes)

    def write(self) -> Outcome:
        for row in self.rows:
            row.left_at = self.at
        Attendance.objects.bulk_update(self.rows, ["left_at"])
        return Outcome(result=self.meeting.ref, public={"left": len(self.rows)}, findings=self.entered_late)
