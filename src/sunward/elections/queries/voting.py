"""Who votes at a poll that was called, and what they are told of it beforehand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sunward.ballots import queries as ballots
from sunward.elections.book import rules_of_election, rules_of_recall
from sunward.elections.counting.results import Round, rounds
from sunward.elections.counting.saying import recall_said, result_said
from sunward.elections.models import Contest, Election, Recall, RunOff
from sunward.elections.polling.hours import hours_of
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer

POLL = Text("投票：您有投票权，{hours}，{places}", "the poll: you have a vote; {hours}, {places}")
ON_ITS_DAY = Text("投票：您有投票权，{places}", "the poll: you have a vote; {places}")


@dataclass(frozen=True, slots=True)
class PollAt:
    """Where and at which hours people vote on a post, or on a recall; `recall`: its number."""

    day: date
    hours: str
    places: str
    recall: str = ""


def poll_at(about: Ref, *, run_off: bool) -> PollAt | None:
    """Of what a vote is about; nothing for what is no poll on people. One query."""
    row: Election | Recall | RunOff | None = None
    if about.type == "recall":
        row = Recall.objects.filter(number=about.id).exclude(voting_day=None).first()
    elif about.type == "contest" and run_off:
        row = RunOff.objects.filter(contest__number=about.id, polled_on__isnull=False).last()
    elif about.type == "contest":
        row = Election.objects.filter(contests__number=about.id).first()
    if row is None or row.voting_day is None:
        return None
    return PollAt(row.voting_day, str(hours_of(row) or ""), row.places, about.id if about.type == "recall" else "")


@dataclass(frozen=True, slots=True)
class PollCameTo:
    """What a counted poll came to by the rules, in words, and by which articles."""

    said: Text
    sources: tuple[str, ...]


def came_to(about: Ref, vote: str) -> PollCameTo | None:
    """Of a recall, or of seats that were to be filled; nothing for what is no poll on people, before there are figures,
    and where no rule says what carries it."""
    if about.type == "recall":
        recall = Recall.objects.filter(number=about.id).first()
        rule, tally = rules_of_recall(recall).recall if recall else None, ballots.tally(vote)
        return PollCameTo(recall_said(tally, rule), (rule.source,)) if rule and tally else None
    if about.type != "contest":
        return None
    contest = Contest.objects.select_related("election").get(number=about.id)
    rules = rules_of_election(contest.election)
    last = next((one for one in rounds(contest, rules) if one.vote.number == vote), None)
    if last is None or last.outcome is None:
        return None
    least = rules.run_off if last.run_off else rules.elected
    articles = (one.source for one in (rules.turnout, least) if one)
    return PollCameTo(_who_is_chosen(contest, last), tuple(dict.fromkeys(articles)))


def _who_is_chosen(contest: Contest, last: Round) -> Text:
    """Those with a seat, as they stand on the ballot paper, and whether any is left."""
    chosen, said = last.outcome.chosen if last.outcome else (), result_said(last)
    rows = contest.candidates.select_related("person").order_by("place") if chosen else ()
    names = [one.person.named for one in rows if one.key in chosen]
    if not names:
        return said
    zh, en = "、".join(one.zh for one in names), ", ".join(one.en for one in names)
    return Text(f"当选：{zh}。{said.zh}", f"Elected: {en}. {said.en}")


def on_rolls(viewer: Viewer, rolls: Iterable[int | None]) -> frozenset[int]:
    """Those of the rolls on which the reader stands. One query; none where no poll is to come."""
    wanted = {roll for roll in rolls if roll}
    places = ballots.places_of(viewer.person or "", wanted) if wanted else ()
    return frozenset(one.roll for one in places if not one.struck)


def when_and_where(row: Election | Recall | RunOff) -> Text:
    """The hours and the places; its day stands beside it."""
    hours = hours_of(row)
    return POLL.fill(hours=hours, places=row.places) if hours else ON_ITS_DAY.fill(places=row.places)
