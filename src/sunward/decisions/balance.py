"""The one derived number that is stored: how much of a decision's money has been released.

The arithmetic is the database's, and so is the last word: its check constraint holds against two releases at the
same moment, whatever both of them read before.
"""

from decimal import Decimal

from django.db.models import F

from sunward.decisions.models import Decision
from sunward.kernel.yuan import fen


def draw(number: str, amount: Decimal) -> None:
    """Add `amount` yuan to what has been released.

    Raises:
        IntegrityError: when more would be released than was authorised.
    """
    Decision.objects.filter(number=number).update(released=F("released") + fen(amount))


def give_back(decision: Decision, amount: Decimal) -> None:
    """Take `amount` yuan off again, also from the decisions that took this one's place and began with its sum."""
    current: Decision | None = decision
    while current is not None:
        Decision.objects.filter(pk=current.pk).update(released=F("released") - fen(amount))
        newer = current.superseded_by
        current = newer if newer and newer.matter_id == current.matter_id else None
