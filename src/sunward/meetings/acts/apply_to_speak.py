"""Apply to speak at a hearing."""

from collections.abc import Iterator

from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text
from sunward.meetings.hearing.acting import OnHearing, speaker_of
from sunward.meetings.hearing.listing import apply, list_is_open

LOTS = Text("这次听证会抽签，可以报名。", "Lots decide who speaks at this hearing: people apply.")
NOMINATED = Text(
    "这次听证会的发言人由推荐产生，不报名。", "The speakers of this hearing are nominated; nobody applies."
)
NEW = Text("您还不在名单上。", "You are not on the list yet.")
ONCE = Text("您已经在名单上。", "You are on the list already.")


@register
class ApplyToSpeak(OnHearing[SlipFacts]):
    """A resident goes on the list. Its numbers are public, the names are not; a draw decides who speaks."""

    name = "meetings.apply_to_speak"
    title = Text("报名发言", "apply to speak")
    kind = "effect"
    facts_type = SlipFacts

    def shut(self) -> Text | None:
        return self.no_speakers() or super().shut()

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        if self.no_speakers():
            return  # of those who are chosen there is nothing to say
        yield from list_is_open(self.meeting)
        yield Finding.either("by_lot", bool(self.rules and self.rules.drawn), LOTS, NOMINATED, self.source)
        found = speaker_of(self.meeting, self.call.person)
        yield Finding.either("listed_once", found is None or found.struck_on is not None, NEW, ONCE)

    def write(self) -> Outcome:
        row = apply(self.meeting, self.call.person, self.call.day, self.call.ref)
        return Outcome(result=self.meeting.ref, public={"list_number": row.number})
