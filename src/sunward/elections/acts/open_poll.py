"""Open the poll of an election: one secret ballot for each post, on the announced day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sunward.ballots import queries as ballots
from sunward.ballots.acts import OpenVote, VoteFacts
from sunward.elections.acting import ActOnElection, run_by
from sunward.elections.barred import marks_of_barred
from sunward.elections.book import name_of_post
from sunward.elections.candidates import (
    asked_for,
    leave_off_the_dead,
    marks_of_dead,
    marks_of_disputed,
    marks_of_gone,
    on_the_ballot,
)
from sunward.elections.models import Candidate, Contest
from sunward.elections.office.one_post import marks_of_two
from sunward.elections.polling import proxylist
from sunward.elections.polling.afterwards import entered, marks_of_late, on_its_day
from sunward.elections.polling.hours import as_announced, hours_of, marks_of_hours, poll_due
from sunward.elections.polling.moved import marks_of_moves
from sunward.elections.polling.opening import ONCE, UNOPENED, PollFacts, by_the_ballot_rule, closes_at, opening
from sunward.elections.waiting.shrunk import marks_of_size
from sunward.kernel import clock
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.listed import listed
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

SOMEBODY = Text("至少有一个岗位有人参选。", "Somebody stands for at least one post.")
NOBODY = Text("没有一个岗位有人参选。", "Nobody stands for any post.")
LEFT_OVER = Text(
    "注意：没有人参选，这次不投票：{posts}。选举日改定以后再提名、再投票。",
    "Alert: nobody stands, so there is no vote on it now: {posts}. Once the day is moved people are nominated again.",
)
NO_CHOICE = Text(
    "注意：公布名单以后有人退出，候选人没有多于名额。",
    "Alert: somebody withdrew after the list hung, and there are no more candidates than seats.",
)
LISTED = Text("候选人名单已经公布，名册已经确定。", "The candidates have been posted and the roll is settled.")
NOT_LISTED = Text(
    "候选人名单还没有公布，或者名册还没有确定。", "The candidates have not been posted, or the roll is not settled."
)

ASKED = {"election": "选举", "run_off": "另行选举"}


def ballot_for(
    contest: Contest, candidates: list[Candidate], seats: int, channels: list[str], method: str, closes_at: str
) -> VoteFacts:
    """The ballot paper of a post; before its hour it closes only when everybody has voted. Names come from the register
    when it is printed, never from these facts."""
    title = name_of_post(contest.post, contest.community_code)
    choices: dict[str, Any] = {one.key: {"zh": "", "en": "", "person": str(one.person)} for one in candidates}
    return VoteFacts(
        where="roll",
        about=str(contest.ref), question=f"{ASKED[method]}{title.zh}", method=method, choices=choices, at_most=seats,
        seats=seats, secret=True, channels=",".join(channels), closes_at=closes_at,
    )  # fmt: skip


@register
class OpenPoll(ActOnElection[PollFacts]):
    """Every post gets its ballot; the list of proxies hangs anew at the same moment."""

    name = "elections.open_poll"
    title = Text("开始选举投票", "open the poll")
    kind = "effect"
    facts_type = PollFacts

    def standing(self) -> Iterator[Finding]:
        row = self.subject
        yield run_by(row, self.call, self.rules, silent=self.call.at >= poll_due(row, row.voting_day))
        ready = row.roll_id is not None and row.candidates_posted_on is not None
        yield Finding.either("lists_posted", ready, LISTED, NOT_LISTED)
        yield on_its_day(row, self.call.at)
        yield Finding.either("opened_once", bool(self.unopened), UNOPENED, ONCE)

    @cached_property
    def unopened(self) -> list[Contest]:
        """The posts without a vote that stands: all of them at first, afterwards those whose vote was annulled."""
        return [one for one in self.subject.contests.order_by("place") if not ballots.standing_votes(one.ref)]

    @cached_property
    def closes(self) -> datetime:
        return self.facts.closing(self.subject.voting_day, hours_of(self.subject))

    @cached_property
    def opened_at(self) -> datetime:
        return self.facts.opened(self.subject.voting_day, self.call.at)

    def took_place_on(self) -> date | None:
        return clock.civil_day(self.opened_at)

    def judge(self) -> Iterator[Finding]:
        yield from by_the_ballot_rule(self.rules, self.facts.channels, self.facts.booths)
        yield from entered(self.subject, self.facts, self.call.at)
        yield from opening(self.opened_at, self.closes)
        yield from as_announced(hours_of(self.subject), self.opened_at, self.closes)
        yield Finding.either("candidates", bool(self.ballots), SOMEBODY, NOBODY)

    @cached_property
    def ballots(self) -> dict[Contest, list[Candidate]]:
        """The posts for which somebody stands. One for which nobody does keeps no other from being voted on."""
        known = {one: on_the_ballot(one, self.subject.voting_day) for one in self.unopened}
        return {one: found for one, found in known.items() if found}

    def write(self) -> Outcome:
        row = self.subject
        row.polled_on, row.booths = row.voting_day, self.facts.booths
        row.save(update_fields=["polled_on", "booths"])
        marks = [
            *ballots.marks_of_roll(row.roll_id),
            *marks_of_hours(hours_of(self.subject), self.opened_at, self.closes),
            *marks_of_late(self.facts, self.opened_at),
            *marks_of_size(row, self.rules),
            *marks_of_moves(row),
        ]
        for contest in self.unopened:
            leave_off_the_dead(contest, row.voting_day, self.call.day)
        on_it = [one for found in self.ballots.values() for one in found]
        marks += [
            *self._left_over(),
            *self._no_choice(),
            *marks_of_dead(self.unopened),
            *marks_of_disputed(self.unopened, row.voting_day),
        ]
        marks += marks_of_two(row)
        marks += marks_of_barred(row, on_it, self.rules, self.call.day)
        marks += marks_of_gone(on_it, row.community_code, self.call.day)
        return Outcome(row.ref, findings=marks, consequences=[*self._ballots(), *proxylist.posted(row, row.voting_day)])

    def _left_over(self) -> Iterator[Finding]:
        left = [name_of_post(one.post, one.community_code) for one in self.unopened if one not in self.ballots]
        if left:
            text = Text(LEFT_OVER.zh.format(posts="、".join(one.zh for one in left)),
                        LEFT_OVER.en.format(posts=", ".join(one.en for one in left)))  # fmt: skip
            yield Finding("left_over", False, text)

    def _no_choice(self) -> Iterator[Finding]:
        """Somebody withdrew after the list hung: what the list had to have, the ballot may lack."""
        source = self.rules.candidates.source if self.rules.candidates else ""
        for contest, found in self.ballots.items():
            needed = asked_for(contest, self.rules)
            if len(found) < needed:
                yield Finding("enough_candidates", False, NO_CHOICE, source, f">= {needed}", str(len(found)))

    def _ballots(self) -> Iterator[Consequence]:
        roll = Ref("roll", self.subject.roll.number if self.subject.roll else "")
        for contest, found in self.ballots.items():
            channels, hour = listed(self.facts.channels), closes_at(self.closes)
            put_at = self.opened_at.isoformat() if self.facts.at else ""
            facts = ballot_for(contest, found, contest.seats, channels, "election", hour)
            yield Consequence(OpenVote, roll, replace(facts, put_at=put_at))
