"""Somebody never said how many they saw: a clerk did; follows from an upheld dispute, granted to nobody."""

from sunward.kernel.acts import Outcome, register
from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.meetings.models import AttendanceSeen
from sunward.meetings.session.acting import OnMeeting


@register
class VoidAttendanceSeen(OnMeeting[UndoneAtDesk]):
    """It no longer counts, and while the session goes on they may say it themselves."""

    name = "meetings.void_attendance_seen"
    title = Text("作废窗口代办的到会核对", "void a count of the room entered at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def shut(self) -> Text | None:
        return None  # the answer may come when the meeting is over

    def write(self) -> Outcome:
        came = self.meeting.attendance.filter(person__number=person_number(self.facts.person))
        said = AttendanceSeen.objects.filter(meeting=self.meeting, entry__in=came.values("entry"))
        said.filter(void_on=None, entered_by__isnull=False).update(void_on=self.call.day)
        return Outcome(result=self.meeting.ref)
