"""Ratify a decision."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.decisions.judging.standing import state_of
from sunward.decisions.lookup import other_decision
from sunward.decisions.models import Decision
from sunward.decisions.plan import Plans, may_decide
from sunward.decisions.resolving import replace
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

EXAMPLE = Text("例如 XY-R-2026-007", "for example XY-R-2026-007")


@dataclass(frozen=True, slots=True)
class RatifyFacts:
    by_decision: str = asked("由哪个决定追认（编号）", "the decision that ratifies it (its number)", hint=EXAMPLE)


@register
class Ratify(Act[Decision, RatifyFacts]):
    """A later decision of the competent body makes this one good; from then on it unlocks what it authorises."""

    name = "decisions.ratify"
    title = Text("追认决定", "ratify a decision")
    kind = "effect"
    subject_type = "decision"
    subject_model = Decision
    facts_type = RatifyFacts

    @cached_property
    def plans(self) -> Plans:
        return Plans()

    @cached_property
    def ratifier(self) -> Decision:
        return other_decision(self.subject, self.facts.by_decision)

    def standing(self) -> Iterator[Finding]:
        word = state_of(self.subject, self.call.day, self.plans).word
        text = Text("这个决定不需要追认。", "This decision needs no ratification.")
        if word == "not_in_order":
            text = Text("这个决定不符合程序，可以追认。", "This decision is not in order and can be ratified.")
        yield Finding("needs_ratifying", word == "not_in_order", text, actual=word)

    def judge(self) -> Iterator[Finding]:
        yield self._later()
        yield self._in_force()
        yield self._competent()

    def _later(self) -> Finding:
        text = Text("追认的决定应在后面。", "The decision that ratifies comes later.")
        later = self.ratifier.decided_on >= self.subject.decided_on
        return Finding("ratified_afterwards", later, text, actual=str(self.ratifier.decided_on))

    def _in_force(self) -> Finding:
        word = state_of(self.ratifier, self.call.day, self.plans).word
        text = Text("追认的决定本身要符合程序、仍然有效。", "The decision that ratifies must itself be in force.")
        return Finding("ratifier_in_force", word in {"in_force", "carried_out"}, text, actual=word)

    def _competent(self) -> Finding:
        step, matter = self.ratifier.step, self.subject.matter
        rules = self.plans.charter_of(matter)
        handed = step.authorised_by_assembly and step.matter.kind == matter.kind  # for another kind it is none
        ok = may_decide(rules, matter.kind, step.body, handed)
        text = Text("由有权决定这件事的机构追认。", "The body that ratifies must be one that may decide this matter.")
        return Finding("competence", ok, text, actual=step.body)

    def write(self) -> Outcome:
        self.subject.ratified_by, self.subject.ratified_on = self.ratifier, self.call.day
        self.subject.save(update_fields=["ratified_by", "ratified_on"])
        others = Decision.objects.select_for_update().filter(matter=self.subject.matter, pk__lt=self.subject.pk)
        replace(others, self.subject, self.call.day)
        return Outcome(result=self.subject.ref)
