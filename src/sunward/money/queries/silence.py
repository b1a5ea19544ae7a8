"""Clocks of officers who must answer, from the charter: its parameters, or the `within` of the power list."""

from datetime import date, timedelta

from sunward.charter import queries as charter
from sunward.charter.engine.amounts import Duration
from sunward.money.models import Payment
from sunward.registry import queries as registry

SILENT_AFTER = "silent_review_after"
REVIEW = "money.review_payment"
WITHOUT_A_RULE = Duration(5, working=True)


def review_due(payment: Payment) -> date:
    """The last civil day on which the reviewer may speak before a substitute may."""
    community, since = payment.community_code, payment.requested_on
    known = charter.charter_of(community, since).parameters.get(SILENT_AFTER)
    if known and isinstance(known.value, Duration):
        return after(since, known.value)
    return last_day(community, REVIEW, since)


def last_day(community: str, act: str, since: date) -> date:
    """By when an act must be done that fell due on a day, by the power list of that day."""
    powers = charter.charter_of(community, since).powers.values()
    within = next((power.within for power in powers if power.act == act and power.within), WITHOUT_A_RULE)
    return after(since, within)


def after(since: date, duration: Duration) -> date:
    """The day a duration ends, counted in civil or working days."""
    if duration.working:
        return registry.add_working_days(since, duration.days)
    return since + timedelta(days=duration.days)
