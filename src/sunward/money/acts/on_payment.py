"""What all acts on a payment have in common."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, cached_property
from typing import TypeVar

from sunward.kernel.acts import Act, Unknown
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Measure
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.money.acts.in_office import in_office
from sunward.money.models import Payment
from sunward.money.queries.gate import gate_of
from sunward.money.queries.spending import rolling, spent
from sunward.money.rules.facts import PaymentFacts, Rules

Facts = TypeVar("Facts")
WITHDRAWN = Text("这笔申请已撤回", "This request was withdrawn")


class OnPayment(Act[Payment, Facts]):
    """An act whose subject is a payment that has been asked for."""

    kind = "effect"
    subject_type = "payment"
    subject_model = Payment

    @classmethod
    def find(cls, ref: Ref, lock: bool = False) -> Payment:
        """The payment with its line and payee; only its own row is locked.

        Raises:
            Unknown: when there is none.
        """
        rows = Payment.objects.select_related("line", "payee").filter(number=ref.id)
        found = (rows.select_for_update(of=("self",)) if lock else rows).first()
        if found is None or ref.type != cls.subject_type:
            raise Unknown(f"There is no {ref}.")
        return found

    @cached_property
    def gate(self) -> tuple[PaymentFacts, Rules]:
        """The payment's facts and the charter's rules for it, as of today."""
        return gate_of(self.subject, self.call.day)

    def measure(self) -> Measure:
        return Measure(self.subject.amount, frozenset({"invoice"}), cache(self._rolling))

    def _rolling(self, by: Sequence[str], days: int) -> Decimal:
        payment = self.subject
        return rolling(payment.community_code, spent(payment), by, days, payment.position)

    def in_office(self) -> Iterator[Finding]:
        """Whoever acts holds the post by the rules."""
        return in_office(self.call, self.subject.community_code)

    def still_open(self) -> Iterator[Finding]:
        """Nothing more is done to a payment that was withdrawn or has left."""
        if self.subject.withdrawn_on:
            yield Finding("withdrawn", False, WITHDRAWN)
        elif self.subject.released_on:
            yield Finding("released", False, Text("这笔款已经放行", "This payment has been released already"))
