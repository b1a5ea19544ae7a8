"""Somebody in the room says how many they see there: a second pair of eyes beside whoever keeps the list."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import person_number
from sunward.kernel.slips import refuse_unsigned, slip
from sunward.kernel.text import Text
from sunward.meetings.models import PROXY, AttendanceSeen
from sunward.meetings.session.acting import OnMeeting, not_under_way

AS_LISTED = Text("和到会登记的人数一致。", "As many as the list of attendance has.")
NOT_HERE = Text("只有登记到会的人能核对。", "Only whoever is entered as present can do this.")
ONCE = Text("您已经核对过。", "You have done this already.")


@dataclass(frozen=True, slots=True)
class SeenFacts:
    seen: int = asked("您看到会场里有多少人（代理的不算）", "how many people you see in the room, without proxies")
    signed: FileDigest | None = slip()


@register
class ConfirmAttendance(OnMeeting[SeenFacts]):
    """Each of those present may do it, once. Another number than the list's is recorded as such, and is no proof:
    people come and go. What nobody but the clerk has seen stands in the minutes as that."""

    name = "meetings.confirm_attendance"
    title = Text("核对到会人数", "say how many you see in the room")
    kind = "report"
    facts_type = SeenFacts
    of_some = True

    def shut(self) -> Text | None:
        return not_under_way(self.meeting) or (None if self.here else NOT_HERE) or (ONCE if self._said() else None)

    @cached_property
    def here(self) -> int | None:
        """The place that whoever acts fills now."""
        number = person_number(self.call.person)
        rows = self.meeting.attendance.filter(person__number=number, left_at=None).exclude(how="online")
        return rows.order_by("id").values_list("entry_id", flat=True).first()

    def _said(self) -> bool:
        return AttendanceSeen.objects.filter(meeting=self.meeting, entry_id=self.here, void_on=None).exists()

    @cached_property
    def listed(self) -> int:
        """How many the list has in the room: people, not places, and nobody who is elsewhere."""
        rows = self.meeting.attendance.filter(left_at=None).exclude(how__in=("online", PROXY))
        return rows.values("person").distinct().count()

    def judge(self) -> Iterator[Finding]:
        self.refuse_impossible()
        refuse_unsigned(self.facts, self.call.on_behalf_of)  # else it would be the clerk's own word once more
        if self.facts.seen < 1:
            raise unusable("seen", "您自己也在场。", "You are there yourself.")
        ok, found = self.facts.seen == self.listed, str(self.facts.seen)
        yield Finding("attendance_as_listed", ok, AS_LISTED, required=str(self.listed), actual=found)

    def write(self) -> Outcome:
        if self.here is None:
            raise AssertionError("judge lets nobody through who is not there")
        served = self.call.on_behalf_of is not None
        said = {"seen": self.facts.seen, "listed": self.listed, "seen_at": self.call.at, "void_on": None}
        said |= {"entered_by": self.call.by if served else None}
        AttendanceSeen.objects.update_or_create(meeting=self.meeting, entry_id=self.here, defaults=said)
        return Outcome(result=self.meeting.ref, public={"listed": self.listed})
