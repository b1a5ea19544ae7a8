"""Answer an objection."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sunward.disclosure.answers import (
    AnswerFacts,
    Answering,
    apart,
    barred_from_own,
    kin_declared_late,
    marks_of_own,
    upheld_events,
)
from sunward.disclosure.concerning import OBJECTOR, ON_ROLLS, WAYS, WHICH_WAY, WHOM, concerned
from sunward.disclosure.consents import doubts, marks_of_late
from sunward.disclosure.keeping import powers_on
from sunward.disclosure.models import Objection
from sunward.disclosure.stakes import FOR_THE_STREET, IN_NEED, OWN_OBJECTION, OWN_STAKE, Answerers
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

RULED = Text(
    "街道已经裁定这条异议：以裁定为准，不再答复。",
    "The street has ruled on this objection: its ruling stands, and no answer comes after it.",
)


@dataclass(frozen=True, slots=True)
class AnswerObjectionFacts(AnswerFacts):
    way: str = asked(WHICH_WAY.zh, WHICH_WAY.en, hint=ON_ROLLS, choices=WAYS, default="")
    concerns: str = asked(WHOM.zh, WHOM.en, hint=OBJECTOR, private=True, most=60, default="")


@register
class AnswerObjection(Answering[Objection, AnswerObjectionFacts]):
    """An objection was answered, in public, by somebody else who has no stake in what it is about."""

    name = "disclosure.answer_objection"
    title = Text("答复异议", "answer an objection")
    subject_type = "objection"
    subject_model = Objection
    facts_type = AnswerObjectionFacts
    answered_already = Text("这条异议已经答复。", "This objection has been answered.")

    @classmethod
    def rule_books(cls, subject: Objection, day: date) -> tuple[date, ...]:
        return (powers_on(cls.name, subject.community_code, day, subject),)

    @property
    def item(self) -> str:
        return self.subject.publication.item

    def standing(self) -> Iterator[Finding]:
        if said := self._closed():
            yield Finding("open", False, said)
        yield from super().standing()

    def judge(self) -> Iterator[Finding]:
        if said := self._closed():
            raise unusable("outcome", said.zh, said.en)
        _ = self._concerned
        return super().judge()

    @cached_property
    def _concerned(self) -> tuple[str, str] | None:
        return concerned(self.subject, self.facts)

    def write(self) -> Outcome:
        if self._concerned:
            self.subject.concerns, self.subject.way = self._concerned
            self.subject.save(update_fields=["concerns", "way"])
        outcome = super().write()
        marks = [*marks_of_own(self.subject, self.call), *kin_declared_late(self.subject.publication, self.call)]
        marks += marks_of_late(self.subject, self.call.day)
        return replace(outcome, findings=[*outcome.findings, *marks])

    def _closed(self) -> Text | None:
        """Why they do not answer: somebody else has to, or has ruled already."""
        call, answerers = self.call, Answerers.of(self.subject, self.call.day)
        if self.subject.ruled_on is not None:
            return RULED
        if not apart(self.subject.publication, call):
            return OWN_STAKE
        if barred_from_own(self.subject, self.name, call):
            return OWN_OBJECTION
        if answerers.only_in_need(call.post):
            return IN_NEED
        return FOR_THE_STREET if answerers.only_rules(call.post) else None

    def announced(self) -> Sequence[object]:
        upheld = upheld_events(self.subject, self.facts.outcome, self.call.day)
        return [*upheld, *doubts(self.subject, self.call.day)]
