"""Draft the minutes from what was recorded."""

from collections.abc import Iterator
from typing import Any

from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text
from sunward.meetings.minutes.acting import leaves_out_denied, open_results, withdrawn
from sunward.meetings.minutes.drafting import minutes_drafted
from sunward.meetings.minutes.recording import kept_by
from sunward.meetings.models import Minutes
from sunward.meetings.rules.served import content_digest
from sunward.meetings.session.acting import OnMeeting
from sunward.meetings.session.counts import marks_of_attendance

NOT_OVER = Text("会议还没有结束。", "The meeting is not over yet.")
DRAFTABLE = Text("可以起草。", "It can be drafted.")
SIGNED = Text(
    "已经有人签字，不能再重新起草；可以提出更正。", "Somebody has signed: it is corrected now, not drafted anew."
)


@register
class DraftMinutes(OnMeeting[SlipFacts]):
    """Agenda, attendance, counts, statements and votes as recorded. Until the first signature it can be drafted anew,
    and afterwards only when a vote ended otherwise than it tells, or a proxy was denied of whom it does not say so:
    whoever had signed signs again."""

    name = "meetings.draft_minutes"
    title = Text("起草会议记录", "draft the minutes")
    kind = "effect"
    facts_type = SlipFacts
    of_some = True

    @classmethod
    def find(cls, ref: Ref, lock: bool = False) -> Any:
        """The meeting, and with it the minutes it has: nobody signs while they are drafted anew."""
        found = super().find(ref, lock)
        if lock:
            Minutes.objects.select_for_update(no_key=True).filter(meeting=found).first()
        return found

    def shut(self) -> Text | None:
        return None if self.meeting.closed_at or self.meeting.adjourned_at else NOT_OVER

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        yield from kept_by(self.meeting, self.call)
        known = Minutes.objects.filter(meeting=self.meeting).first()
        anew = known is None or not known.signatures.exists() or (not known.locked_on and self._to_be_redone(known))
        yield Finding("unsigned", anew, DRAFTABLE if anew else SIGNED)

    @staticmethod
    def _to_be_redone(known: Minutes) -> bool:
        return bool(open_results(known)) or withdrawn(known) or leaves_out_denied(known)

    def write(self) -> Outcome:
        before = Minutes.objects.filter(meeting=self.meeting).values_list("content", flat=True).first()
        content = minutes_drafted(self.meeting, before)
        digest = content_digest(content)
        known = Minutes.objects.filter(meeting=self.meeting, content_sha256=digest).first()
        known = None if known and withdrawn(known) else known
        row, _new = Minutes.objects.update_or_create(
            meeting=self.meeting,
            defaults={
                "number": self.meeting.number,
                # The same words drafted every day would keep the time for corrections from ever ending.
                "drafted_on": known.drafted_on if known else self.call.day,
                "content": content,
                "content_sha256": digest,
                "drafted_in": known.drafted_in if known else self.call.ref,
            },
        )
        marks = marks_of_attendance(self.meeting)
        return Outcome(result=row.ref, public={"content_sha256": digest}, findings=marks)
