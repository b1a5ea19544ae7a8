"""Publications by word."""

from datetime import date

from django.db.models import Q

from sunward.disclosure import policies
from sunward.disclosure.models import Publication
from sunward.disclosure.queries.publications import PublicationCard, cards
from sunward.kernel.viewer import Viewer

MOST = 20


def publications_with(viewer: Viewer, word: str, on: date, limit: int = MOST) -> tuple[PublicationCard, ...]:
    """The newest publications that this reader may know of and whose number or title contains the word. Texts are
    not searched: they may hold names."""
    rows = policies.which(viewer, Publication.objects.filter(community_code=viewer.community))
    rows = rows.filter(Q(number__icontains=word) | Q(title_zh__icontains=word) | Q(title_en__icontains=word))
    return cards(rows, on, limit)
