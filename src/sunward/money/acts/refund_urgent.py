"""An urgent payment that nobody ratified comes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.money.acts.in_office import in_office
from sunward.money.models import Payment
from sunward.money.queries.urgent import urgent_view

NOTHING = Text(
    "只有已经付出、没有追认的紧急开支才退回。",
    "Only urgent spending that was paid and not ratified is paid back.",
)


@dataclass(frozen=True, slots=True)
class PaidBack:
    received_on: date = asked("哪天退回", "received back on")
    receipt_number: str = asked("收据号码", "receipt number")


@register
class RefundUrgent(Act[Payment, PaidBack]):
    """The whole sum returns to its budget line."""

    name = "money.refund_urgent"
    title = Text("登记紧急开支退回", "record the refund of urgent spending")
    kind = "effect"
    subject_type = "payment"
    subject_model = Payment
    facts_type = PaidBack

    @cached_property
    def can_come_back(self) -> bool:
        case = urgent_view(self.subject, self.call.day)
        return case is not None and case.state in {"waits", "refund_due"}

    def standing(self) -> Iterable[Finding]:
        yield from in_office(self.call, self.subject.community_code)
        if not self.can_come_back:
            yield Finding("urgent", False, NOTHING)

    def judge(self) -> Iterable[Finding]:
        if self.facts.received_on > self.call.day:
            raise FactsError({"received_on": [_("This day has not come yet.")]})
        return ()

    def write(self) -> Outcome:
        case = self.subject.urgent_case
        case.refunded_on = self.facts.received_on
        case.save(update_fields=["refunded_on"])
        self.subject.line.draw(-self.subject.amount)
        return Outcome(result=self.subject.ref, public={"amount": str(self.subject.amount)})
