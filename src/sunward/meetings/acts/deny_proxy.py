"""Somebody came to a meeting as the proxy of a person who gave none: that person says so."""

from collections.abc import Iterator
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text
from sunward.meetings.models import Attendance
from sunward.meetings.session.acting import OnMeeting
from sunward.meetings.session.proxies import Noted, noted, proxies_at, vacated, void, votes_by

STOOD = Text("有人作为您的代理到会。", "Somebody came to this meeting as your proxy.")
NOBODY = Text(
    "没有人作为您的代理到会，或者您已经说过没有委托。",
    "Nobody came to this meeting as your proxy, or you have said already that you gave none.",
)


@register
class DenyProxy(OnMeeting[SlipFacts]):
    """Before the question is put it frees the place; a vote that was cast for it stays counted, and marked."""

    name = "meetings.deny_proxy"
    title = Text("我没有委托别人到会", "say that I gave no proxy")
    kind = "effect"
    facts_type = SlipFacts
    duty = False
    of_some = True

    def shut(self) -> Text | None:
        return None  # they may learn of it when the meeting is over

    @cached_property
    def rows(self) -> list[Attendance]:
        sent = proxies_at(self.meeting)  # few meetings have any: asked first
        roll = self.meeting.roll_id
        mine = {one.key for one in ballots.places_of(self.call.person, [roll])} if sent and roll else set()
        return [row for row in sent if row.entry_id in mine]

    @cached_property
    def votes(self) -> Noted:
        return votes_by(self.meeting, self.rows) if self.rows else {}

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        ok = any(row.denied_on is None for row in self.rows) or bool(self.votes)
        yield Finding.either("proxy_in_the_room", ok, STOOD, NOBODY)

    def write(self) -> Outcome:
        votes = self.votes
        empty = vacated(self.meeting, self.rows, votes)
        void(self.rows, self.call.at, self.call.day, at_desk=self.call.on_behalf_of is not None)
        return Outcome(self.meeting.ref, {"votes": len(votes)}, consequences=[*noted(votes), *empty])
