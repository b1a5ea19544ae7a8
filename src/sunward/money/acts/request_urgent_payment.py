"""Spend in an emergency."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sunward.charter import queries as charter
from sunward.charter.engine.spending import Urgent
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Measure
from sunward.kernel.spelling import same_spelling
from sunward.kernel.text import Text
from sunward.money import consequences
from sunward.money.acts import asking
from sunward.money.acts.in_office import in_office
from sunward.money.models import BudgetLine, Payment, Series, UrgentCase
from sunward.money.numbering import PAYMENT
from sunward.money.queries.gate import facts_of
from sunward.money.queries.spending import Tested, assess, spent
from sunward.money.queries.urgent import still_open
from sunward.money.rules.conditions import before_request, conditions
from sunward.money.rules.wording import phrase, said_yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentAsked(asking.AskedPayment):
    why: str = asked("为什么等不得", "why it cannot wait")


@register
class RequestUrgentPayment(Act[BudgetLine, UrgentAsked]):
    """Limited by the charter on the sum of urgent payments that belong together; told to everybody the same day;
    to be ratified by the competent body in time, or paid back."""

    name = "money.request_urgent_payment"
    title = Text("应急开支", "ask for urgent spending")
    kind = "effect"
    subject_type = "budget_line"
    subject_model = BudgetLine
    facts_type = UrgentAsked

    @cached_property
    def draft(self) -> Payment:
        payee = asking.payee_in(self.subject, self.facts)
        payment = asking.draft(self.subject, payee, self.facts, self.call.by, self.call.day, None)
        payment.urgent = True
        return payment

    @cached_property
    def tested(self) -> Tested:
        return assess(self.subject.community_code, spent(self.draft), urgent=True)

    @property
    def terms(self) -> Urgent | None:
        return charter.charter_of(self.subject.community_code, self.call.day).spending.urgent

    def shows(self) -> str | None:
        return f"invoice {same_spelling(self.facts.invoice_number)}"

    def measure(self) -> Measure:
        return Measure(self.facts.amount, frozenset({"invoice"}))

    def standing(self) -> Iterable[Finding]:
        return in_office(self.call, self.subject.community_code)

    def judge(self) -> Iterable[Finding]:
        Series.lock(self.subject.community_code, PAYMENT, self.call.day.year)
        yield from self._limit()
        facts = facts_of(self.draft, self.tested, self.call.day)
        yield from (found.finding() for found in before_request(conditions(facts, self.tested.rules)))
        yield from asking.payee_findings(self.draft.payee, self.facts)
        yield from asking.invoice_findings(self.draft.payee, self.facts)

    def _limit(self) -> Iterable[Finding]:
        """Of what belongs together, and of everything that is still open: three emergencies on one day are as many
        payments without a review as one cut into three. It is open until it is ratified or paid back."""
        total = said_yuan(self.tested.total)
        if self.terms is None:
            yield Finding("urgent", False, Text("章程没有规定应急开支", "The charter knows no urgent spending"))
            return
        text = phrase(
            "应急开支最多 {most} 元，合计 {total} 元",
            "Urgent spending reaches {most} yuan; the sum is {total} yuan",
            most=said_yuan(self.terms.up_to),
            total=total,
        )
        yield Finding("urgent", self.tested.total <= self.terms.up_to, text, self.terms.source)
        together = still_open(self.subject.community_code) + self.facts.amount
        text = phrase(
            "没有追认或退回的应急开支合计最多 {most} 元，加上这一笔是 {total} 元",
            "Urgent spending not yet ratified or paid back reaches {most} yuan; with this it is {total} yuan",
            most=said_yuan(self.terms.up_to),
            total=said_yuan(together),
        )
        yield Finding("urgent_open", together <= self.terms.up_to, text, self.terms.source)

    def write(self) -> Outcome:
        payment = self.draft
        payment.tested_sum = self.tested.total
        outcome = asking.save(payment, self.call.day)
        UrgentCase.objects.create(payment=payment, why=self.facts.why, notified_on=self.call.day)
        notice = consequences.urgent_notice(payment, self.facts.why)
        return Outcome(outcome.result, outcome.public, consequences=[notice])
