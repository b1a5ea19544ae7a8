"""Decisions on the rules and the covenant that nobody has put in force."""

from collections.abc import Iterator
from datetime import date

from sunward.decisions.judging.by_vote import voted
from sunward.decisions.judging.standing import RELATED, REPORTS, state_of
from sunward.decisions.models import Decision
from sunward.kernel.findings import Finding, breaches

RULES, COVENANT = "community_rules", "covenant"  # the charter's words for the matters
NEWEST = 20  # of those that wait; older ones are put in force by their number


def waiting(community: str, on: date, used: frozenset[str]) -> Iterator[tuple[Decision, list[Finding]]]:
    """Those in force that have put nothing in force yet, newest first, with what is wrong with how they were voted on.
    `used` are the decisions by which something was."""
    rows = Decision.objects.filter(community_code=community, matter__kind__in=(RULES, COVENANT))
    rows = rows.exclude(number__in=used).filter(superseded_by=None).select_related(*RELATED).prefetch_related(*REPORTS)
    for row in rows.order_by("-id")[:NEWEST]:
        if state_of(row, on).unlocks:
            yield row, list(breaches(voted(row, on)))
