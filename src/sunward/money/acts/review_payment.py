"""The supervision committee's review of a payment (联审)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.money.acts.on_payment import OnPayment

OUTCOMES = (("passed", Text("通过", "passed")), ("vetoed", Text("否决", "vetoed")))


@dataclass(frozen=True, slots=True)
class Reviewed:
    outcome: str = asked("审核结果", "outcome", choices=OUTCOMES)
    reason: str = asked("理由", "reason", hint=Text("否决必须说明", "a veto needs one"), long=True, default="")


@register
class ReviewPayment(OnPayment[Reviewed]):
    """A veto stands until the one who gave it passes the payment."""

    name = "money.review_payment"
    title = Text("审核付款", "review a payment")
    facts_type = Reviewed

    def standing(self) -> Iterable[Finding]:
        yield from self.still_open()
        yield from self.in_office()
        if self.call.by == self.subject.requested_by:
            text = Text("不能审核自己申请的付款", "Whoever asked for a payment may not review it")
            yield Finding("two_people", False, text)
        if self.subject.signatures.filter(by=self.call.by).exists():
            text = Text("已签字的人不能再审核", "Whoever signed a payment may not review it")
            yield Finding("two_people", False, text)

    def judge(self) -> Iterable[Finding]:
        yield from self._reason()
        if self.subject.reviews.filter(by=self.call.by, outcome=self.facts.outcome).exists():
            text = Text("您已经给过这个审核结果", "You have given this review already")
            yield Finding("review_repeated", False, text)

    def _reason(self) -> Iterator[Finding]:
        if self.facts.outcome == "vetoed":
            text = Text("否决要写明理由", "A veto needs a reason")
            yield Finding("reason", bool(self.facts.reason.strip()), text)

    def write(self) -> Outcome:
        self.subject.reviews.create(
            by=self.call.by, post=self.call.post, outcome=self.facts.outcome, reason=self.facts.reason,
            on=self.call.day, stand_in=self.stands_in,
        )  # fmt: skip
        return Outcome(result=self.subject.ref)

    stands_in = False
