"""Report a step of a matter: the one entry by which a body tells that it met, and what came of it."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property

from sunward.decisions.drafts import drafted
from sunward.decisions.judging.cases import DISCLOSURES
from sunward.decisions.judging.reporting import Reported
from sunward.decisions.judging.stepfacts import FormerFacts, StepFacts
from sunward.decisions.judging.typed import not_to_be_typed
from sunward.decisions.models import Decision, Matter
from sunward.decisions.resolving import carried_over, make_decision, publish_step
from sunward.kernel.acts import Act, Consequence, Outcome, register
from sunward.kernel.facts import FactsError, unusable
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.text import Text


@register
class ReportStep(Act[Matter, StepFacts]):
    """A body reports a step. Whatever the judge finds is shown inside the step; nothing is refused for a breach."""

    name = "decisions.report_step"
    title = Text("报告一个步骤", "report a step")
    kind = "report"
    subject_type = "matter"
    subject_model = Matter
    facts_type = StepFacts
    once_asked = FormerFacts

    @cached_property
    def told(self) -> Reported:
        return Reported(self.subject, self.facts, self.call.day, self.call.by, self.call.post)

    @cached_property
    def decisions(self) -> list[Decision]:
        return list(Decision.objects.select_for_update().filter(matter=self.subject).order_by("id"))

    def shows(self) -> str | None:
        """Minutes of one step are not those of another."""
        return f"{self.subject.ref}/{self.facts.step}"

    def took_place_on(self) -> date | None:
        return self.facts.held_on

    def judge(self) -> Iterable[Finding]:
        for problem in self._impossible():
            raise problem
        return self.told.findings

    def _impossible(self) -> Iterator[FactsError]:
        """What cannot be, whatever the rules say."""
        if self.facts.held_on > self.call.day:
            yield unusable("held_on", "日子还没到，开过以后再报告。", "This day lies in the future.")
        if self.subject.withdrawn_on:
            yield unusable("step", "这件事已经撤回。", "This matter has been withdrawn.")
        if self.facts.corrects and (self.told.corrected is None or self.told.corrected.key != self.facts.step):
            yield unusable("corrects", "这一步没有这个编号的报告。", "No report of this step has that number.")
        if not self.told.row.body:
            yield unusable("body", "请写明是哪个机构。", "Say which body it was.")
        if self.facts.hearing and (self.told.cited is None or self.told.cited.community != self.subject.community_code):
            yield unusable("hearing", "这里没有这个编号的听证会。", "There is no hearing of that number here.")
        if self.facts.step in DISCLOSURES and not self.decisions:
            yield unusable("step", "还没有决定，无从公开。", "Nothing has been decided yet that could be posted.")
        yield from not_to_be_typed(self.told, self.call.at)
        spent = carried_over(self.decisions)
        if self.told.resolves and spent > (self.told.amount or Decimal(0)):
            yield unusable(
                "authorised_amount",
                f"这件事已经支出 {spent} 元，批准金额不能更少。",
                f"{spent} yuan have been released on this matter; it cannot authorise less.",
            )

    def write(self) -> Outcome:
        row, found = self.told.row, self.told.findings
        row.findings, row.breaches = [finding.as_dict() for finding in found], len(breaches(found))
        row.save(force_insert=True)
        in_order, marks = not row.breaches, self.told.marks()
        decision = self._decide(in_order) if self.told.resolves else None
        return Outcome(
            result=decision.ref if decision else row.ref,
            public={"step_number": row.number, "body": row.body, "in_order": in_order, **self._adopted_text()},
            consequences=self._follow_up(),
            findings=marks,
        )

    def _decide(self, in_order: bool) -> Decision:
        told = self.told
        return make_decision(told.row, told.title, told.text, told.amount, in_order, self.decisions)

    def _adopted_text(self) -> dict[str, str]:
        """A resolution adopts exactly the draft that its matter names."""
        return drafted(self.subject) if self.told.resolves else {}

    def _follow_up(self) -> list[Consequence]:
        item = DISCLOSURES.get(self.facts.step)
        return [publish_step(self.decisions[-1], item, self.told.row, self.told.wanted)] if item else []
