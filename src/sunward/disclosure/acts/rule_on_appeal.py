"""Rule on an appeal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sunward.charter.reasons import refuse_nothing
from sunward.disclosure.answers import (
    IN_PUBLIC,
    OUTCOMES,
    WHY,
    apart,
    barred_from_own,
    in_time,
    kin_declared_late,
    marks_of_own,
    upheld_events,
)
from sunward.disclosure.catalogue import source_of
from sunward.disclosure.concerning import OBJECTOR, ON_ROLLS, WAYS, WHICH_WAY, WHOM, concerned
from sunward.disclosure.consents import doubts, marks_of_late
from sunward.disclosure.keeping import powers_on
from sunward.disclosure.models import Objection
from sunward.disclosure.own_answers import barred_from_own_answer, marks_of_own_answer
from sunward.disclosure.stakes import OWN_APPEAL, OWN_STAKE
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class RulingFacts:
    outcome: str = asked("裁定", "ruling", choices=OUTCOMES)
    ruling: str = asked("理由", "reasons", hint=IN_PUBLIC, long=True)
    way: str = asked(WHICH_WAY.zh, WHICH_WAY.en, hint=ON_ROLLS, choices=WAYS, default="")
    concerns: str = asked(WHOM.zh, WHOM.en, hint=OBJECTOR, private=True, most=60, default="")


@register
class RuleOnAppeal(Act[Objection, RulingFacts]):
    """The street has ruled; its word outranks the first answer. A late ruling is shown as late for ever."""

    name = "disclosure.rule_on_appeal"
    title = Text("裁定申诉", "rule on an appeal")
    kind = "report"
    subject_type = "objection"
    subject_model = Objection
    facts_type = RulingFacts

    @classmethod
    def rule_books(cls, subject: Objection, day: date) -> tuple[date, ...]:
        return (powers_on(cls.name, subject.community_code, day, subject),)

    def standing(self) -> Iterator[Finding]:
        if self.subject.ruling_due_on is None:
            yield Finding("open", False, Text("没有人申诉。", "Nobody has appealed."))
        elif said := self._barred():
            yield Finding("open", False, said)

    def judge(self) -> Iterator[Finding]:
        due_on = self.subject.ruling_due_on
        if due_on is None:
            raise unusable("ruling", "没有人申诉。", "Nobody has appealed.")
        if self.subject.ruled_on:
            raise unusable("ruling", "这件申诉已经裁定。", "This appeal has been ruled on.")
        if said := self._barred():
            raise unusable("outcome", said.zh, said.en)
        refuse_nothing("ruling", self.facts.ruling, WHY)
        _ = self._concerned
        source = source_of(self.subject.community_code, "superior_reply", self.subject.opened_on)
        yield in_time("ruled_in_time", due_on, self.call.day, source)

    def _barred(self) -> Text | None:
        """Why they do not rule on it: somebody else has to."""
        if not apart(self.subject.publication, self.call):
            return OWN_STAKE
        if barred_from_own(self.subject, self.name, self.call):
            return OWN_APPEAL
        return barred_from_own_answer(self.subject, self.call)

    @cached_property
    def _concerned(self) -> tuple[str, str] | None:
        return concerned(self.subject, self.facts)

    def write(self) -> Outcome:
        own = marks_of_own_answer(self.subject, self.call)
        if self._concerned:
            self.subject.concerns, self.subject.way = self._concerned
        self.subject.ruled_on = self.call.day
        self.subject.ruling, self.subject.ruling_outcome = self.facts.ruling, self.facts.outcome
        self.subject.save(update_fields=["ruled_on", "ruling", "ruling_outcome", "concerns", "way"])
        marks = [*marks_of_own(self.subject, self.call), *kin_declared_late(self.subject.publication, self.call)]
        marks += own + marks_of_late(self.subject, self.call.day)
        upheld = upheld_events(self.subject, self.facts.outcome, self.call.day)
        return Outcome(self.subject.ref, findings=marks, events=[*upheld, *doubts(self.subject, self.call.day)])
