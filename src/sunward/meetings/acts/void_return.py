"""Somebody never took back that they step aside: a clerk did; follows from an upheld dispute, granted to nobody."""

from sunward.ballots import queries as ballots
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.meetings.models import UndoneEntry
from sunward.meetings.session.acting import OnItem

VOTED = Text(
    "注意：有人的回避是服务台代为撤回的，本人没有要求过；表决已经开始。",
    "Alert: a clerk had taken back a stepping aside for somebody who had not. The vote had begun by then.",
)


@register
class VoidReturn(OnItem[UndoneAtDesk]):
    """Before the vote they step aside again, as they had; afterwards it is marked."""

    name = "meetings.void_return"
    title = Text("作废窗口代办的撤回回避", "void the return of somebody who had stepped aside, entered at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def shut(self) -> Text | None:
        return None  # the answer may come when the meeting is over

    def write(self) -> Outcome:
        late = bool(ballots.standing_votes(self.subject.ref))
        UndoneEntry.objects.create(
            meeting=self.meeting, entry=self.facts.undone, act="meetings.take_back_exclusion",
            about=f"return:{self.facts.undone}", late=late, undone_on=self.call.day,
        )  # fmt: skip
        if late:
            return Outcome(result=self.subject.ref, findings=[Finding("back_by_themselves", False, VOTED)])
        places = [one.key for one in ballots.places_of(self.facts.person, [self.meeting.roll_id or 0])]
        rows = self.subject.off_base.filter(entry_id__in=places, taken_back_by_self=True)
        rows.update(taken_back_on=None, taken_back_because="", taken_back_by_self=None)
        as_proxy = self.subject.proxies_aside.filter(proxy=self.facts.person)
        as_proxy.update(taken_back_on=None, taken_back_because="")
        return Outcome(result=self.subject.ref)
