"""Questions that were put in a room and that nobody has answered, by whatever channel."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from sunward.ballots.models import Mark, Vote

# A sheet that one alone says came back unused may lie in the box.
VOTED = Q(withdrawn_on=None) | Q(taken_back__isnull=False, taken_back__confirmed_by=None)


def nobody_voted(vote: Vote) -> bool:
    return not Mark.objects.filter(VOTED, vote=vote).exists()


def silent(votes: QuerySet[Vote]) -> QuerySet[Vote]:
    """Those of the votes that are open, are taken in a room alone, and that nobody has answered."""
    open_still = votes.filter(closed_at=None, annulled_on=None, in_room__isnull=False, online_source="")
    return open_still.exclude(Exists(Mark.objects.filter(VOTED, vote=OuterRef("pk"))))
