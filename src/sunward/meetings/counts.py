"""Keeping a count of heads: the figures, and what the rule said to them."""

from sunward.meetings.models import AgendaItem, Meeting, QuorumCount
from sunward.meetings.room import HeadCount


def keep(meeting: Meeting, count: HeadCount, item: AgendaItem | None = None) -> QuorumCount:
    """Write the count down; it is never changed."""
    return QuorumCount.objects.create(
        meeting=meeting,
        item=item,
        counted_at=count.at,
        counts=count.counts,
        findings=[found.as_dict() for found in count.said],
        met=count.met,
    )
