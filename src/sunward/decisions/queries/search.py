"""Matters by word."""

from datetime import date

from django.db.models import Q

from sunward.decisions.models import Matter
from sunward.decisions.queries.matters import COLUMNS, MatterCard, _cards

MOST = 20


def matters_with(community: str, word: str, on: date, limit: int = MOST) -> tuple[MatterCard, ...]:
    """The newest matters whose number, title or text contains the word, capital or small letters alike."""
    found = Matter.objects.filter(community_code=community, opened_on__lte=on)
    found = found.filter(Q(number__icontains=word) | Q(title__icontains=word) | Q(text__icontains=word))
    return _cards(community, list(found.order_by("-id").values(*COLUMNS)[:limit]), on)
