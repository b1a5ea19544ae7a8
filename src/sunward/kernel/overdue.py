"""What somebody owes and has not done by its day; every context tells its own, the pages show them together."""

from dataclasses import dataclass
from datetime import date, timedelta

from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

LOOKED_BACK = timedelta(days=400)  # a year and its late entries; what is older stands on its own page and in the record


@dataclass(frozen=True, slots=True)
class Overdue:
    """One thing past its day. `owner_post` is who must act (`body.post`); `days_late` counts calendar days."""

    title: Text
    owner_post: str
    due_on: date
    days_late: int
    stuck_at: Text
    next_step: Text
    subject: Ref
    source: str = ""
