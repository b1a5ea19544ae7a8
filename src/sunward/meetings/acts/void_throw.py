"""Whom the numbers of a draw name never confirmed them: a clerk did; follows from an upheld dispute, granted to
nobody."""

from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.meetings.hearing.acting import OnHearing
from sunward.meetings.models import DisownedThrow, Draw

DRAWN = Text(
    "注意：抽签所用的数只有一个人说过：写明的见证人没有确认过，已经查实。",
    "Alert: lots were drawn by numbers that one alone has said: the witness whom they name never confirmed them.",
)


@register
class VoidThrow(OnHearing[UndoneAtDesk]):
    """A draw that was made stays, and is marked for good: the order of the speakers was somebody's choice. Where
    nothing was drawn, numbers are thrown anew."""

    name = "meetings.void_throw"
    title = Text("作废窗口代办的掷数确认", "void numbers confirmed at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def shut(self) -> Text | None:
        return None  # the answer may come when the hearing is over

    def write(self) -> Outcome:
        row = self.meeting.throws.filter(confirmed_in=self.facts.undone, disowned=None).first()
        if row is not None:
            DisownedThrow.objects.create(throw=row, disowned_on=self.call.day)
        drawn = row is not None and row.confirmed_on is not None and Draw.objects.filter(meeting=self.meeting).exists()
        return Outcome(result=self.meeting.ref, findings=[Finding("two_saw_them_fall", False, DRAWN)] if drawn else [])
