"""Report that a decision was carried out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sunward.decisions.judging.standing import state_of
from sunward.decisions.models import Decision, Step
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.text import Text

OWN = Text("不填就是您岗位所在的机构", "empty: the body of your own post")


@dataclass(frozen=True, slots=True)
class CarriedOut:
    done_on: date = asked("办完的日子", "day it was finished")
    body: str = asked("由谁办理", "carried out by which body", hint=OWN, most=60, default="")
    note: str = asked("情况", "what was done", long=True, default="")


@register
class CarryOut(Act[Decision, CarriedOut]):
    """A decision was carried out. If it was not in order this is reported all the same, and stands as a breach."""

    name = "decisions.carry_out"
    title = Text("报告执行完成", "report a decision as carried out")
    kind = "report"
    subject_type = "decision"
    subject_model = Decision
    facts_type = CarriedOut

    def standing(self) -> Iterator[Finding]:
        state = state_of(self.subject, self.call.day)
        text = (
            Text("决定有效。", "The decision stands.")
            if state.unlocks
            else Text("决定无效或已被取代，仍被执行。", "Carried out although the decision was not in force.")
        )
        yield Finding("decision_in_force", state.unlocks, text, actual=state.word)

    def judge(self) -> Iterator[Finding]:
        if self.subject.carried_out_on:
            raise unusable("done_on", "已经报告过执行完成。", "This was reported as carried out already.")
        if not self.subject.decided_on <= self.facts.done_on <= self.call.day:
            raise unusable(
                "done_on",
                f"应在 {self.subject.decided_on}（决定）之后、今天之前。",
                f"A day from {self.subject.decided_on}, when it was decided, until today.",
            )
        return iter(())

    def write(self) -> Outcome:
        self.subject.carried_out_on = self.facts.done_on
        self.subject.save(update_fields=["carried_out_on"])
        step = self._step()
        return Outcome(result=self.subject.ref, public={"step_number": step.number})

    def _step(self) -> Step:
        matter = self.subject.matter
        findings = tuple(self.standing())
        sequence = matter.steps.order_by("sequence").values_list("sequence", flat=True).last() or 0
        return Step.objects.create(
            number=f"{matter.number}/{sequence + 1}",
            matter=matter,
            sequence=sequence + 1,
            key="execution",
            body=self.facts.body or self.call.body,
            held_on=self.facts.done_on,
            recorded_on=self.call.day,
            reported_by=self.call.by,
            reported_by_post=self.call.post,
            note=self.facts.note,
            findings=[finding.as_dict() for finding in findings],
            breaches=len(breaches(findings)),
        )
