"""Payments by word."""

from django.db.models import Q

from sunward.kernel.viewer import Viewer
from sunward.money.models import Payment
from sunward.money.queries.payments import PaymentRow, row_of

MOST = 20


def payments_with(viewer: Viewer, word: str, limit: int = MOST) -> tuple[PaymentRow, ...]:
    """The newest payments whose number, purpose, site or payee contains the word. Private persons who were paid are
    found by nobody: a search must not tell a masked name."""
    firm = Q(payee__kind="company", payee__name__icontains=word)
    wanted = Q(number__icontains=word) | Q(purpose__icontains=word) | Q(site__icontains=word) | firm
    rows = Payment.objects.filter(wanted, community_code=viewer.community)
    rows = rows.select_related("payee", "line", "order__bank_line").order_by("-position")[:limit]
    return tuple(row_of(each, viewer) for each in rows)
