"""Who came to a hearing, coordination or appraisal meeting."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.hearing.acting import SIGNED, OnHearing, is_signed, read_numbers, speaking_order
from sunward.meetings.hearing.hosting import left_to_others, not_run
from sunward.meetings.hearing.judged import by_the_judged
from sunward.meetings.models import Turnout
from sunward.meetings.session.acting import NOT_OPENED

NUMBERS = Text("名单上的序号，用空格分开", "Their numbers on the list, with blanks between")


@dataclass(frozen=True, slots=True)
class TurnoutFacts:
    listeners: int = asked("旁听、参加的有多少人", "how many others came")
    speakers: str = asked("到会的发言人", "the speakers who came", hint=NUMBERS, default="")


@register
class RecordTurnout(OnHearing[TurnoutFacts]):
    """One entry for the whole room: there is no roll and no quorum, whoever comes may listen."""

    name = "meetings.record_turnout"
    title = Text("登记到会的人", "record who came to a hearing")
    kind = "report"
    facts_type = TurnoutFacts
    of_some = True

    def shut(self) -> Text | None:
        opened, signed = self.meeting.opened_at, is_signed(self.meeting)
        early = SIGNED if signed else None if opened else NOT_OPENED
        shut = self.no_hearing() or early or not_run(self.meeting, self.call)
        return shut or left_to_others(self.meeting, self.call, self.name)

    @cached_property
    def came(self) -> list[int]:
        return read_numbers(self.facts.speakers, "speakers")

    def judge(self) -> Iterator[Finding]:
        self.refuse_impossible()
        if set(self.came) - set(speaking_order(self.meeting)):
            raise unusable("speakers", "这个序号的人没有被选为发言人。", "That number was not chosen to speak.")
        if Turnout.objects.filter(meeting=self.meeting).exists():
            raise unusable("listeners", "已经登记过。", "It has been recorded already.")
        return iter(())

    def write(self) -> Outcome:
        Turnout.objects.create(
            meeting=self.meeting, speakers=self.came, listeners=self.facts.listeners, recorded_on=self.call.day
        )
        return Outcome(result=self.meeting.ref, findings=[*by_the_judged(self.meeting, self.call)])
