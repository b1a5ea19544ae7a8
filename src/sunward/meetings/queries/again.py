"""Sessions to which too few came: until when they are to be called again, and on whose desk that waits."""

from collections.abc import Iterator
from datetime import date

from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.kernel.waiting import Waits
from sunward.meetings.calling.again import called_again, days_again, last_cancelled
from sunward.meetings.calling.demanding import notice_days
from sunward.meetings.calling.petitioners import stands_behind
from sunward.meetings.calling.whose import is_of
from sunward.meetings.models import Meeting
from sunward.meetings.queries.unfinished import TOLD_FOR
from sunward.meetings.session.room import Room
from sunward.meetings.session.undecided import decided_without_it

CALL, CONVENE = "meetings.call_again", "meetings.convene"
TO_CALL = Text(
    "没有开成，已经休会：再次召集，{first}至{last}开",
    "adjourned without a decision: to be called again, and held from {first} to {last}",
)

TOO_LATE = Text(
    "没有开成，已经休会；{last}以前没有再次召集，不能再用原来的通知：还要开的，另行召集",
    "adjourned without a decision, and not called again by {last}: whoever still wants it calls a new meeting",
)


def days_to_call_again(number: str) -> tuple[date, date] | None:
    """The first and the last day on which a session to which too few came is held again; None where it was not
    adjourned, has been called again, or no rule knows a second call."""
    row = Meeting.objects.select_related("second_call").filter(number=number, kind="session").first()
    return _days(row) if row else None


def _days(row: Meeting) -> tuple[date, date] | None:
    if row.adjourned_at is None or called_again(row) or decided_without_it(row):
        return None
    rules = Room(row).rules
    return days_again(row, last_cancelled(row), rules, notice_days(rules))


def to_call_again(viewer: Viewer, on: date) -> Iterator[Waits]:
    """For whoever calls sessions again by the list of powers, of the body whose session it is, and of whoever called
    it; of one that petitioners called for each of them. One query, and the rule books of each that was adjourned and
    not called again."""
    holders = charter.holders_of(CALL, viewer.community, on) if viewer.person else ()
    bodies = {body_of(post) for post in viewer.posts if post in holders or body_of(post) in holders}
    signers = any(one in holders for one in viewer.capacities)
    if not bodies and not signers:
        return
    rows = Meeting.objects.select_related("second_call", "petition").filter(
        community_code=viewer.community, kind="session", adjourned_at__gte=clock.moment(on - LOOKED_BACK, 0),
        cancelled_on=None,
    )  # fmt: skip
    for row in (rows if bodies else rows.filter(by_petitioner=True)).order_by("id"):
        theirs = any(is_of(row, body) for body in bodies) or (signers and _petitioned(row, viewer, on))
        days = _days(row) if theirs else None
        if days and on <= days[1]:
            yield Waits(row.ref, Text.of(row.title), TO_CALL.fill(first=days[0], last=days[1]), days[1], (CALL,))
        elif days and on <= days[1] + TOLD_FOR and not _met_since(row):
            acts = (CONVENE,) if charter.post_for(viewer, CONVENE, on) else ()
            words, here = TOO_LATE.fill(last=days[1]), Ref("community", viewer.community)
            yield Waits(here, Text.of(row.title), words, None, acts, row.ref)


def _met_since(row: Meeting) -> bool:
    """Whether its body was called to another session afterwards."""
    later = Meeting.objects.filter(community_code=row.community_code, kind="session", body=row.body, cancelled_on=None)
    return later.filter(pk__gt=row.pk, starts_at__gt=row.starts_at).exists()


def _petitioned(row: Meeting, viewer: Viewer, on: date) -> bool:
    """Whether it is theirs as one of those who petitioned: all of them call again what one of them called."""
    return row.by_petitioner and stands_behind(row, viewer.person or "", on)
