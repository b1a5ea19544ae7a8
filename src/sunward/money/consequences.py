"""What follows from money acts in the contexts below."""

from decimal import Decimal

from sunward.decisions.acts import DrawFacts, DrawOnDecision, ReturnToDecision
from sunward.disclosure.acts.publish import PublicationFacts, Publish
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref
from sunward.kernel.text import day_in_full
from sunward.money.models import BankLine, Payment
from sunward.money.rules.matching import OUTSIDE
from sunward.money.rules.wording import said_yuan

URGENT_ITEM = "urgent_spending"
OUTSIDE_ITEM = "paid_outside_the_chain"


def draw(decision: str, amount: Decimal, payment: str) -> Consequence:
    """Take an amount off what a decision authorised."""
    return Consequence(
        DrawOnDecision, Ref("decision", decision), DrawFacts(amount=amount, purpose=str(Ref("payment", payment)))
    )


def give_back(decision: str, amount: Decimal, payment: str) -> Consequence:
    """Put an amount back that never left."""
    return Consequence(
        ReturnToDecision, Ref("decision", decision), DrawFacts(amount=amount, purpose=str(Ref("payment", payment)))
    )


def urgent_notice(payment: Payment, why: str) -> Consequence:
    """Tell everybody of urgent spending the same day."""
    amount = said_yuan(payment.amount)
    facts = PublicationFacts(
        item=URGENT_ITEM,
        title=f"应急开支 {amount} 元：{payment.purpose}",
        title_en=f"Urgent spending of {amount} yuan: {payment.purpose}",
        text=why,
        about=str(payment.ref),
        audience="everyone",
        event_on=payment.requested_on,
    )
    return Consequence(Publish, Ref("community", payment.community_code), facts)


def outside_notice(line: BankLine) -> Consequence:
    """Publish money that left without an order; no account number is in it."""
    amount, why, day = said_yuan(line.amount), OUTSIDE[line.outside_why], day_in_full(line.day)
    facts = PublicationFacts(
        item=OUTSIDE_ITEM,
        title=f"链外支付 {amount} 元（{day.zh}）：{why.zh}",
        title_en=f"Paid outside the chain: {amount} yuan on {day.en}, {why.en}",
        about=str(line.ref),
        audience="everyone",
        event_on=line.day,
    )
    return Consequence(Publish, Ref("community", line.community_code), facts)
