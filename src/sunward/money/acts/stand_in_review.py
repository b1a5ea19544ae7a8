"""A substitute reviews in place of a silent reviewer."""

from collections.abc import Iterable

from sunward.kernel.acts import register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.money.acts.review_payment import ReviewPayment
from sunward.money.queries.silence import review_due
from sunward.money.rules.wording import phrase, said_day


@register
class StandInReview(ReviewPayment):
    """Open only after the reviewer's time has run out; the silence stays on the payment's page."""

    name = "money.stand_in_review"
    title = Text("代替沉默的审核人审核", "review in place of a silent reviewer")
    stands_in = True

    def standing(self) -> Iterable[Finding]:
        yield from super().standing()
        due = review_due(self.subject)
        spoken = self.subject.reviews.exists()
        text = (
            Text("审核人已经表态", "The reviewer has spoken")
            if spoken
            else phrase("审核人可以审核到{day}", "The reviewer has until {day}", day=said_day(due))
        )
        yield Finding("silence", not spoken and self.call.day > due, text)
