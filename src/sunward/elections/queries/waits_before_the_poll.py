"""What an election that was called wants before its list hangs: of a body its committee, of whoever enters that, and of
its voters that they nominate."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Q

from sunward.ballots import queries as ballots
from sunward.charter import queries as charter
from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.charter.wording import holders_named
from sunward.elections.book import name_of_post, nominated_until, rules_of_election
from sunward.elections.candidates import list_open
from sunward.elections.models import SITTING, Contest, Election, Nomination, RunOff
from sunward.elections.queries.unsettled import lately_called, newest_of
from sunward.elections.queries.voting import on_rolls, when_and_where
from sunward.elections.queries.waits_of_barred import ELECTION, title_of
from sunward.elections.waiting.shrunk import to_be_chosen_by
from sunward.elections.waiting.silence import candidates_due, roll_due
from sunward.kernel import clock
from sunward.kernel.refs import body_of, person_number
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.kernel.waiting import Waits
from sunward.meetings import queries as meetings
from sunward.meetings.queries import PutTo

FORM, NOMINATE = "elections.form_committee", "elections.nominate"
# A run-off is called within a week of the result and held within two of its call; a month more for who steps in.
LATELY = timedelta(days=60)
RUN_OFF = Text("另行选举{zh}（上次投票还有名额没有选出）", "Run-off: {en} (the first vote left a seat open)")
TO_CHOOSE = Text("选举委员会由{zh}开会推选：列入议程", "{en} chooses its committee at a meeting: put it on an agenda")
TO_FORM = Text("选举委员会已经推选：等登记", "its committee was chosen: it waits to be entered")
NOW = Text("正在提名候选人，您可以提名", "people are nominated now: you may nominate")
STILL = Text(
    "还可以提名候选人，名单公布以后不能再提名", "you may still nominate; once the list of candidates hangs nobody can"
)


def waits_before_the_poll(viewer: Viewer, on: date) -> Iterator[Waits]:
    """Two queries while an election is called, one while none is; more for its committee until that is formed, and for
    its voters while they nominate."""
    found = [row for row in lately_called(viewer.community, on) if row.polled_on is None]
    newest = newest_of(viewer.community) if found else {}
    coming = sorted((row for row in found if newest[row.body] == row.pk), key=lambda row: (row.voting_day, row.pk))
    if viewer.posts:
        for row in coming:
            yield from _committee(row, viewer, on)
    rolled = [row for row in coming if row.roll_id and row.voting_day >= on]
    mine = on_rolls(viewer, [row.roll_id for row in rolled])
    yield from _nominating(viewer, [row for row in rolled if row.roll_id in mine], on)
    for row in rolled:
        if row.roll_id in mine:
            yield of_election(row, when_and_where(row), row.voting_day)
    yield from _run_offs(viewer, on)


def _run_offs(viewer: Viewer, on: date) -> Iterator[Waits]:
    """A run-off that was called, for whoever votes in it: another paper, for the seats that the first vote left."""
    since = on - LATELY
    polled = [row for row in lately_called(viewer.community, on) if row.polled_on and row.voting_day >= since]
    newest = newest_of(viewer.community) if polled else {}
    polled = [row for row in polled if newest[row.body] == row.pk]
    if not polled:
        return
    rows = RunOff.objects.filter(contest__election__in=polled, polled_on=None, voting_day__gte=on)
    called = list(rows.select_related("contest__election").order_by("voting_day", "id"))
    mine = on_rolls(viewer, [one.contest.election.roll_id for one in called])
    for one in called:
        votes = ballots.standing_votes(one.contest.ref)
        if one.contest.election.roll_id in mine and votes and votes[-1].number == one.after_vote:
            post = name_of_post(one.contest.post, viewer.community)
            title = RUN_OFF.fill(zh=post.zh, en=post.en)
            yield Waits(one.contest.ref, title, when_and_where(one), one.voting_day)


def _committee(row: Election, viewer: Viewer, on: date) -> Iterator[Waits]:
    """To be put on an agenda by whoever called the election, and by whose office enters the committee afterwards; the
    bodies that end a silence enter it once its days are over."""
    rules, holders = rules_of_election(row), charter.holders_of(FORM, viewer.community, on)
    bodies = to_be_chosen_by(row, rules, row.members.filter(SITTING).count())
    offices = {body_of(post) for post in viewer.posts if post in holders}
    calls = body_of(row.called_by_post) in {body_of(post) for post in viewer.posts}
    if not bodies or not (offices or calls):
        return
    own, put = offices - set(SILENCE_ENDED_BY), _put_to(row, bodies)
    if chosen := next((one for one in put if one.carried), None):
        due = _entered_by(row, chosen.meeting) or roll_due(row, rules)
        if own or (offices and on > due):
            yield of_election(row, TO_FORM, due, FORM)
    elif not put and (own or calls):
        names = holders_named(bodies)
        yield of_election(row, TO_CHOOSE.fill(zh=names.zh, en=names.en), roll_due(row, rules))


def _put_to(row: Election, bodies: Sequence[str]) -> list[PutTo]:
    """The sessions that are to choose it, or have; not those whose vote fell through, or whose people are on it."""
    now, known = clock.now(), {str(one.person) for one in row.members.select_related("person")}
    put = [one for body in bodies for one in meetings.put_to(row.ref, body, now) if one.carried is not False]
    return [one for one in put if not one.carried or meetings.people_carried(one.meeting, row.ref) - known]


def _entered_by(row: Election, meeting: str) -> date | None:
    held = next((one.held_on for one in meetings.awaited(row.ref, clock.now()) if one.meeting == meeting), None)
    return charter.done_by(FORM, row.community_code, held) if held else None


def _nominating(viewer: Viewer, rows: Sequence[Election], on: date) -> Iterator[Waits]:
    """Each post whose list is open, for whoever is on its roll and has nominated nobody for it."""
    contests = Contest.objects.filter(election__in=rows).filter(
        Q(election__candidates_posted_on=None) | Q(reopened_on__isnull=False)
    ) if rows else Contest.objects.none()  # fmt: skip
    found = list(contests.select_related("election").order_by("election__voting_day", "election_id", "place"))
    if not found:
        return
    mine = Nomination.objects.filter(
        candidate__contest__in=found, person__number=person_number(viewer.person or ""), void_on=None
    )
    done = set(mine.values_list("candidate__contest_id", flat=True))
    for contest in found:
        if contest.pk not in done and list_open(contest):
            yield from _to_nominate(contest, on)


def _to_nominate(contest: Contest, on: date) -> Iterator[Waits]:
    """At least until the day before the list can hang; then for as long as it does not."""
    row, rules = contest.election, rules_of_election(contest.election)
    if rules.candidates is None:
        return
    sure, last = nominated_until(row, contest.reopened_on), candidates_due(row, rules)
    if on <= sure:
        yield of_contest(contest, NOW, sure, NOMINATE)
    elif on <= last:
        yield of_contest(contest, STILL, last, NOMINATE)


def of_election(row: Election, about: Text, due: date, *acts: str) -> Waits:
    """Something of an election, by the name of the body."""
    return Waits(row.ref, title_of(row), about, due, acts)


def of_contest(row: Contest, about: Text, due: date, *acts: str) -> Waits:
    """Something of the election of one post, by its name."""
    post = name_of_post(row.post, row.community_code)
    return Waits(row.ref, ELECTION.fill(zh=post.zh, en=post.en), about, due, acts)
