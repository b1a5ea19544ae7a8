"""Have a later decision take the place of an earlier one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.decisions.judging.standing import state_of
from sunward.decisions.lookup import other_decision
from sunward.decisions.models import Decision
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class SupersedeFacts:
    by_decision: str = asked("由哪个决定取代（编号）", "the decision that takes its place (its number)")


@register
class Supersede(Act[Decision, SupersedeFacts]):
    """A decision on another matter takes the place of this one, which then unlocks nothing more."""

    name = "decisions.supersede"
    title = Text("以新决定取代", "supersede a decision")
    kind = "effect"
    subject_type = "decision"
    subject_model = Decision
    facts_type = SupersedeFacts

    @cached_property
    def newer(self) -> Decision:
        return other_decision(self.subject, self.facts.by_decision)

    def standing(self) -> Iterator[Finding]:
        text = Text("这个决定还没有被取代。", "No decision has taken its place yet.")
        if self.subject.superseded_by:
            number = self.subject.superseded_by.number
            text = Text(f"已被 {number} 取代。", f"{number} has taken its place already.")
        yield Finding("not_superseded", self.subject.superseded_by is None, text)

    def judge(self) -> Iterator[Finding]:
        word = state_of(self.newer, self.call.day).word
        text = Text("新决定要符合程序、已经生效。", "The newer decision must be in force.")
        yield Finding("newer_in_force", word in {"in_force", "carried_out"}, text, actual=word)
        text = Text("新决定要在后面作出。", "The newer decision must be the later one.")
        yield Finding("decided_later", self.newer.decided_on >= self.subject.decided_on, text)

    def write(self) -> Outcome:
        self.subject.superseded_by, self.subject.superseded_on = self.newer, self.call.day
        self.subject.save(update_fields=["superseded_by", "superseded_on"])
        return Outcome(result=self.subject.ref)
