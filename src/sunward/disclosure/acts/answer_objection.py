"""Answer an objection."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.disclosure.answers import IN_PUBLIC, OUTCOMES, in_time, upheld_events
from sunward.disclosure.catalogue import source_of
from sunward.disclosure.models import Objection
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    outcome: str = asked("结论", "outcome", choices=OUTCOMES)
    answer: str = asked("答复", "answer", hint=IN_PUBLIC, long=True)


@register
class AnswerObjection(Act[Objection, AnswerFacts]):
    """An objection was answered, in public. A late answer is an answer, and is shown as late for ever."""

    name = "disclosure.answer_objection"
    title = Text("答复异议", "answer an objection")
    kind = "report"
    subject_type = "objection"
    subject_model = Objection
    facts_type = AnswerFacts

    def standing(self) -> Iterator[Finding]:
        yield in_time(
            "answered_in_time", self.subject.due_on, self.call.day,
            source_of(self.subject.community_code, "objection_reply", self.call.day),
        )  # fmt: skip

    def judge(self) -> Iterator[Finding]:
        if self.subject.answered_on:
            raise unusable("answer", "这条异议已经答复。", "This objection has been answered.")
        return iter(())

    def write(self) -> Outcome:
        self.subject.answered_on = self.call.day
        self.subject.answer, self.subject.outcome = self.facts.answer, self.facts.outcome
        self.subject.save(update_fields=["answered_on", "answer", "outcome"])
        return Outcome(result=self.subject.ref, events=upheld_events(self.subject, self.facts.outcome, self.call.day))
