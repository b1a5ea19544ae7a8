"""What answers to objections and to disputes, and rulings on appeals, have in common."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeVar

from sunward.charter.reasons import refuse_nothing, wanted
from sunward.disclosure.catalogue import reply_source
from sunward.disclosure.events import ObjectionUpheld
from sunward.disclosure.models import Answer, DeskDispute, Objection, Publication
from sunward.disclosure.rules import UPHELD
from sunward.disclosure.stakes import Answerers, has_a_stake, tied_since
from sunward.kernel.acts import Act, Call, Outcome
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

OUTCOMES = (
    (Answer.UPHELD.value, Text("异议成立", "upheld")),
    (Answer.PARTLY.value, Text("部分成立", "upheld in part")),
    (Answer.NOT_UPHELD.value, Text("异议不成立", "not upheld")),
)
IN_PUBLIC = Text("答复全文公开，请不要写姓名。", "The answer is public word for word: write no names.")
WHY = wanted("请写明查了什么、为什么这样定。", "Say what was looked into, and why it is found so.")

BY_WHOM_IT_IS = Text(
    "注意：是提出异议的人自己办的：没有别人可以办。",
    "Alert: done by whoever had objected, for there was nobody else who could.",
)


def in_time(rule: str, due_on: date, on: date, source: str) -> Finding:
    """Whether an answer or ruling came by its day."""
    late = (on - due_on).days
    text = (
        Text(f"应在 {due_on} 前答复，晚了 {late} 天。", f"Due by {due_on}; {late} days late.")
        if late > 0
        else Text("按时答复。", "Answered in time.")
    )
    return Finding(rule, late <= 0, text, source, f"<= {due_on}", str(on))


def apart(publication: Publication, call: Call) -> bool:
    """Whether whoever answers or rules has no stake of their own."""
    people = {call.by, call.person}
    return not any(has_a_stake(publication, person, call.post, call.day) for person in people)


def barred_from_own(objection: Objection, act: str, call: Call) -> bool:
    """Whether it is their own objection, and somebody else can answer it, or rule on it."""
    return _own(objection, call) and Answerers.of(objection, call.day).somebody_else(act)


def marks_of_own(objection: Objection, call: Call) -> list[Finding]:
    return [Finding("by_another", False, BY_WHOM_IT_IS)] if _own(objection, call) else []


def _own(objection: Objection, call: Call) -> bool:
    return objection.by in {call.by, call.person}


def kin_declared_late(publication: Publication, call: Call) -> list[Finding]:
    """What marks an answer of somebody whose kinship was declared since."""
    days = (tied_since(publication, person, call.day) for person in {call.by, call.person})
    return [registry.declared_only_since(day) for day in days if day]


def upheld_events(objection: Objection, outcome: str, on: date) -> list[ObjectionUpheld]:
    """What is announced when an objection turns out right: whatever waited for the posting waits again."""
    if outcome not in UPHELD:
        return []
    publication = objection.publication
    return [ObjectionUpheld(objection.community_code, publication.number, objection.number, publication.about, on)]


CORRECTED_THEN = Text(
    "成立的，答复以后再更正并重新公开：答复以前张贴的不算更正。",
    "If it is upheld, correct and post it again after this: what was posted before corrects nothing.",
)


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    outcome: str = asked("结论", "outcome", hint=CORRECTED_THEN, choices=OUTCOMES)
    answer: str = asked("答复", "answer", hint=IN_PUBLIC, long=True)


Asked = TypeVar("Asked", Objection, DeskDispute)
Facts = TypeVar("Facts", bound=AnswerFacts)


class Answering(Act[Asked, Facts]):
    """The base of every act that answers somebody in public, once. A late answer is an answer, and is shown as late
    for ever."""

    kind = "report"
    answered_already: ClassVar[Text]

    @property
    def item(self) -> str:
        """The item of the catalogue that it is about: one with a shorter time of its own says so."""
        return ""

    def standing(self) -> Iterator[Finding]:
        source = reply_source(self.subject.community_code, self.item, self.subject.opened_on)
        yield in_time("answered_in_time", self.subject.due_on, self.call.day, source)

    def judge(self) -> Iterator[Finding]:
        if self.subject.answered_on:
            raise unusable("answer", self.answered_already.zh, self.answered_already.en)
        refuse_nothing("answer", self.facts.answer, WHY)
        return iter(())

    def announced(self) -> Sequence[object]:
        """What an answer of this outcome sets going."""
        raise NotImplementedError

    def write(self) -> Outcome:
        self.subject.answered_on = self.call.day
        self.subject.answer, self.subject.outcome = self.facts.answer, self.facts.outcome
        self.subject.save(update_fields=["answered_on", "answer", "outcome"])
        return Outcome(result=self.subject.ref, events=self.announced())
