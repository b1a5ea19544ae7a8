"""Somebody at home was entered as present at a meeting: they say so."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.ballots.acts import NoteAbsent
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.meetings.models import Attendance
from sunward.meetings.session.acting import OnMeeting
from sunward.meetings.session.presence import absent, came_at, entered_as_there
from sunward.meetings.session.proxies import void

ENTERED = Text("您登记为到会。", "You are entered as having come to this meeting.")
NOT_ENTERED = Text(
    "没有登记您到会，或者您已经说过没有到会。",
    "You are not entered as having come to this meeting, or you have said already that you were not there.",
)
WHICH = Text(
    "几次登记里只有一次不对的，写那一次登记的到会时间，如 18:50；不填就是都不对。凭本人到会码登记的不算在内",
    "Of several entries one alone is wrong: the hour at which it has you come, such as 18:50; empty, all of them. What "
    "was entered by your own code is left out",
)


@dataclass(frozen=True, slots=True)
class AbsenceFacts:
    came: str = asked("哪一次", "which entry", hint=WHICH, private=True, default="")
    signed: FileDigest | None = slip()


@register
class DenyPresence(OnMeeting[AbsenceFacts]):
    """The place is free from now on, and counts in no quorum to come; what was counted for it, and that it made a
    quorum, stays and is marked. Whoever comes after all is let in by their own code."""

    name = "meetings.deny_presence"
    title = Text("登记我到会，我没有到会", "say that you were not there, though entered as present")
    kind = "effect"
    facts_type = AbsenceFacts
    duty = False
    of_some = True

    def shut(self) -> Text | None:
        return None  # they may learn of it when the meeting is over

    @cached_property
    def entered(self) -> list[Attendance]:
        return entered_as_there(self.meeting, self.call.person)

    @cached_property
    def rows(self) -> list[Attendance]:
        """The entries that are denied: all of them, or those with the hour that is named."""
        said = self.facts.came.strip()
        meant = ballots.evening_hour(self.meeting.starts_at, said)
        return [one for one in self.entered if not said or ballots.to_the_minute(one.came_at) == meant]

    def judge(self) -> Iterator[Finding]:
        """
        Raises:
            FactsError: for an hour at which no entry has them come.
        """
        if self.entered and not self.rows:
            hours = ", ".join(came_at(self.entered))
            raise unusable("came", f"登记的到会时间：{hours}。", f"The hours entered for you: {hours}.")
        return iter(())

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        yield Finding.either("entered_as_there", bool(self.entered), ENTERED, NOT_ENTERED)

    def write(self) -> Outcome:
        follows = absent(self.meeting, self.rows)
        void(self.rows, self.call.at, self.call.day, at_desk=self.call.on_behalf_of is not None)
        return Outcome(self.meeting.ref, {"votes": sum(one.act is NoteAbsent for one in follows)}, consequences=follows)
