"""Clocks of officers who must answer, from the charter: its parameters, or the `within` of the power list."""

from datetime import date

from sunward.charter import queries as charter
from sunward.charter.engine import Charter
from sunward.charter.engine.amounts import Duration
from sunward.money.models import Payment

SILENT_AFTER = "silent_review_after"
REVIEW = "money.review_payment"
WITHOUT_A_RULE = Duration(5, working=True)


class Clocks:
    """The rules by which what happened on a day is late or not: those in force on that day, for a later change wipes
    nothing that is owed; those of the day of the question where they did not know the act, or there were none."""

    def __init__(self, community: str, on: date) -> None:
        self.now = charter.charter_of(community, on)
        self._then = charter.RulesOfThen(community)

    def rules(self, act: str, day: date) -> Charter:
        """The rules for an act that follows what happened on a day."""
        then = self._then.on(day)
        return then if then and any(power.act == act for power in then.powers.values()) else self.now

    def time(self, act: str, day: date) -> Duration:
        """How long they give for it."""
        return time_for(self.rules(act, day), act)


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
