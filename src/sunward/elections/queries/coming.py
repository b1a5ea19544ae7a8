"""What of elections, recalls and handovers is still to be done, for whoever may have come to the desk about it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from sunward.charter import queries as charter
from sunward.elections.book import name_of_post, nominated_until, rules_of_election, whose_recall
from sunward.elections.models import SITTING, Candidate, CommitteeMember, Election, Handover, Recall, RunOff
from sunward.elections.polling.hours import Hours, awaits_its_poll, hours_of
from sunward.elections.polling.moved import MOVING, VOIDING
from sunward.elections.queries.unsettled import lately_called, newest_of, recalls_called
from sunward.elections.waiting.renewing import uncalled
from sunward.elections.words import THINGS
from sunward.kernel.memo import remembering
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import Ref, person_number
from sunward.kernel.text import Text
from sunward.record import queries as record
from sunward.registry import queries as registry

FEW = 3
# What a committee alone does at the desk: of nobody else it is asked there.
OF_THE_COMMITTEE = frozenset({
    "elections.take_roll", "elections.post_candidates", "elections.open_poll", "elections.declare_result",
    "elections.move_voting_day", "elections.call_run_off", "elections.open_run_off", "elections.leave_committee",
})  # fmt: skip
ELECTION, RECALL = Text("选举：{of}", "Election: {of}"), Text("罢免：{of}", "Recall: {of}")


@dataclass(frozen=True, slots=True)
class ToCall:
    """An election that somebody is still to call: of which body, by which day at the latest, when its terms end."""

    body: str
    name: Text
    due: date
    ends: date


def to_call(community: str, on: date, ahead: timedelta) -> list[ToCall]:
    """The elections that are called within so many days at the latest, or should have been, and were not."""
    with remembering():
        rows = uncalled(community, on, ahead)
        return [ToCall(one.body, charter.name_of_body(one.body, community, on), one.due, one.ends) for one in rows]


@dataclass(frozen=True, slots=True)
class Nominating:
    """An election whose voters nominate: of which body, and until when for sure."""

    number: str
    body: Text
    until: date


def nominating(community: str, on: date, limit: int | None = FEW) -> list[Nominating]:
    """The elections for which people are nominated, the next voting day first. It asks nothing that what is overdue
    does not ask, on a page that remembers it."""
    rows = [row for row in lately_called(community, on) if row.roll_id and row.candidates_posted_on is None]
    newest = newest_of(community)
    found = [row for row in rows if newest.get(row.body) == row.pk and nominated_until(row) >= on]
    return [
        Nominating(row.number, charter.name_of_body(row.body, community, on), nominated_until(row))
        for row in sorted(found, key=lambda row: (row.voting_day, row.pk))[:limit]
        if rules_of_election(row).candidates
    ]


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll that was called: of which body, whose recall, or of which post a run-off; when and where. Its hours are
    unknown where it was called before they were asked for."""

    ref: Ref
    of: Text
    day: date
    span: Hours | None
    places: str
    called_on: date | None = None
    moves: int = 0  # how often its day was moved, or put back; told where several are listed

    @property
    def hours(self) -> str:
        return str(self.span or "")


def polls_to_come(community: str, on: date, limit: int | None = FEW) -> list[Poll]:
    """The next day first. It asks nothing that what is overdue does not ask, on a page that remembers it; one query
    while the vote on a recall is to come, for whether whoever it is about has left."""
    newest = newest_of(community)
    polls = [
        _of_body(row, on)
        for row in lately_called(community, on)
        if row.voting_day >= on and row.polled_on is None and newest.get(row.body) == row.pk
    ]
    polls += _of_recalls([row for row in recalls_called(community) if awaits_its_poll(row, on)], on)
    return sorted(polls, key=lambda one: one.day)[:limit]


def polls_between(community: str, since: date, until: date, on: date) -> list[Poll]:
    """Those of a time, held or to come, run-offs too; none that another took the place of before it was held. A few
    queries, however many there are."""
    with remembering():
        newest = newest_of(community)
        rows = [row for row in lately_called(community, on) if row.polled_on or newest.get(row.body) == row.pk]
        moves = _moves(rows)
        polls = [replace(_of_body(row, on), moves=moves[str(row.ref)]) for row in rows]
        recalls = [row for row in recalls_called(community) if row.voting_day]
        held = [row for row in recalls if row.polled_on == row.voting_day]
        polls += [*_of_recalls(recalls, on, held), *_run_offs(community, since, until, newest)]
    return sorted((one for one in polls if since <= one.day <= until), key=lambda one: (one.day, one.ref.id))


def _of_body(row: Election, on: date) -> Poll:
    name = charter.name_of_body(row.body, row.community_code, on)
    return Poll(row.ref, name, row.voting_day, hours_of(row), row.places, row.called_on)


def _moves(rows: Sequence[Election]) -> Counter[str]:
    """How often the day of each was moved or put back, by election. Two queries; none where there is no election."""
    refs = [row.ref for row in rows]
    found = [one for act in (MOVING, VOIDING) for one in record.results_of(act, refs)] if refs else []
    return Counter(str(one.result) for one in found)


def _of_recalls(rows: Sequence[Recall], on: date, held: Collection[Recall] = ()) -> list[Poll]:
    """Whoever has left is recalled no more, but for what was `held`."""
    over = registry.ended((row.appointment for row in rows), on) if rows else frozenset()
    return [
        Poll(row.ref, whose_recall(row), row.voting_day, hours_of(row), row.places, row.called_on)
        for row in rows
        if row.voting_day and (row in held or row.appointment not in over)
    ]


def _run_offs(community: str, since: date, until: date, newest: Mapping[str, int]) -> Iterator[Poll]:
    called = RunOff.objects.filter(contest__election__community_code=community, voting_day__range=(since, until))
    rows = list(called.select_related("contest__election").order_by("id"))
    last = {(row.contest_id, row.after_vote): row.pk for row in rows}
    for row in rows:
        election = row.contest.election
        waits = last[row.contest_id, row.after_vote] == row.pk and newest.get(election.body) == election.pk
        if row.polled_on or waits:
            of = name_of_post(row.contest.post, community)
            yield Poll(row.contest.ref, of, row.voting_day, hours_of(row), row.places, row.called_on)


def to_come(community: str, person: str, on: date, limit: int = FEW) -> list[tuple[Ref, Text]]:
    """The elections to come with their contests, those that they run until all of it is declared, where somebody stands
    in them, the recalls that are not decided, and what is to be handed over to them or by them. Five queries and those
    of the rule books, however many there are."""
    with remembering():
        return [*_elections(community, person, on, limit), *_recalls(community, limit), *_owed(community, person)]


def on_committees_of(person: str, community: str, on: date) -> frozenset[Ref]:
    """The elections, with their posts, that somebody runs as a member of the committee. One query; one more where
    there are any."""
    rows = Election.objects.filter(_run_by(person), community_code=community, voting_day__gte=on - LOOKED_BACK)
    return frozenset(ref for row in rows.prefetch_related("contests") for ref in (row.ref, *_posts(row)))


def _posts(row: Election) -> Iterator[Ref]:
    return (contest.ref for contest in row.contests.all())


def _run_by(person: str) -> Exists:
    number = person_number(person)
    return Exists(CommitteeMember.objects.filter(SITTING, election=OuterRef("pk"), person__number=number))


def _elections(community: str, person: str, on: date, limit: int) -> Iterator[tuple[Ref, Text]]:
    rows = Election.objects.filter(community_code=community).annotate(theirs=_run_by(person))
    rows = rows.filter(Q(voting_day__gte=on, polled_on=None) | Q(theirs=True, voting_day__gte=on - LOOKED_BACK))
    found = list(rows.order_by("-theirs", "voting_day", "id").prefetch_related("contests")[:limit])
    for row in found:
        yield row.ref, _said(ELECTION, charter.name_of_body(row.body, community, on))
        for contest in sorted(row.contests.all(), key=lambda one: one.place):
            yield contest.ref, _said(ELECTION, name_of_post(contest.post, community))
    own = Candidate.objects.filter(contest__election__in=found, person__number=person_number(person))
    for candidate in own.filter(withdrawn_on=None).select_related("contest").order_by("id"):
        yield candidate.ref, _said(ELECTION, name_of_post(candidate.contest.post, community))


def _recalls(community: str, limit: int) -> Iterator[tuple[Ref, Text]]:
    rows = Recall.objects.select_related("person", "petition").filter(community_code=community, declared_on=None)
    for row in rows.order_by("-id")[:limit]:
        yield row.ref, _said(RECALL, whose_recall(row))


def _owed(community: str, person: str) -> Iterator[tuple[Ref, Text]]:
    number = person_number(person)
    mine = Q(receiver__number=number) | Q(giver__number=number, given_on=None)
    for row in Handover.objects.filter(mine, community_code=community, confirmed_on=None, void_on=None).order_by(
        "due_on", "id"
    ):
        yield Ref("handover", row.number), THINGS[row.thing]


def _said(words: Text, of: Text) -> Text:
    return Text(words.zh.format(of=of.zh), words.en.format(of=of.en))
