"""Somebody had not left the list of speakers: a clerk did; follows from an upheld dispute, granted to nobody."""

from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.meetings.hearing.acting import OnHearing
from sunward.meetings.hearing.leaving import numbers_thrown
from sunward.meetings.session.acting import over

TOO_LATE = Text(
    "注意：{number} 号没有退出发言名单，是服务台代办的；查实时抽签的数已经掷过，或者会已经结束，不再放回。",
    "Alert: number {number} had not left the list of speakers: a clerk had entered it. It was found when numbers had "
    "been thrown without them, or the hearing was over; they are not put back.",
)


@register
class PutSpeakerBack(OnHearing[UndoneAtDesk]):
    """Their number counts again, with the place that they had: until numbers have fallen, or, of whoever had left after
    that, until the hearing is over. Nobody who was drawn instead loses their place."""

    name = "meetings.put_speaker_back"
    title = Text("恢复窗口代办退出的发言人", "put back a speaker whom the desk had taken off the list")
    kind = "report"
    facts_type = UndoneAtDesk

    def shut(self) -> Text | None:
        return None  # the answer may come when the hearing is over

    def write(self) -> Outcome:
        row = self.meeting.speakers.filter(left_entry=self.facts.undone, left_on__isnull=False).first()
        if row is None:
            return Outcome(result=self.meeting.ref)
        if over(self.meeting) or (row.passed_over and numbers_thrown(self.meeting)):
            found = Finding("before_the_draw", False, TOO_LATE.fill(number=row.number))
            return Outcome(result=self.meeting.ref, findings=[found])
        row.left_on = row.left_entry = row.left_after = None
        row.save(update_fields=["left_on", "left_entry", "left_after"])
        return Outcome(result=self.meeting.ref, public={"list_number": row.number})
