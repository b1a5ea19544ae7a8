"""Publish what came of a coordination or appraisal meeting."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.charter import queries as charter
from sunward.disclosure.acts import PublicationFacts, Publish
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.acts.call_forum import FORUMS
from sunward.meetings.hearing.acting import OnHearing
from sunward.meetings.hearing.answers import answers_due
from sunward.meetings.hearing.book import HEARING
from sunward.meetings.hearing.hosting import left_to_others
from sunward.meetings.hearing.judged import by_the_judged
from sunward.meetings.models import Result

ITEM = "forum_results"  # of the disclosure catalogue
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
        marks = [*by_the_judged(self.meeting, self.call, self.name)]
        return Outcome(result=self.meeting.ref, findings=marks, consequences=self._posting())

    def _posting(self) -> list[Consequence]:
        """It hangs where residents pass, where the catalogue has such an item; else it stands on its page alone."""
        code, title = self.meeting.community_code, self.meeting.title
        if charter.disclosure_item(code, ITEM, self.call.day) is None:
            return []
        kind = dict(FORUMS)[self.meeting.kind]
        facts = PublicationFacts(
            item=ITEM,
            title=f"{kind.zh}的结果：{title}",
            title_en=f"Result of the {kind.en}: {title}",
            text=self.facts.text,
            about=str(self.meeting.ref),
            event_on=self.call.day,
        )
        return [Consequence(Publish, Ref("community", code), facts)]
