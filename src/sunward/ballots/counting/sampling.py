"""Who is asked back: so many of those who voted as the charter's rule for the body says, and the next in the order of
the draw for each who is not reached. Silence is no answer: a certified result rests on real ones."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from sunward.ballots.casting.proxied import FETCHED, is_of_proxy, kept
from sunward.ballots.models import Mark, SampledVoter, Vote
from sunward.ballots.rules import sample
from sunward.charter.ports import opened_as
from sunward.charter.queries import NoCharter, charter_of_case
from sunward.kernel import clock, lots
from sunward.kernel.refs import person_number


def draw(vote: Vote, on: date) -> tuple[int, int]:
    """Draw by the vote's seed at its close: how many voted, and how many of them are asked."""
    voted = _voted(vote)
    wanted = _size(vote, len(voted), on)
    _keep(vote, [voted[place - 1] for place in sample.drawn(vote.sample_seed, len(voted), wanted)])
    return len(voted), wanted


def by_proxy(vote: Vote) -> int:
    """How many of those who voted are not on the list that is drawn from."""
    return Mark.objects.filter(vote=vote, withdrawn_on=None).count() - len(_voted(vote))


def wanted(vote: Vote) -> int:
    """How many real answers a result needs: the rule as it was at the close; everybody where fewer voted."""
    assert vote.closed_at is not None  # noqa: S101 - asked after the close only
    return _size(vote, len(_voted(vote)), clock.civil_day(vote.closed_at))


def answers(vote: Vote) -> list[str]:
    """What stands of those who were drawn; an empty text for whoever has not been asked."""
    return [standing_answer(one) for one in SampledVoter.objects.filter(vote=vote)]


def of_whoever_came(rows: "QuerySet[SampledVoter]", person: str) -> "QuerySet[SampledVoter]":
    """Those of the drawn who can be asked through somebody: not where another is known to have come for the household.
    At home one cannot say of whoever went that they did not vote."""
    others = Mark.objects.filter(vote=OuterRef("vote"), entry=OuterRef("entry"), withdrawn_on=None)
    others = others.exclude(came=None).exclude(came__number=person_number(person))
    return rows.exclude(Exists(others))


def who_came(vote: Vote) -> "QuerySet[Mark]":
    """The marks of the drawn households of which it is known who came."""
    drawn = SampledVoter.objects.filter(vote=vote).values("entry")
    return Mark.objects.filter(vote=vote, entry__in=drawn, withdrawn_on=None).exclude(came=None).select_related("came")


def standing_answer(one: SampledVoter) -> str:
    """Their own word, or what was entered for them."""
    own = None if one.own_void_on else one.own_answer
    proved = bool(one.signed_sha256 or one.seconded_by)
    if own is None or one.own_entered_by is None or one.own_seconded_by:
        return sample.what_stands(one.answer, own, proved)
    others = one.answer == own and one.asked_by != one.own_entered_by and one.asked_by_body != one.own_entered_body
    return sample.said_at_desk(sample.what_stands(one.answer, None, proved), own, others)


def everybody_drawn(vote: Vote) -> bool:
    """Whether nobody is left who could be drawn in somebody's place."""
    return SampledVoter.objects.filter(vote=vote).count() >= len(_voted(vote))


def did_not_vote(vote: Vote) -> list[SampledVoter]:
    """Those who did not vote, by their own word or by one that is proved."""
    rows = SampledVoter.objects.filter(Q(answer="did_not_vote") | Q(own_answer="did_not_vote"), vote=vote)
    return [one for one in rows if standing_answer(one) == "did_not_vote"]


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
    """The places that have voted, but for those whose proxy did: their holders were not there to say. What is found out
    of a proxy afterwards, or was kept by an older release, changes nothing in the list by which was drawn."""
    rows = Mark.objects.filter(vote=vote, withdrawn_on=None).exclude(by_stay=FETCHED).order_by("entry_id")
    if vote.by_proxy is not None:
        carried = Q(entry__in=kept(vote)) | Q(by_stay__isnull=False)
        of_proxies = [one.pk for one in rows.filter(carried) if is_of_proxy(vote, one)]
        rows = rows.exclude(pk__in=of_proxies)
    return list(rows.values_list("entry_id", flat=True))


def _keep(vote: Vote, entries: list[int]) -> None:
    SampledVoter.objects.bulk_create([SampledVoter(vote=vote, entry_id=one) for one in entries], batch_size=500)


def _size(vote: Vote, voted: int, on: date) -> int:
    """By the charter's rule for the body, as the case keeps it that is voted on; where it has none, nobody is asked
    back."""
    try:
        sessions = charter_of_case(vote.community_code, on, opened_as(vote.about).versions).sessions
    except NoCharter:
        return 0
    session = sessions.get(vote.roll.body)
    rule = session.asked_back if session else None
    return sample.size(rule.share, rule.at_least, voted) if rule else 0
