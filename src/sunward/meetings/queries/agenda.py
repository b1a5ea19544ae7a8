"""What is on the agendas of the meetings that are to come, or were held so lately that they can still be entered."""

from datetime import date, timedelta

from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.calling.announced import only_talked_of
from sunward.meetings.models import Meeting
from sunward.meetings.session.choosing import second_vote_on
from sunward.meetings.session.evening import entered_until

LONGEST_SHUT = timedelta(days=14)  # the desk, in the long holidays, with the days before them on which it was held
FEW = 3


def not_decided_there(meeting: str) -> Text | None:
    """Why what joins the agenda of a meeting now can only be discussed there; None while it can be decided."""
    row = Meeting.objects.filter(number=meeting).first()
    return only_talked_of(row) if row else None


def open_agenda(community: str, on: date, limit: int = FEW) -> list[tuple[Ref, str]]:
    """Each of these meetings that is not over, the next one first, followed by its items that are not settled, or that
    are to be put a second time: so many of today and later, and after them so many that were held before and can still
    be entered, those that were opened first. Two queries, however many there are, but for those with one of several to
    choose."""
    rows = Meeting.objects.filter(community_code=community, starts_at__gte=clock.moment(on - LONGEST_SHUT, 0))
    rows = rows.filter(cancelled_on=None, adjourned_at=None, closed_at=None).order_by("starts_at", "id")
    kept = [row for row in rows.prefetch_related("items") if on <= entered_until(row)]
    ahead = [row for row in kept if clock.civil_day(row.starts_at) >= on]
    before = sorted(kept[: len(kept) - len(ahead)], key=lambda one: (one.opened_at is None, -one.starts_at.timestamp()))
    return [
        named
        for row in (*ahead[:limit], *before[:limit])
        for named in [
            (row.ref, row.title),
            *((item.ref, item.title) for item in sorted(row.items.all(), key=lambda one: one.place)
              if item.settled_on is None or second_vote_on(item)),
        ]
    ]  # fmt: skip
