"""Sign the record of a hearing, as its host or as a speaker."""

from collections.abc import Iterator
from functools import cached_property

from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text
from sunward.meetings.hearing.acting import OnHearing, speaker_of
from sunward.meetings.hearing.book import HEARING
from sunward.meetings.hearing.conclusion import concluded
from sunward.meetings.hearing.drawing import mark_of_earlier_draws
from sunward.meetings.hearing.few import few_heard
from sunward.meetings.hearing.hosting import left_to_others, not_yet_signed_for, stands_in
from sunward.meetings.hearing.judged import by_the_judged
from sunward.meetings.hearing.record import record_digest, still_holds
from sunward.meetings.models import RecordSignature, Speaker
from sunward.meetings.session.unread import marks_of_unread

NOT_YOURS = Text("由主持人和发过言的人签。", "The host signs, and those who spoke.")
UNSIGNED = Text("还没有签过。", "It is still to be signed.")
ONCE = Text("已经签过。", "It has been signed already.")
UNCHANGED = Text("前面的人签过的都在，没有改动。", "What was signed before is all there, unchanged.")
CHANGED = Text("记录和前面的人签的不一样。", "The record is no longer what was signed before.")

STOOD_IN = Text("注意：主持人没有签，由别的机构代签。", "Alert: the host did not sign; another office stood in.")


@register
class SignHearingRecord(OnHearing[SlipFacts]):
    """From the first signature on what was signed stands: until the host signs, only opinions come after it."""

    name = "meetings.sign_hearing_record"
    title = Text("签听证会、协调会、评议会的记录", "sign the record of a hearing, coordination or appraisal meeting")
    kind = "effect"
    facts_type = SlipFacts
    of_some = True

    def shut(self) -> Text | None:
        early = self.not_closed() or not_yet_signed_for(self.meeting, self.call)
        return early or left_to_others(self.meeting, self.call, self.name)

    @cached_property
    def speaker(self) -> Speaker | None:
        found = None if self.call.in_office else speaker_of(self.meeting, self.call.person)
        return found if found and found.opinions.exists() else None

    @cached_property
    def digest(self) -> str:
        return record_digest(self.meeting)

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        wanted = self.rules.signed_by if self.rules else ()
        mine = "host" in wanted if self.call.in_office else "speakers" in wanted and self.speaker is not None
        yield Finding("signed_by", mine, NOT_YOURS, self.source, ", ".join(wanted), self.call.post)
        signed = list(self.meeting.record_signatures.all())
        yield Finding.either("signed_once", not any(self._same(one) for one in signed), UNSIGNED, ONCE)
        if signed:
            yield Finding.either(
                "unchanged",
                all(self._holds(one) for one in signed),
                UNCHANGED,
                CHANGED,
                "",
                signed[0].digest,
                self.digest,
            )

    def _holds(self, other: RecordSignature) -> bool:
        return other.digest == self.digest or still_holds(self.meeting, other.digest)

    def _same(self, other: RecordSignature) -> bool:
        return other.person == self.call.person or (self.call.in_office and other.signed_as == "host")

    def write(self) -> Outcome:
        RecordSignature.objects.create(
            meeting=self.meeting,
            signed_as="host" if self.call.in_office else "speaker",
            speaker=self.speaker,
            person=self.call.person,
            digest=self.digest,
            signed_on=self.call.day,
            opinions=self.meeting.opinions.count(),
        )
        return Outcome(
            result=self.meeting.ref,
            public={"digest": self.digest},
            findings=[*self._marks(), *by_the_judged(self.meeting, self.call, self.name)],
            events=self._events(),
        )

    def _marks(self) -> list[Finding]:
        """What whoever rests a resolution on this hearing has to know, told with the host's signature: that nobody was
        heard, or fewer than the rules want, that lots had been drawn before, or that there was nothing to read."""
        if not self.call.in_office or self.meeting.kind != HEARING:
            return []
        marks = mark_of_earlier_draws(self.meeting)
        if stands_in(self.meeting, self.call):
            marks.append(Finding("host", False, STOOD_IN, self.source, self.meeting.body, self.call.post))
        return [*marks, *few_heard(self.meeting, self.rules), *self._unread]

    @property
    def _unread(self) -> tuple[Finding, ...]:
        return marks_of_unread(self.meeting).get(self.meeting.number, ())

    def _events(self) -> list[object]:
        """Where nobody said anything, there is nothing to answer: the host's signature ends it."""
        return concluded(self.meeting) if self.call.in_office and not self.meeting.opinions.exists() else []
