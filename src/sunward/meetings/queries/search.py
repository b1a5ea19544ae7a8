"""Meetings by word."""

from django.db.models import Q

from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.queries.meetings import MeetingCard, cards

MOST = 20


def meetings_with(community: str, word: str, limit: int = MOST) -> list[MeetingCard]:
    """The newest meetings and hearings whose number, title or agenda contains the word. What concerns people by name
    stands elsewhere, and is not searched."""
    items = AgendaItem.objects.filter(Q(number__icontains=word) | Q(title__icontains=word))
    found = Meeting.objects.filter(community_code=community)
    found = found.filter(Q(number__icontains=word) | Q(title__icontains=word) | Q(pk__in=items.values("meeting_id")))
    return cards(found.order_by("-pk")[:limit], community)
