"""The competent body ratifies an urgent payment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sunward.charter.engine.spending import NONE
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.money import consequences
from sunward.money.acts.on_payment import OnPayment
from sunward.money.queries.decided import NO_POSTING, decision_facts
from sunward.money.queries.urgent import UrgentView, urgent_view
from sunward.money.rules.decided import opens
from sunward.money.rules.facts import DecisionFacts
from sunward.money.rules.wording import phrase, said_day, said_yuan


@dataclass(frozen=True, slots=True)
class Ratified:
    decision: str = asked("追认的决定（编号）", "decision that ratifies it (number)")


@register
class RatifyUrgent(OnPayment[Ratified]):
    """In time means that the decision was taken in time. After that the sum is due back, and nothing ratifies it."""

    name = "money.ratify_urgent"
    title = Text("追认应急开支", "ratify urgent spending")
    facts_type = Ratified

    @cached_property
    def case(self) -> UrgentView | None:
        return urgent_view(self.subject, self.call.day)

    @cached_property
    def decision(self) -> DecisionFacts | None:
        return decision_facts(self.facts.decision.strip(), self.subject.community_code, self.call.day, NO_POSTING)

    def standing(self) -> Iterable[Finding]:
        yield from self.in_office()
        if self.case is None or self.case.state is None:
            yield Finding("urgent", False, Text("这不是已经付出的应急开支", "This is no urgent payment that has left"))
        elif self.case.state in {"ratified", "refunded"}:
            yield Finding("urgent", False, Text("已经追认或退回", "It has been ratified or paid back already"))

    def judge(self) -> Iterable[Finding]:
        if self.decision is None:
            text = phrase("查无决定 {no}", "There is no decision {no}", no=self.facts.decision)
            yield Finding("decision", False, text)
        elif self.case:
            yield from self.decision.findings
            yield from self._judge_decision(self.decision, self.case)

    def _judge_decision(self, decision: DecisionFacts, case: UrgentView) -> Iterator[Finding]:
        body, source = case.ratified_by, case.source
        ok, said = opens(decision, "urgent_spending", "spending")
        yield Finding("decided_on_spending", ok, said, source)
        text = phrase("要由{body}追认", "To be ratified by: {body}", body=case.ratified_by_title)
        yield Finding("competence", body == NONE or body in decision.taken_by, text, source, body)
        text = phrase("追认截止{day}", "To be ratified by {day}", day=said_day(case.ratify_by))
        yield Finding("in_time", decision.decided_on <= case.ratify_by, text, source, str(case.ratify_by))
        room = decision.room or Decimal(0)
        text = phrase(
            "决定批准的金额还有 {room} 元", "{room} yuan of the decided amount are left", room=said_yuan(room)
        )
        yield Finding("authorised", room >= self.subject.amount, text, source)

    def write(self) -> Outcome:
        case = self.subject.urgent_case
        case.ratified_on, case.decision_number = self.call.day, self.facts.decision.strip()
        case.save(update_fields=["ratified_on", "decision_number"])
        draw = consequences.draw(case.decision_number, self.subject.amount, self.subject.number)
        return Outcome(result=self.subject.ref, consequences=[draw])
