"""Ask for a payment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Measure
from sunward.kernel.spelling import same_spelling
from sunward.kernel.text import Text
from sunward.money.acts import asking
from sunward.money.acts.in_office import in_office
from sunward.money.models import BudgetLine, Payment, Series, Tender
from sunward.money.numbering import PAYMENT
from sunward.money.queries.gate import facts_of
from sunward.money.queries.spending import Tested, assess, rolling, spent
from sunward.money.rules.conditions import before_request, conditions
from sunward.money.rules.wording import phrase, said_yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentAsked(asking.AskedPayment):
    decision: str = asked("依据的决定（编号）", "decision behind it (number)", default="")
    tender: str = asked("招标（编号）", "tender (number)", default="")
    route: str = asked("按什么程序", "by which procedure", hint=asking.ROUTE, default="")


@register
class RequestPayment(Act[BudgetLine, PaymentAsked]):
    """Refused when the sum with what belongs to it needs a tender, another procedure or another decision; what only
    needs time or somebody else's hand (posting, review, signatures) is waited for afterwards."""

    name = "money.request_payment"
    title = Text("申请付款", "ask for a payment")
    kind = "effect"
    subject_type = "budget_line"
    subject_model = BudgetLine
    facts_type = PaymentAsked

    @cached_property
    def draft(self) -> Payment:
        payee = asking.payee_in(self.subject, self.facts)
        tender = Tender.objects.filter(
            number=self.facts.tender.strip(), community_code=self.subject.community_code
        ).first()
        return asking.draft(self.subject, payee, self.facts, self.call.by, self.call.day, tender)

    @cached_property
    def tested(self) -> Tested:
        return assess(self.subject.community_code, spent(self.draft))

    def shows(self) -> str | None:
        return f"invoice {same_spelling(self.facts.invoice_number)}"

    def measure(self) -> Measure:
        return Measure(self.facts.amount, frozenset({"invoice"}), cache(self._rolling))

    def _rolling(self, by: Sequence[str], days: int) -> Decimal:
        return rolling(self.subject.community_code, spent(self.draft), by, days)

    def standing(self) -> Iterable[Finding]:
        return in_office(self.call, self.subject.community_code)

    def judge(self) -> Iterable[Finding]:
        # Taken before anything is looked at: two requests of one community are tested one after the other.
        Series.lock(self.subject.community_code, PAYMENT, self.call.day.year)
        yield from self._tier()
        facts = facts_of(self.draft, self.tested, self.call.day)
        yield from (found.finding() for found in before_request(conditions(facts, self.tested.rules)))
        yield from asking.payee_findings(self.draft.payee, self.facts)
        yield from asking.invoice_findings(self.draft.payee, self.facts)

    def _tier(self) -> Iterable[Finding]:
        total = said_yuan(self.tested.total)
        if self.tested.tier is None:
            text = phrase(
                "章程没有规定 {total} 元的开支怎么批", "The charter has no rule for {total} yuan", total=total
            )
            yield Finding("tier", False, text, actual=str(self.tested.total))
        elif self.facts.route:
            yield self._route(self.tested.tier.requires.decision)

    def _route(self, required: str) -> Finding:
        text = phrase(
            "与前面的开支合计 {total} 元，要走的程序是：{tier}",
            "Together with what belongs to it this is {total} yuan, which goes by: {tier}",
            total=said_yuan(self.tested.total),
            tier=self.tested.rules.tier,
        )
        ok = self.facts.route in {required, *self.tested.rules.accepted_decisions}
        return Finding("route", ok, text, self.tested.rules.source, required, self.facts.route)

    def write(self) -> Outcome:
        payment = self.draft
        payment.tested_sum = self.tested.total
        return asking.save(payment, self.call.day)
