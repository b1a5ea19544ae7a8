"""Files of a meeting: what was laid open to be read before it, and the photographs by which its notice is proved."""

from dataclasses import dataclass
from datetime import date

from sunward.kernel.viewer import Viewer
from sunward.meetings.models import Notice, Paper
from sunward.meetings.policies import may_see_proof


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


def proof_of_notice(viewer: Viewer, meeting: str, channel: str) -> tuple[str, bool] | None:
    """The digest of the photograph that proves a channel of a notice, and whether the viewer may look at it; None
    where there is none."""
    rows = Notice.objects.select_related("meeting__roll", "meeting__petition").exclude(proof_sha256="")
    row = rows.filter(meeting__community_code=viewer.community, meeting__number=meeting, channel=channel).first()
    return (row.proof_sha256, may_see_proof(viewer, row.meeting, channel)) if row else None
