"""Clocks of officers who must answer, from the charter: its parameters, or the `within` of the power list."""

from datetime import date

from sunward.charter import queries as charter
from sunward.charter.engine import Charter
from sunward.charter.engine.amounts import Duration
from sunward.money.models import Payment

SILENT_AFTER = "silent_review_after"
REVIEW = "money.review_payment"
WITHOUT_A_RULE = Duration(5, working=True)


def review_due(payment: Payment) -> date:
    """The last civil day on which the reviewer may speak before a substitute may, by the charter of the request."""
    book = charter.charter_of(payment.community_code, payment.requested_on)
    return charter.day_after(payment.requested_on, time_to_review(book))


def time_to_review(book: Charter) -> Duration:
    """How long a reviewer may be silent."""
    known = book.parameters.get(SILENT_AFTER)
    return known.value if known and isinstance(known.value, Duration) else time_for(book, REVIEW)


def time_for(book: Charter, act: str) -> Duration:
    """How long the power list gives for an act."""
    powers = book.powers.values()
    return next((power.within for power in powers if power.act == act and power.within), WITHOUT_A_RULE)
