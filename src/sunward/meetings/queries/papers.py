"""What was laid open to be read before a meeting: listed on its page, and each by its own digest."""

from dataclasses import dataclass
from datetime import date

from sunward.meetings.models import Paper


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper; `size` in bytes, `media_type` as the door read it from the file's beginning."""

    title: str
    sha256: str
    laid_open_on: date
    size: int
    media_type: str


def paper_view(row: Paper) -> PaperView:
    return PaperView(row.title, row.sha256, row.laid_open_on, row.size, row.media_type)


def paper_of(community: str, meeting: str, sha256: str) -> PaperView | None:
    """A paper of a meeting's agenda by its digest; None for everything else that is kept, whoever asks. One query."""
    rows = Paper.objects.filter(
        item__meeting__community_code=community, item__meeting__number=meeting, item__dropped_on=None, sha256=sha256
    )
    row = rows.order_by("id").first()
    return paper_view(row) if row else None
