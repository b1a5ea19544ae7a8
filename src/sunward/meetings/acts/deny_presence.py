"""Somebody at home was entered as present at a meeting: they say so."""

from collections.abc import Iterator
from functools import cached_property

from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text
from sunward.meetings.models import Attendance
from sunward.meetings.session.acting import OnMeeting
from sunward.meetings.session.presence import absent, entered_as_there
from sunward.meetings.session.proxies import void

ENTERED = Text("您登记为到会。", "You are entered as having come to this meeting.")
NOT_ENTERED = Text(
    "没有登记您到会，或者您已经说过没有到会。",
    "You are not entered as having come to this meeting, or you have said already that you were not there.",
)


@register
class DenyPresence(OnMeeting[SlipFacts]):
    """The place is free from now on, and counts in no quorum to come; what was counted for it, and that it made a
    quorum, stays and is marked. Whoever comes after all is let in as ever."""

    name = "meetings.deny_presence"
    title = Text("登记我到会，我没有到会", "say that you were not there, though entered as present")
    kind = "effect"
    facts_type = SlipFacts
    duty = False
    of_some = True

    def shut(self) -> Text | None:
        return None  # they may learn of it when the meeting is over

    @cached_property
    def rows(self) -> list[Attendance]:
        return entered_as_there(self.meeting, self.call.person)

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        yield Finding.either("entered_as_there", bool(self.rows), ENTERED, NOT_ENTERED)

    def write(self) -> Outcome:
        follows = absent(self.meeting, self.rows)
        void(self.rows, self.call.at, self.call.day, at_desk=self.call.on_behalf_of is not None)
        return Outcome(self.meeting.ref, {"votes": len(follows)}, consequences=follows)
