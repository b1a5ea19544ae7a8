"""Leave the list of speakers of a hearing."""

from collections.abc import Iterator
from functools import cached_property

from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text
from sunward.meetings.hearing.acting import OnHearing, speaker_of
from sunward.meetings.hearing.leaving import numbers_thrown, what_follows
from sunward.meetings.models import Speaker

LISTED = Text("在发言名单上。", "Is on the list of speakers.")
NOT_LISTED = Text("不在发言名单上，或者已经退出。", "Is not on the list of speakers, or has left it.")
STILL_TO_SPEAK = Text("还没有发言。", "Is still to speak.")
SPOKEN = Text("已经在会上发言，不能再退出。", "Has spoken at the hearing: too late to leave.")


@register
class LeaveSpeakersList(OnHearing[SlipFacts]):
    """By their own word, whoever put them there. Until numbers have fallen lots pass over the number; afterwards that
    would choose who moves up, so their place stays empty, and the draw is the one that was made."""

    name = "meetings.leave_speakers_list"
    title = Text("退出发言名单", "leave the list of speakers")
    kind = "effect"
    facts_type = SlipFacts
    of_some = True

    @cached_property
    def row(self) -> Speaker | None:
        found = speaker_of(self.meeting, self.call.person)
        return found if found and found.on_list else None

    def shut(self) -> Text | None:
        return self.no_speakers() or super().shut()

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        if self.no_speakers():
            return  # of those who are chosen there is nothing to say
        yield Finding.either("listed", self.row is not None, LISTED, NOT_LISTED)
        if self.row is not None:
            yield Finding.either("still_to_speak", not self.row.opinions.exists(), STILL_TO_SPEAK, SPOKEN)
            yield Finding("what_follows", True, what_follows(self.meeting))

    def write(self) -> Outcome:
        row = self.row
        if row is None:
            raise AssertionError("standing lets nobody leave who is not on the list")
        row.left_on, row.left_entry, row.left_after = self.call.day, self.call.ref, numbers_thrown(self.meeting)
        row.save(update_fields=["left_on", "left_entry", "left_after"])
        return Outcome(result=self.meeting.ref, public={"list_number": row.number})
