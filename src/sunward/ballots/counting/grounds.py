"""The grounds for annulling a vote that its rows bear out."""

from django.db.models import Exists, OuterRef, Q

from sunward.ballots.casting.boxes import standing_marks
from sunward.ballots.casting.denied_sheets import denied_sheets
from sunward.ballots.counting import sampling
from sunward.ballots.counting.doubts import denials_decide, denied_sheets_decide, false_proxies_decide
from sunward.ballots.counting.left_off import left_off
from sunward.ballots.models import Count, Mark, Vote
from sunward.ballots.roll import places
from sunward.ballots.rules.grounds import GENERATED, standing_grounds


def borne_out(vote: Vote) -> frozenset[str]:
    """The grounds that are facts now."""
    never = len(sampling.did_not_vote(vote))
    denied = denials_decide(vote) or false_proxies_decide(vote) or denied_sheets_decide(vote)
    return standing_grounds(never, does_not_reconcile(vote), denied, _wrongly_put(vote), left_off(vote) > 0)


def _wrongly_put(vote: Vote) -> bool:
    """Whether the question can be taken back as wrong: while nobody has voted, and once. Else it would be opened and
    annulled every morning; and a poll on people asks what follows from the post, which nobody words. A sheet that one
    alone says came back unused may lie in the box."""
    voted = Q(withdrawn_on=None) | Q(taken_back__isnull=False, taken_back__confirmed_by=None)
    if vote.about_type in GENERATED or Mark.objects.filter(voted, vote=vote).exists():
        return False
    same = Vote.objects.filter(about_type=vote.about_type, about_id=vote.about_id, annulled_on__isnull=False)
    answered = Mark.objects.filter(voted, vote=OuterRef("pk"))
    return not same.exclude(pk=vote.pk).exclude(Exists(answered)).exists()


def does_not_reconcile(vote: Vote) -> bool:
    """Two have counted the paper and both say that it does not add up; and no count that does has been confirmed by a
    third person since: the two alone do not turn it around by counting until the figures fit. That nobody has counted
    yet is no ground, nor is what one of them entered alone."""
    if vote.closed_at is None or standing_marks(vote, "paper") == 0:
        return False
    confirmed = Count.objects.filter(vote=vote, channel="paper").exclude(confirmed_by="").exists()
    return not confirmed and vote.discrepancies.filter(seconded_on__isnull=False).exists()


def found_it(vote: Vote) -> frozenset[str]:
    """Who said that the paper does not add up."""
    rows = vote.discrepancies.filter(seconded_on__isnull=False).values_list("counted_by", "counted_with")
    return frozenset(person for pair in rows for person in pair)


def denied_it(vote: Vote, person: str) -> bool:
    """Whether somebody denies an answer of their own in this vote, the proxy by which they voted, or a sheet."""
    place = places.place_of(vote, person)
    if place is None:
        return False
    denied = vote.denied_answers.filter(entry=place, corrected_on=None).exists()
    denied = denied or vote.false_proxies.filter(entry=place).exists()
    return denied or denied_sheets(vote).filter(entry=place).exists()
