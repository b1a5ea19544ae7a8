"""Apply to speak at a hearing."""

from collections.abc import Iterator

from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text
from sunward.meetings.hearing.able import can_speak
from sunward.meetings.hearing.acting import OnHearing, speaker_of
from sunward.meetings.hearing.listing import apply, list_is_open
from sunward.meetings.hearing.places import THEMSELVES, place_left

NEW = Text("您还不在名单上。", "You are not on the list yet.")
ONCE = Text("您已经在名单上。", "You are on the list already.")


@register
class ApplyToSpeak(OnHearing[SlipFacts]):
    """A resident goes on the list. Its numbers are public, the names are not. A draw decides who speaks; where speakers
    are nominated, residents take the places that are kept for nobody else, as they come."""

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
        yield from can_speak(self.call.person, self.meeting.community_code, self.call.day)
        if self.rules and self.chooses:
            yield from place_left(self.meeting, THEMSELVES, self.call, self.rules.speakers, self.source)
        found = speaker_of(self.meeting, self.call.person)
        again = found is None or not found.on_list or (self.chooses and not found.has_place)
        yield Finding.either("listed_once", again, NEW, ONCE)

    def write(self) -> Outcome:
        chosen_on = self.call.day if self.chooses else None
        row = apply(self.meeting, self.call.person, self.call.day, self.call.ref, chosen_on)
        return Outcome(result=self.meeting.ref, public={"list_number": row.number})
