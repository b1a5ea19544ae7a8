"""Who runs a meeting: what a reader's posts and capacities let them do in it, and whether that is running it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.acts import Call
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from sunward.meetings.calling.forced import not_carried
from sunward.meetings.calling.hours import WAIT
from sunward.meetings.models import Meeting

RUNNING = frozenset({"meetings.admit", "meetings.open_session", "meetings.close_session"})


def may_run(viewer: Viewer, meeting: Meeting) -> bool:
    """Whether the reader lets people in, opens or closes: by an office, or as one of those who called it themselves."""
    return bool(may_do(viewer, meeting, RUNNING))


def may_do(viewer: Viewer, meeting: Meeting, acts: Iterable[str]) -> frozenset[str]:
    """Which of the acts the list of powers gives the reader here, whether or not the time for them has come."""
    if viewer.person is None:
        return frozenset()
    calls = [Call(viewer.person, key, "", clock.now()) for key in sorted(viewer.posts | viewer.capacities)]
    hands = [call for call in calls if _holds_any(call, meeting, acts) and not not_carried(meeting, call)]
    return frozenset(act for act in acts if any(_holds_any(call, meeting, [act]) for call in hands))


def too_few_from(meeting: Meeting) -> datetime:
    """From when on a meeting that has not begun can be ended because too few came."""
    return meeting.starts_at + WAIT


def roll_of(subject: Ref) -> str:
    """The number of the roll by which a meeting, or that of an item, counts; empty for one without. One query."""
    wanted = Q(number=subject.id) if subject.type == "meeting" else Q(items__number=subject.id)
    return Meeting.objects.filter(wanted).values_list("roll__number", flat=True).first() or ""


def ended(items: Iterable[Ref]) -> frozenset[Ref]:
    """Those of some items whose meeting is over: it was closed, or too few came. One query, none for no items."""
    asked = {one.id: one for one in items if one.type == "item"}
    if not asked:
        return frozenset()
    over = Meeting.objects.exclude(closed_at=None, adjourned_at=None).filter(items__number__in=asked)
    return frozenset(asked[number] for number in over.values_list("items__number", flat=True) if number in asked)


def _holds_any(call: Call, meeting: Meeting, acts: Iterable[str]) -> bool:
    return any(charter.granted(act, call.post, meeting.community_code, call.day, None) for act in acts)
