"""Answer an opinion that was given at a hearing: adopted or not, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sunward.charter.reasons import gives_a_reason, wanted
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Books
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.hearing import book
from sunward.meetings.hearing.answers import answers_due
from sunward.meetings.hearing.conclusion import concluded
from sunward.meetings.hearing.hosting import left_to_others, stands_in
from sunward.meetings.hearing.judged import by_the_judged
from sunward.meetings.models import Meeting, Opinion
from sunward.meetings.session.room import Room

CHOICES = (
    ("adopted", Text("采纳", "adopted")),
    ("partly", Text("部分采纳", "partly adopted")),
    ("not_adopted", Text("不采纳", "not adopted")),
)
BY = Text("每条意见应在 {day} 前公布采纳与否和理由。", "Each opinion has its published answer by {day}.")
PUBLIC = Text("和意见一起公开。不要写姓名。", "Published beside the opinion. Write no names.")

WHY = wanted(
    "请写明理由：为什么采纳，或者为什么不采纳；只写采纳与否不是理由。",
    "Say why it is adopted, or why not: that it is, or is not, is no reason.",
)
HOST_FIRST = Text("主持人先签听证记录。", "First the host signs the record of the hearing.")
NOT_YET = Text(
    "由主持的机构答复；联名要求的听证，过了日子还没有答复的，监督委员会、街道可以答复。",
    "The body that holds the hearing answers. Of one that enough asked for, supervisors and street office may do so "
    "once the day for it is over.",
)


@dataclass(frozen=True, slots=True)
class DispositionFacts:
    disposition: str = asked("采纳吗", "is it adopted", choices=CHOICES)
    why: str = asked("理由", "why", hint=PUBLIC, long=True)


@register
class DisposeOpinion(Act[Opinion, DispositionFacts]):
    """Public at once, beside the opinion. After its day it is taken in, and marked late; with the last one the
    hearing is concluded, and a resolution can rest on it."""

    name = "meetings.dispose_opinion"
    title = Text("答复意见（采纳与否）", "answer an opinion")
    kind = "report"
    subject_type = "opinion"
    subject_model = Opinion
    facts_type = DispositionFacts

    @classmethod
    def rule_books(cls, subject: Opinion, day: date) -> tuple[Books, ...]:
        return book.rule_books(cls.name, subject.meeting, day)

    @classmethod
    def find(cls, ref: Ref, lock: bool = False) -> Any:
        """With its hearing, which is locked too: of two last answers one must see the other."""
        found = super().find(ref)
        rows = Meeting.objects.select_for_update() if lock else Meeting.objects.all()
        meeting = rows.get(pk=found.meeting_id)
        found = super().find(ref, lock)
        found.meeting = meeting
        return found

    @cached_property
    def room(self) -> Room:
        return Room(self.subject.meeting)

    @cached_property
    def host_signed(self) -> bool:
        return self.subject.meeting.record_signatures.filter(signed_as="host").exists()

    def standing(self) -> Iterator[Finding]:
        """Nobody is offered the form before the words that it answers are signed, nor whoever they are about."""
        if shut := self._shut:
            yield Finding("open", False, shut)

    @cached_property
    def _shut(self) -> Text | None:
        if not self.host_signed:
            return HOST_FIRST
        return left_to_others(self.subject.meeting, self.call, self.name)

    def judge(self) -> Iterator[Finding]:
        subject = self.subject
        if subject.disposed_on:
            raise unusable("disposition", "这条意见已经答复，不能改。", "It has been answered already; that stays.")
        if text := self._shut:
            raise unusable("disposition", text.zh, text.en)
        if not gives_a_reason(self.facts.why):
            raise unusable("why", WHY.zh, WHY.en)
        due, rules = answers_due(self.room.hearing, self.room.day), self.room.hearing
        late = due is not None and self.call.day > due and subject.meeting.petition_id is not None
        if stands_in(subject.meeting, self.call) and not late:
            raise unusable("disposition", NOT_YET.zh, NOT_YET.en)
        if due and rules:
            text, today = BY.fill(day=due), self.call.day
            yield Finding("answered_in_time", today <= due, text, rules.source, str(due), str(today))

    def write(self) -> Outcome:
        subject, facts = self.subject, self.facts
        subject.disposition, subject.why, subject.disposed_on = facts.disposition, facts.why, self.call.day
        subject.save(update_fields=["disposition", "why", "disposed_on"])
        marks = [*by_the_judged(subject.meeting, self.call, self.name)]
        return Outcome(result=subject.ref, findings=marks, events=concluded(subject.meeting))
