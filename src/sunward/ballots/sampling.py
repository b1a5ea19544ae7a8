"""Who is asked back: so many of those who voted as the charter's rule for the body says, and the next in the order of
the draw for each who is not reached. Silence is no answer: a certified result rests on real ones."""

from datetime import date

from sunward.ballots.models import Mark, SampledVoter, Vote
from sunward.ballots.rules import sample
from sunward.charter.queries import NoCharter, charter_of
from sunward.kernel import clock, lots


def draw(vote: Vote, on: date) -> tuple[int, int]:
    """Draw by the vote's seed at its close: how many voted, and how many of them are asked."""
    voted = _voted(vote)
    wanted = _size(vote, len(voted), on)
    _keep(vote, [voted[place - 1] for place in sample.drawn(vote.sample_seed, len(voted), wanted)])
    return len(voted), wanted


def wanted(vote: Vote) -> int:
    """How many real answers a result needs: the rule as it was at the close; everybody where fewer voted."""
    assert vote.closed_at is not None  # noqa: S101 - asked after the close only
    return _size(vote, Mark.objects.filter(vote=vote, withdrawn_on=None).count(), clock.civil_day(vote.closed_at))


def answers(vote: Vote) -> list[str]:
    """What those who were drawn answered; an empty text from whoever has not been asked."""
    return list(SampledVoter.objects.filter(vote=vote).values_list("answer", flat=True))


def draw_replacements(vote: Vote) -> int:
    """Draw on in the same order for those who were not reached; how many could be drawn. Nobody is drawn twice: those
    already drawn are the first of that order."""
    said = answers(vote)
    more = sample.replaced(said, wanted(vote))
    if not more:
        return 0
    voted = _voted(vote)
    places = lots.in_order(vote.sample_seed, len(voted))[len(said) : len(said) + more]
    _keep(vote, [voted[place - 1] for place in places])
    return len(places)


def _voted(vote: Vote) -> list[int]:
    rows = Mark.objects.filter(vote=vote, withdrawn_on=None).order_by("entry_id")
    return list(rows.values_list("entry_id", flat=True))


def _keep(vote: Vote, entries: list[int]) -> None:
    SampledVoter.objects.bulk_create([SampledVoter(vote=vote, entry_id=one) for one in entries], batch_size=500)


def _size(vote: Vote, voted: int, on: date) -> int:
    """By the charter's rule for the body; where it has none, nobody is asked back."""
    try:
        sessions = charter_of(vote.community_code, on).sessions
    except NoCharter:
        return 0
    session = sessions.get(vote.roll.body)
    rule = session.asked_back if session else None
    return sample.size(rule.share, rule.at_least, voted) if rule else 0
