"""Publish what came of a coordination or appraisal meeting."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.hearing.acting import OnHearing
from sunward.meetings.hearing.answers import answers_due
from sunward.meetings.hearing.book import HEARING
from sunward.meetings.hearing.judged import by_the_judged, left_to_others
from sunward.meetings.models import Result

OF_EACH = Text(
    "听证会的每条意见单独答复。", "At a hearing each opinion has its own answer; there is no result beside them."
)
BY = Text("结果应在 {day} 前公布。", "The result is published by {day}.")
NO_NAMES = Text(
    "协调会写谈成了什么；评议会写大家怎么评价。不要写居民姓名。",
    "Of a coordination meeting what was agreed; of an appraisal what people think of the work. Write no names of "
    "residents.",
)


@dataclass(frozen=True, slots=True)
class ResultFacts:
    text: str = asked("会议的结果", "what came of it", hint=NO_NAMES, long=True)


@register
class PublishResult(OnHearing[ResultFacts]):
    """What was agreed, or what people thought of the work, in words; nothing was voted on."""

    name = "meetings.publish_result"
    title = Text("公布协调会、评议会的结果", "publish the result of a coordination or appraisal meeting")
    kind = "report"
    facts_type = ResultFacts

    def shut(self) -> Text | None:
        of_each = OF_EACH if self.meeting.kind == HEARING else None
        return self.not_closed() or of_each or left_to_others(self.meeting, self.call, self.name)

    def judge(self) -> Iterator[Finding]:
        self.refuse_impossible()
        if Result.objects.filter(meeting=self.meeting).exists():
            raise unusable("text", "结果已经公布。", "The result has been published already.")
        due, rules = answers_due(self.rules, self.room.day), self.rules
        if due and rules:
            today = self.call.day
            yield Finding("published_in_time", today <= due, BY.fill(day=due), rules.source, str(due), str(today))

    def write(self) -> Outcome:
        Result.objects.create(meeting=self.meeting, text=self.facts.text, published_on=self.call.day)
        return Outcome(result=self.meeting.ref, findings=[*by_the_judged(self.meeting, self.call)])
