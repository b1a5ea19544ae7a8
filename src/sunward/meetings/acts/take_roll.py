"""A meeting that petitioners forced takes the roll that was frozen for it; follows from its call, granted to nobody."""

from collections.abc import Iterator
from functools import cached_property

from sunward.ballots.queries import RollBrief
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.calling.demanding import own_roll
from sunward.meetings.session.acting import OnMeeting

ROLL = Text("有为这次会议编制的名册。", "A roll was frozen for this meeting.")
NO_ROLL = Text("没有为这次会议编制的名册。", "No roll was frozen for this meeting.")
NONE_YET = Text("这次会议还没有名册。", "This meeting has no roll yet.")
HAS_ONE = Text("这次会议已经有名册。", "This meeting has a roll already.")


@register
class TakeRoll(OnMeeting[NoFacts]):
    """Nobody chooses it: it is the one that the call has just had frozen."""

    name = "meetings.take_roll"
    title = Text("确定会议名册", "settle the roll of a meeting")
    kind = "effect"
    facts_type = NoFacts

    @cached_property
    def roll(self) -> RollBrief | None:
        meeting, asked = self.meeting, self.meeting.petition
        return own_roll(meeting.community_code, meeting.body, asked.roll.grid, self.call.day) if asked else None

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        yield Finding.either("no_roll_yet", self.meeting.roll_id is None, NONE_YET, HAS_ONE)
        yield Finding.either("roll", self.roll is not None, ROLL, NO_ROLL)

    def write(self) -> Outcome:
        if self.roll is None:
            raise AssertionError("standing lets no meeting through without a roll")
        self.meeting.roll_id = self.roll.key
        self.meeting.save(update_fields=["roll"])
        return Outcome(result=self.meeting.ref, public={"roll": self.roll.number})
