"""Elections for pages: the list, and one of them with its timetable, candidates and results."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from sunward.ballots import queries as ballots
from sunward.ballots.rules.tally import Tally
from sunward.charter import queries as charter
from sunward.elections.book import before, name_of_post, rules_of_election
from sunward.elections.candidates import died_elected, has_hung, standing_candidates
from sunward.elections.counting.results import Round, rounds
from sunward.elections.counting.saying import ELECTED_DIED, ONLY_ANNULLED, among_whom, result_said
from sunward.elections.models import SITTING, Candidate, Contest, Declaration, Election, RunOff
from sunward.elections.office.one_post import said_of_two
from sunward.elections.polling.hours import hours_of
from sunward.elections.polling.moved import Moves, moves_of
from sunward.elections.waiting.shrunk import to_be_chosen_by
from sunward.kernel import clock
from sunward.kernel.memo import remembering
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry import queries as registry

PAGE = 50
POLL_AGAIN = Text("另行选举投票：{zh}", "run-off: {en}")
SAID_AGAIN = Text("宣布另行选举结果：{zh}", "result of the run-off: {en}")


@dataclass(frozen=True, slots=True)
class ElectionCard:
    """An election in a list."""

    key: int
    number: str
    body: Text
    voting_day: date
    polled_on: date | None
    fills_vacancies: bool
    seats: int
    declared: bool
    certified: bool
    annulled: bool


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day of the timetable: by when (or on which day), and when it was done. `missed`: past, or done too late."""

    what: Text
    due_on: date
    done_on: date | None
    missed: bool
    source: str


@dataclass(frozen=True, slots=True)
class CandidateView:
    """A candidate; the name is public once the list hangs, masked by the reader's rights before that."""

    number: str
    person: str
    name: Text
    words: str
    withdrawn: bool
    died: bool = False
    moved: bool = False
    left_off: bool = False


@dataclass(frozen=True, slots=True)
class RoundView:
    """A vote of a contest; figures and outcome once it is declared. `stands` when it is certified as well, and every
    round before it: offices change hands then, and not before."""

    vote: str
    run_off: bool
    seats: int
    tally: Tally | None
    lines: tuple[tuple[Text, int, bool], ...]
    said: Text
    declared_on: date | None
    late: bool
    stands: bool


@dataclass(frozen=True, slots=True)
class RunOffView:
    """A run-off that was called and not opened yet: when and where."""

    on: date
    hours: str
    places: str


@dataclass(frozen=True, slots=True)
class ContestView:
    """One post with its seats, who was nominated, and what came of it."""

    ref: Ref
    post: Text
    seats: int
    candidates: tuple[CandidateView, ...]
    nominated: tuple[Ref, ...]
    rounds: tuple[RoundView, ...]
    run_off: "RunOffView | None" = None


@dataclass(frozen=True, slots=True)
class ElectionPage:
    """Everything public about one election. `chosen_by`: which bodies may choose its committee, or who is missing."""

    card: ElectionCard
    ref: Ref
    places: str
    hours: str
    moved: Moves
    booths: int
    roll: str
    made_by: Text
    decided_at: str
    members: tuple[str, ...]
    chosen_by: tuple[str, ...]
    proxies: int
    nominated_by: int
    posted: bool
    timetable: tuple[Milestone, ...]
    contests: tuple[ContestView, ...]


def elections(community: str, before_key: int | None = None, limit: int = PAGE) -> list[ElectionCard]:
    """The elections of a community, newest first, by key. Three queries, however many there are."""
    rows = Election.objects.filter(community_code=community)
    if before_key is not None:
        rows = rows.filter(pk__lt=before_key)
    with remembering():
        found = list(rows.prefetch_related("contests__declarations").order_by("-id")[:limit])
        standing = _standing(*found)
        return [_card(row, standing) for row in found]


def _standing(*rows: Election) -> dict[Ref, dict[str, bool]]:
    """By contest that was voted on, the votes that were not annulled, and whether each is certified: a declaration
    names one, and counts while it stands."""
    refs = [contest.ref for row in rows for contest in row.contests.all()]
    found: dict[Ref, dict[str, bool]] = {}
    votes = ballots.votes_on(*refs)
    for about in dict.fromkeys(vote.about for vote in votes):
        those = ballots.on_their_ground(vote for vote in votes if vote.about == about)
        found[about] = {one.number: one.certified_on is not None for one in those if one.stands}
    return found


def _card(row: Election, standing: dict[Ref, dict[str, bool]]) -> ElectionCard:
    contests = list(row.contests.all())
    declared = bool(contests) and all(
        any(one.vote in standing.get(contest.ref, {}) for one in contest.declarations.all()) for contest in contests
    )
    certified = declared and all(all(standing.get(contest.ref, {}).values()) for contest in contests)
    annulled = row.polled_on is not None and any(
        contest.ref in standing and not standing[contest.ref] for contest in contests
    )
    body = charter.name_of_body(row.body, row.community_code, clock.today())  # one rule book for the whole list
    seats = sum(contest.seats for contest in contests)
    return ElectionCard(
        row.pk, row.number, body, row.voting_day, row.polled_on, row.fills_vacancies, seats, declared,
        certified, annulled,
    )  # fmt: skip


def election(number: str, community: str) -> ElectionPage | None:
    """One election of a community."""
    rows = Election.objects.select_related("roll").prefetch_related("contests__declarations")
    row = rows.filter(number=number, community_code=community).first()
    if row is None:
        return None
    rules = rules_of_election(row)
    contests = tuple(_contest(one, row) for one in row.contests.order_by("place"))
    members = row.members.filter(SITTING).select_related("person").order_by("place")
    return ElectionPage(
        card=_card(row, _standing(row)), ref=row.ref, places=row.places, booths=row.booths,
        hours=str(hours_of(row) or ""), moved=moves_of(row),
        roll=row.roll.number if row.roll else "", decided_at=row.decided_at,
        proxies=row.proxies.filter(void_on=None).count(),
        made_by=charter.name_of_body(row.made_by, community, row.called_on) if row.made_by else Text.of(""),
        members=tuple(str(one.person) for one in members),
        chosen_by=to_be_chosen_by(row, rules, len(members)) if row.polled_on is None else (),
        nominated_by=rules.candidates.nominated_by if rules.candidates else 0,
        posted=row.candidates_posted_on is not None, timetable=tuple(_timetable(row, contests)), contests=contests,
    )  # fmt: skip


def post_of(contest: str) -> Text:
    """What is voted on, by its name; the number where there is none."""
    row = Contest.objects.select_related("election").filter(number=contest).first()
    return name_of_post(row.post, row.election.community_code) if row else Text.of(contest)


def _timetable(row: Election, contests: tuple[ContestView, ...]) -> Iterator[Milestone]:
    rules, today = rules_of_election(row), clock.today()
    roll, list_rule, spot = rules.voter_list, rules.candidates, rules.result
    yield Milestone(Text("公告", "called"), row.called_on, row.called_on, False, _source(rules.voters))
    frozen = row.roll.frozen_on if row.roll else None
    if roll:
        yield _milestone(
            Text("公布名册", "roll posted"), before(row.voting_day, roll.posted_before), frozen, today, roll
        )
    if list_rule:
        due = before(row.voting_day, list_rule.posted_before)
        yield _milestone(Text("公布候选人", "candidates posted"), due, row.candidates_posted_on, today, list_rule)
    yield _milestone(Text("投票", "poll"), row.voting_day, row.polled_on, today, rules.ballot)
    if spot:
        days = [
            one.declared_on for contest in contests for one in contest.rounds if one.declared_on and not one.run_off
        ]
        yield _milestone(Text("宣布结果", "result declared"), row.voting_day, max(days, default=None), today, spot)
    if any(contest.rounds for contest in contests):
        yield from _run_offs(row, contests, today)


def _run_offs(row: Election, contests: tuple[ContestView, ...], today: date) -> Iterator[Milestone]:
    """Each against its own day: of those that were called for one day and came to nothing, another is told."""
    rules = rules_of_election(row)
    called = RunOff.objects.filter(contest__election=row).select_related("contest").order_by("id")
    newest = {(one.contest.number, one.after_vote): one for one in called}
    for contest in contests:
        for first, after in zip_longest(contest.rounds, contest.rounds[1:]):
            if poll := newest.get((contest.ref.id, first.vote)):
                of = contest.post
                yield _milestone(
                    POLL_AGAIN.fill(zh=of.zh, en=of.en), poll.voting_day, poll.polled_on, today, rules.run_off
                )
                if after and rules.result:
                    said = SAID_AGAIN.fill(zh=of.zh, en=of.en)
                    yield _milestone(said, poll.voting_day, after.declared_on, today, rules.result)


def _milestone(what: Text, due: date, done: date | None, today: date, rule: object) -> Milestone:
    return Milestone(what, due, done, (done or today) > due, _source(rule))


def _source(rule: object) -> str:
    return str(getattr(rule, "source", ""))


def _contest(contest: Contest, row: Election) -> ContestView:
    title = name_of_post(contest.post, row.community_code)
    if row.candidates_posted_on:
        rows = (
            contest.candidates.filter(barred_on=None)
            .exclude(accepted_on=None)
            .select_related("person")
            .order_by("place")
        )
        hung = [one for one in rows if has_hung(one, contest.reopened_on)]  # whoever has come since does not yet
        shown = _candidates(hung, row.community_code)
    else:
        shown = ()
    rows = contest.candidates.order_by("place")
    if row.candidates_posted_on:  # before that whoever withdrew may still think again
        rows = rows.filter(withdrawn_on=None)
    waiting = tuple(one.ref for one in rows)
    rules = rules_of_election(row)
    found: list[RoundView] = []
    several = len(row.contests.all()) > 1  # posts: else nobody is elected to two
    for one in rounds(contest, rules):
        found.append(_round(contest, one, after_all=all(before.stands for before in found), several=several))
    return ContestView(contest.ref, title, contest.seats, shown, waiting, tuple(found), _run_off(contest, found))


def _run_off(contest: Contest, found: list[RoundView]) -> RunOffView | None:
    """The newest that was called after the last vote; asked for only once there is a result."""
    if not found or not found[-1].declared_on:
        return None
    row = RunOff.objects.filter(contest=contest, after_vote=found[-1].vote, polled_on=None).last()
    return RunOffView(row.voting_day, str(hours_of(row)), row.places) if row else None


def _candidates(rows: list[Candidate], community: str) -> tuple[CandidateView, ...]:
    people = [one.person_id for one in rows]
    dead = registry.proved_dead(people) if rows else frozenset()
    gone = registry.gone_from(people, community, clock.today()) - dead if rows else frozenset()
    return tuple(_candidate(one, died=one.person_id in dead, moved=one.person_id in gone) for one in rows)


def _candidate(one: Candidate, *, died: bool, moved: bool) -> CandidateView:
    words = "" if one.acceptance_void_on else one.words
    return CandidateView(
        one.number, str(one.person), one.person.named, words, one.withdrawn_on is not None, died, moved,
        one.left_off_on is not None and not died,
    )  # fmt: skip


def _round(contest: Contest, found: Round, *, after_all: bool, several: bool) -> RoundView:
    declared = Declaration.objects.filter(vote=found.vote.number).first()
    tally = ballots.tally(found.vote.number) if declared else None
    chosen = found.outcome.chosen if found.outcome else ()
    lines = tuple(
        (one.person.named, tally.votes(one.key), one.key in chosen)
        for one in standing_candidates(contest)
        if tally and one.key in tally.chosen
    )
    closed = clock.civil_day(found.vote.closed_at) if found.vote.closed_at else None
    late = bool(declared and closed and declared.declared_on > closed)
    said = result_said(found) if declared else Text.of("")
    if declared and (among := among_whom(contest, found)) and rules_of_election(contest.election).run_off:
        zh, en = "、".join(one.zh for one in among), ", ".join(one.en for one in among)
        said = Text(f"{said.zh}另行选举在这些人中进行：{zh}。", f"{said.en} A run-off is among: {en}.")
    if declared and (dead := died_elected(contest, chosen)):
        more = ELECTED_DIED.fill(number=dead)
        said = Text(f"{said.zh}{more.zh}", f"{said.en} {more.en}")
    for one in said_of_two(contest, chosen) if declared and several else ():
        said = Text(f"{said.zh}{one.text.zh}", f"{said.en} {one.text.en}")
    if declared and found.vote.certified_on is None and ballots.denied_by_the_drawn(found.vote.number):
        said = Text(f"{said.zh}{ONLY_ANNULLED.zh}", f"{said.en} {ONLY_ANNULLED.en}")
    day = declared.declared_on if declared else None
    stands = after_all and declared is not None and found.vote.certified_on is not None
    return RoundView(found.vote.number, found.run_off, found.seats, tally, lines, said, day, late, stands)
