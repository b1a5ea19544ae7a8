"""What a decision that stands wants next of one person: to put rules in force, or to post it."""

from datetime import date

from sunward.decisions.queries.adopted import to_put_in_force
from sunward.decisions.queries.unposted import to_post
from sunward.kernel.viewer import Viewer
from sunward.kernel.waiting import Waits


def waits_for(viewer: Viewer, on: date, matter: str = "") -> list[Waits]:
    """For this reader; of one matter, where it is named. A few queries, however many there are."""
    return [*to_put_in_force(viewer, on, matter), *to_post(viewer, on, matter)]
