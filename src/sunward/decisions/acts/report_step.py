"""Report a step of a matter: the one entry by which a body tells that it met, and what came of it."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property

from sunward.decisions.deriving import step_of
from sunward.decisions.drafts import drafted
from sunward.decisions.judging.cases import DISCLOSURES, RESOLUTION, newest
from sunward.decisions.judging.reporting import Reported
from sunward.decisions.judging.stepfacts import FormerFacts, FromMeeting, StepFacts
from sunward.decisions.models import Decision, Matter
from sunward.decisions.resolving import carried_over, make_decision, publish_step
from sunward.kernel.acts import Act, Consequence, Outcome, register
from sunward.kernel.facts import FactsError, unusable
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings

TO_BE_VOTED = (
    "这件事列在会议 {meeting} 的议程上：由那次会议的表决定，核定后自动登记。",
    "It is on the agenda of meeting {meeting}: the vote there decides it, and is entered by itself once certified.",
)
VOTED = (
    "会议 {meeting} 的表决 {vote} 结果不是这样。",
    "Vote {vote} at meeting {meeting} came out otherwise.",
)
IN_VAIN = (
    "通知过会议 {meeting} 要决定这件事，那次没有表决：要决定，再召集会议表决，核定后自动登记。",
    "People were told that meeting {meeting} decides on it, and it came to no vote there: it is decided by a vote at "
    "another session, which is entered by itself once certified.",
)


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
        yield from self._told_by_a_meeting()
        spent = carried_over(self.decisions)
        if self.told.resolves and spent > (self.told.amount or Decimal(0)):
            yield unusable(
                "authorised_amount",
                f"这件事已经支出 {spent} 元，批准金额不能更少。",
                f"{spent} yuan have been released on this matter; it cannot authorise less.",
            )

    def _told_by_a_meeting(self) -> Iterator[FactsError]:
        """What a meeting in this record decides is told by its vote: nobody types it before, nor otherwise after, nor
        where too few came."""
        if isinstance(self.facts, FromMeeting) or not self._is_of_a_vote():
            return
        here = self.subject.ref, self.told.row.body
        found = meetings.put_to(*here, self.call.at)
        if not found and (told := meetings.told_in_vain(*here)) and not self._of_before(told.told_on):
            yield unusable("step", *(text.format(meeting=told.meeting) for text in IN_VAIN))
        for put in found[-1:]:
            if put.carried is None:
                yield unusable("step", *(text.format(meeting=put.meeting) for text in TO_BE_VOTED))
            elif self._came_to(put) != (self.facts.outcome == "adopted"):
                yield unusable("outcome", *(text.format(meeting=put.meeting, vote=put.vote) for text in VOTED))

    def _of_before(self, day: date) -> bool:
        """Whether it puts right how that stood which was reported before people were told of a session, and decides
        nothing else: a slip in the counts, or that it was not adopted."""
        earlier, adopts = self.told.corrected, self.facts.outcome == "adopted"
        if earlier is None or (adopts and earlier.recorded_on >= day):
            return False
        made = next((one for one in self.decisions if one.step_id == earlier.pk), None)
        facts, subject = self.facts, self.subject
        words = facts.title or subject.title, facts.text or subject.text, self.told.amount, facts.held_on
        same = made is not None and words == (made.title, made.text, made.authorised, earlier.held_on)
        return not adopts or (earlier.adopted and (same or facts.step != RESOLUTION))

    def _is_of_a_vote(self) -> bool:
        """Whether it is the step that a vote of this body takes, or has taken."""
        told, step = self.told, self.facts.step
        if step == RESOLUTION or any(one.key == step and one.body == told.body and one.meeting for one in told.earlier):
            return True
        plan = told.plans.plan_of(self.subject, told.body)
        return step_of(told.rules, plan, self.subject.kind, told.body, newest(told.earlier).keys()) == step

    def _came_to(self, put: meetings.PutTo) -> bool | None:
        """Whether the step was adopted by that vote; of a resolution the vote says so itself."""
        own = [one for one in self.told.earlier if one.key == self.facts.step and one.meeting == put.meeting]
        return own[-1].adopted if own and self.facts.step != RESOLUTION else put.carried

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
        title, text = self.facts.title or self.subject.title, self.facts.text or self.subject.text
        return make_decision(self.told.row, title, text, self.told.amount, in_order, self.decisions)

    def _adopted_text(self) -> dict[str, str]:
        """A resolution adopts exactly the draft that its matter names."""
        return drafted(self.subject) if self.told.resolves else {}

    def _follow_up(self) -> list[Consequence]:
        item = DISCLOSURES.get(self.facts.step)
        return [publish_step(self.decisions[-1], item, self.told.row, self.told.wanted)] if item else []
