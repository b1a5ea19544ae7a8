"""The moment at which a roll is corrected."""

from datetime import datetime, timedelta

from sunward.ballots.models import Roll, Vote

TICK = timedelta(microseconds=1)


def corrected_at(roll: Roll, at: datetime) -> datetime:
    """When a correction that was begun at a moment counts: after every vote that has been put to the roll by now, be it
    while the correction waited for the roll. To be asked of a roll that is locked."""
    later = Vote.objects.filter(roll=roll, entered_at=None, opened_at__gte=at).order_by("-opened_at")
    newest = later.values_list("opened_at", flat=True).first()
    return newest + TICK if newest else at
