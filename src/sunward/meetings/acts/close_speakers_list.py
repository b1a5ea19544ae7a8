"""Close the list of those who want to speak, before the draw."""

from collections.abc import Iterator

from sunward.kernel import clock
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text
from sunward.meetings.hearing.acting import OnHearing
from sunward.meetings.hearing.hosting import not_hosted
from sunward.meetings.hearing.listing import list_digest, list_is_open, time_to_apply
from sunward.meetings.hearing.places import NOTICED
from sunward.meetings.models import SpeakersList
from sunward.record import queries as record

LOTS = Text("这次听证会抽签产生发言人。", "Lots decide who speaks at this hearing.")
NO_LOTS = Text("这次听证会不抽签。", "No lots are drawn for this hearing.")
NOT_NOTICED = Text("还没有按规定的方式通知，别人来不及报名。", "People have not been told yet; others could not apply.")
LISTED = Text("名单上有人。", "Somebody is on the list.")
SOMEBODY = Text("名单上还没有人。", "Nobody is on the list yet.")
ROOT = Text("账簿签过名，抽签有据可查。", "The log has been signed: a draw can be checked against it.")
NO_ROOT = Text("账簿还没有签过名，不能抽签。", "Nothing in the log has been signed yet; a draw needs its root.")


@register
class CloseSpeakersList(OnHearing[SlipFacts]):
    """Nobody comes on it any more, and whoever leaves it keeps the number; not before the morning of the day before the
    hearing. The newest signed root of the log is kept: it is half of the seed, and was there before any number fell."""

    name = "meetings.close_speakers_list"
    title = Text("发言名单截止", "close the list of speakers")
    kind = "effect"
    of_some = True
    facts_type = SlipFacts

    def shut(self) -> Text | None:
        return super().shut() or not_hosted(self.meeting, self.call)

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        yield from list_is_open(self.meeting)
        yield Finding.either("by_lot", bool(self.rules and self.rules.drawn), LOTS, NO_LOTS, self.source)
        yield Finding.either("noticed", self.meeting.noticed_on is not None, NOTICED, NOT_NOTICED, self.source)
        yield time_to_apply(self.meeting, clock.now())
        somebody = any(one.on_list for one in self.meeting.speakers.all())
        yield Finding.either("somebody", somebody, LISTED, SOMEBODY)
        yield Finding.either("root", record.newest_head(self.meeting.community_code) is not None, ROOT, NO_ROOT)

    def write(self) -> Outcome:
        head = record.newest_head(self.meeting.community_code)
        row = SpeakersList.objects.create(
            meeting=self.meeting,
            closed_on=self.call.day,
            listed=self.meeting.speakers.count(),
            digest=list_digest(self.meeting),
            root=head.root.hex() if head else "",
            root_of=head.size if head else None,
        )
        public = {"listed": row.listed, "digest": row.digest, "root": row.root, "root_of": row.root_of}
        return Outcome(result=self.meeting.ref, public=public)
