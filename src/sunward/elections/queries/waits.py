"""What elections, recalls and handovers want next of one person: of a voter, a member of an election committee, a
nominee, whoever leaves an office or comes into it, a witness."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q

from sunward.ballots import queries as ballots
from sunward.charter import queries as charter
from sunward.charter.engine.vocabulary import SUPERVISORS
from sunward.elections.book import list_hangs_from, name_of_post, rules_of_election
from sunward.elections.candidates import list_open
from sunward.elections.counting.results import rounds
from sunward.elections.models import (
    SITTING,
    Candidate,
    CommitteeMember,
    Contest,
    Declaration,
    Election,
    Handover,
    RunOff,
)
from sunward.elections.office.leftovers import receiving
from sunward.elections.office.one_post import ANOTHER, elsewhere
from sunward.elections.polling.afterwards import can_be_entered
from sunward.elections.polling.runoffs import declared_on
from sunward.elections.queries.unsettled import NO_POLL, newest_of
from sunward.elections.queries.waits_before_the_poll import of_contest, of_election, waits_before_the_poll
from sunward.elections.queries.waits_of_barred import told_of, told_they_were_left_out, told_to_supervisors
from sunward.elections.queries.waits_of_recalls import waits_of_recalls
from sunward.elections.waiting.owing import DECLARE, candidates_of
from sunward.elections.waiting.silence import RUN_OFF_WITHIN, candidates_due, roll_due
from sunward.elections.words import THINGS
from sunward.kernel import clock
from sunward.kernel.memo import remembering
from sunward.kernel.refs import Ref, body_of, person_number
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.kernel.waiting import Waits
from sunward.registry import queries as registry

ROLL, LIST, POLL = "elections.take_roll", "elections.post_candidates", "elections.open_poll"
MOVE, OPEN_RUN_OFF, CALL_RUN_OFF = "elections.move_voting_day", "elections.open_run_off", "elections.call_run_off"
ACCEPT, DECLINE = "elections.accept_nomination", "elections.withdraw_candidacy"
SAY_GIVEN, CONFIRM = "elections.say_handed_over", "elections.confirm_handover"
SAY_MISSING, WITNESS = "elections.say_not_handed_over", "elections.witness_handover"
MOST = 12
NOMINATED = Text("提名您当{zh}", "You are nominated for {en}")
OWED = Text("{zh}移交{what_zh}", "Handover by the former {en}: {what_en}")
TO_SETTLE = Text("您在选举委员会：等确定名册", "you run it: its roll waits to be settled")
TO_POST = Text("您在选举委员会：等公布候选人名单", "you run it: the list of candidates waits to be posted")
NOMINATING = Text("正在提名，到 {day}；以后公布候选人名单", "people nominate until {day}; then the list is posted")
TO_COME = Text("您在选举委员会：投票日开始投票", "you run it: open the poll on its day")
TODAY = Text("您在选举委员会：今天投票，等开始", "you run it: the poll is today and waits to be opened")
TO_DECLARE = Text("您在选举委员会：投票已经结束，计票、核对以后宣布结果",
                  "you run it: the poll is over; declare the result once it is counted and confirmed")  # fmt: skip
TO_CALL_RUN_OFF = Text("您在选举委员会：还有 {number} 个名额没有选出，等另行选举",
                       "you run it: {number} of its seats are still open; call the run-off")  # fmt: skip
TO_RUN_OFF = Text("您在选举委员会：另行选举，等开始投票", "you run it: the run-off waits for its poll")
TO_BE_ANNULLED = Text(
    "您在选举委员会：被抽中回访的人说自己没有投票，这次投票只能作废重来，等监督委员会宣布",
    "you run it: somebody who was asked back did not vote, and the vote can only be annulled and taken again; the "
    "supervision committee is to say so",
)
SAY_YES = Text("接受或者不接受", "accept it, or decline")
YOU_GIVE = Text("您离任，应当移交", "you have left the office and owe it")
YOU_RECEIVE = Text("由您接收：清点以后确认", "it comes to you: count it, then confirm")
SAID_GIVEN = Text("前任说已经移交：您清点以后确认，或者说明没有收到",
                  "said to be handed over: count it and confirm, or say that it has not come")  # fmt: skip
TO_SEE = Text("前任说已经移交：等您到场看过后见证", "said to be handed over: see for yourself, then witness it")


def waits_for(viewer: Viewer, on: date) -> list[Waits]:
    """What waits for this reader. Some queries for each kind, however many there are."""
    if viewer.person is None:
        return []
    with remembering():
        begun = [
            *waits_of_recalls(viewer, on), *waits_before_the_poll(viewer, on), *told_to_supervisors(viewer, on),
        ]  # fmt: skip
        return [*begun, *_committee(viewer, on), *_nominated(viewer, on), *_owed(viewer, on)]


def _committee(viewer: Viewer, on: date) -> Iterator[Waits]:
    """The next step of each election that they run; of one in which they stand, nothing."""
    seats = CommitteeMember.objects.filter(
        SITTING, person__number=person_number(viewer.person or ""), election__community_code=viewer.community
    )
    rows = seats.select_related("election").order_by("-id")[:MOST]
    found = [one.election for one in rows]
    standing, newest = (candidates_of(found), newest_of(viewer.community)) if found else ({}, {})
    mine = [one for one in found if viewer.person not in standing.get(one.pk, ()) and newest[one.body] == one.pk]
    polled = [one for one in mine if one.polled_on]
    for row in mine:
        if row.polled_on is None:
            yield _next_of(row, on)
    yield from _after_the_poll(polled, on)
    if not any(body_of(post) == SUPERVISORS for post in viewer.posts):  # who are told of every election
        yield from told_of(mine, viewer, on)


def _next_of(row: Election, on: date) -> Waits:
    rules = rules_of_election(row)
    if row.voting_day < on:
        act = POLL if row.roll_id and row.candidates_posted_on and can_be_entered(row, clock.now()) else MOVE
        return of_election(row, NO_POLL, row.voting_day, act)
    if row.roll_id is None:
        return of_election(row, TO_SETTLE, roll_due(row, rules), ROLL)
    if row.candidates_posted_on is None:
        first, due = list_hangs_from(row), candidates_due(row, rules)
        if on < first:
            return of_election(row, NOMINATING.fill(day=first), due)
        return of_election(row, TO_POST, due, LIST)
    if row.voting_day > on:
        return of_election(row, TO_COME, row.voting_day)
    return of_election(row, TODAY, row.voting_day, POLL)


def _after_the_poll(rows: list[Election], on: date) -> Iterator[Waits]:
    """Contests whose vote is over and undeclared, and run-offs whose day has come."""
    if not rows:
        return
    contests = list(Contest.objects.filter(election__in=rows).select_related("election").order_by("id"))
    called = {one.contest_id: one for one in RunOff.objects.filter(contest__in=contests, polled_on=None).order_by("id")}
    declared = set(Declaration.objects.filter(contest__in=contests).values_list("vote", flat=True))
    votes = ballots.votes_on(*(one.ref for one in contests))
    for contest in contests:
        those = ballots.on_their_ground(one for one in votes if one.about == contest.ref)
        last = next((one for one in reversed(those) if one.stands), None)
        if last and last.closed_at and last.number not in declared:
            yield of_contest(contest, TO_DECLARE, clock.civil_day(last.closed_at), DECLARE)
        elif last and last.certified_on is None and ballots.denied_by_the_drawn(last.number):
            yield of_contest(contest, TO_BE_ANNULLED, clock.civil_day(last.closed_at or last.opened_at))
        elif (run_off := called.get(contest.pk)) and last and run_off.after_vote == last.number:
            acts = (OPEN_RUN_OFF,) if run_off.voting_day <= on else ()
            yield of_contest(contest, TO_RUN_OFF, run_off.voting_day, *acts)
        elif last and last.number in declared:
            yield from _run_off_to_call(contest, last.number)


def _run_off_to_call(contest: Contest, last: str) -> Iterator[Waits]:
    """Seats that the declared result leaves open, where a rule lets those decide who came next."""
    rules = rules_of_election(contest.election)
    found = rounds(contest, rules) if rules.run_off else ()
    outcome = found[-1].outcome if found and found[-1].vote.number == last else None
    said = declared_on(found[-1]) if outcome and outcome.run_off else None
    if outcome and outcome.left and said:
        words = TO_CALL_RUN_OFF.fill(number=outcome.left)
        yield of_contest(contest, words, said + RUN_OFF_WITHIN, CALL_RUN_OFF)


def _nominated(viewer: Viewer, on: date) -> Iterator[Waits]:
    """Whoever was nominated by enough says whether they stand."""
    rows = Candidate.objects.filter(
        Q(accepted_on=None) | Q(barred_on__isnull=False), person__number=person_number(viewer.person or ""),
        contest__election__community_code=viewer.community, contest__election__voting_day__gte=on, withdrawn_on=None,
    )  # fmt: skip
    by = Count("nominations", filter=Q(nominations__void_on=None))
    for row in rows.select_related("contest__election").annotate(by=by).order_by("id"):
        election = row.contest.election
        rules = rules_of_election(election)
        if row.barred_on and not list_open(row.contest):
            yield told_they_were_left_out(row)
        elif rules.candidates and row.by >= rules.candidates.nominated_by and list_open(row.contest):
            post = name_of_post(row.contest.post, viewer.community)
            title = NOMINATED.fill(zh=post.zh, en=post.en)
            other, due = elsewhere(row, rules), candidates_due(election, rules)
            if other is None:
                yield Waits(row.ref, title, SAY_YES, due, (ACCEPT, DECLINE))
            else:
                stands = name_of_post(other.post, viewer.community)
                yield Waits(row.ref, title, ANOTHER.fill(zh=stands.zh, en=stands.en), due, (DECLINE,))


def _owed(viewer: Viewer, on: date) -> Iterator[Waits]:
    """What was begun for an office that has ended, or is only passed on: of whoever gives, receives or witnesses it."""
    rows = Handover.objects.filter(community_code=viewer.community, confirmed_on=None, void_on=None)
    found = list(rows.select_related("giver", "receiver").order_by("due_on", "id"))
    over = registry.ended((row.appointment for row in found), on) if found else frozenset()
    witnesses = charter.holders_of(WITNESS, viewer.community, on) if found else ()
    for row in found:
        if row.appointment in over or row.passes_on_id:
            about, acts = _part(row, viewer, on, witnesses)
            if acts:
                post, what = name_of_post(row.post, viewer.community), THINGS[row.thing]
                title = OWED.fill(zh=post.zh, en=post.en, what_zh=what.zh, what_en=what.en)
                yield Waits(Ref("handover", row.number), title, about, row.due_on, acts)


def _part(row: Handover, viewer: Viewer, on: date, witnesses: tuple[str, ...]) -> tuple[Text, tuple[str, ...]]:
    """What is theirs to do about one thing; nothing for most."""
    if viewer.person == str(row.giver):
        return YOU_GIVE, (SAY_GIVEN,) if row.given_on is None else ()
    if viewer.person in receiving(row, on)[0]:
        can_deny = row.can_be_missed(on) and row.witnessed_on is None and row.missing_on is None
        acts = (CONFIRM, SAY_MISSING) if can_deny else (CONFIRM,)
        return SAID_GIVEN if can_deny and row.given_on else YOU_RECEIVE, acts
    own = {body_of(row.post)}
    sees = any((post in witnesses or body_of(post) in witnesses) and body_of(post) not in own for post in viewer.posts)
    return TO_SEE, (WITNESS,) if sees and row.given_on and row.witnessed_on is None else ()
