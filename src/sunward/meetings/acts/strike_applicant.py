"""Somebody had not applied to speak: a clerk did; follows from an upheld dispute, granted to nobody."""

from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.meetings.hearing.acting import OnHearing
from sunward.meetings.hearing.leaving import numbers_thrown

TOO_LATE = Text(
    "注意：{number} 号不是本人报的名，是服务台代报的；查实时抽签的数已经掷过，名单和抽签都不再改。",
    "Alert: number {number} had not applied: a clerk had put them on the list. It was found when numbers for the draw "
    "had been thrown; neither the list nor the draw is changed.",
)


@register
class StrikeApplicant(OnHearing[UndoneAtDesk]):
    """The number stays on the list, struck, so that the list is the one that was closed; lots pass it over. They can
    still apply themselves while the list is open. Once numbers have fallen a strike would choose who moves up: the
    number is drawn like the others, and whoever it is can leave."""

    name = "meetings.strike_applicant"
    title = Text("划去窗口代报的发言人", "strike somebody who was put on the list at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def shut(self) -> Text | None:
        return None  # the answer may come when the hearing is over

    def write(self) -> Outcome:
        row = self.meeting.speakers.filter(entry=self.facts.undone, struck_on=None).first()
        if row is None:
            return Outcome(result=self.meeting.ref)
        if numbers_thrown(self.meeting):
            text = TOO_LATE.fill(number=row.number)
            return Outcome(result=self.meeting.ref, findings=[Finding("before_the_draw", False, text)])
        row.struck_on, row.chosen_on = self.call.day, None
        row.save(update_fields=["struck_on", "chosen_on"])
        return Outcome(result=self.meeting.ref, public={"list_number": row.number})
