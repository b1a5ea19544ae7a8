"""Which meeting a second call follows: one that was cancelled counts as none, and the next takes its place."""

from sunward.meetings.models import Meeting


def last_cancelled(meeting: Meeting) -> Meeting:
    """The meeting itself, or the last of those called in its place, one after the other, that were cancelled."""
    found = meeting
    while later := Meeting.objects.filter(second_call_of=found).exclude(cancelled_on=None).first():
        found = later
    return found


def called_again(meeting: Meeting) -> bool:
    """Whether a second call stands. Asks nothing where none was made, and where one is there and not cancelled."""
    later: Meeting | None = getattr(meeting, "second_call", None)
    while later is not None and later.cancelled_on:
        later = Meeting.objects.filter(second_call_of=later).first()
    return later is not None
