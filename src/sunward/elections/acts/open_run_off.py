"""Open the poll of a run-off on the day for which it was called, as every poll on people is opened."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.ballots.acts import OpenVote
from sunward.elections.acting import AfterAVote, run_by
from sunward.elections.acts.call_run_off import CALLED
from sunward.elections.acts.open_poll import NOBODY, SOMEBODY, ballot_for
from sunward.elections.barred import marks_of_barred
from sunward.elections.candidates import (
    leave_off_the_dead,
    marks_of_dead,
    marks_of_disputed,
    marks_of_gone,
    on_the_ballot,
)
from sunward.elections.models import Candidate, RunOff
from sunward.elections.polling.afterwards import entered, marks_of_late, on_its_day
from sunward.elections.polling.hours import as_announced, hours_of, marks_of_hours, poll_due
from sunward.elections.polling.opening import ONCE, UNOPENED, PollFacts, by_the_ballot_rule, closes_at, opening
from sunward.elections.polling.runoffs import after_a_vote_that_can_stand, newest
from sunward.kernel import clock
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.listed import listed
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

UNCALLED = Text("还没有公告另行选举。", "No run-off has been called.")


@register
class OpenRunOff(AfterAVote[PollFacts]):
    """The seats left, among those whom the first vote leaves in it and who have not withdrawn since."""

    name = "elections.open_run_off"
    title = Text("开始另行选举投票", "open the poll of a run-off")
    kind = "effect"
    facts_type = PollFacts

    @cached_property
    def row(self) -> RunOff | None:
        """The one that is to be opened: called after the vote that was the last."""
        return newest(self.subject, self.last)

    def standing(self) -> Iterator[Finding]:
        row = self.row
        yield Finding.either("run_off_called", row is not None, CALLED, UNCALLED)
        if row is None:
            return
        yield run_by(self.election, self.call, self.rules, silent=self.call.at >= poll_due(row, row.voting_day))
        yield on_its_day(row, self.call.at)
        yield Finding.either("opened_once", row.polled_on is None, UNOPENED, ONCE)
        if self.last:
            yield after_a_vote_that_can_stand(self.last)

    @property
    def called(self) -> RunOff:
        if self.row is None:
            raise AssertionError("standing lets nothing through that was not called")
        return self.row

    @cached_property
    def closes(self) -> datetime:
        return self.facts.closing(self.called.voting_day, hours_of(self.called))

    @cached_property
    def opened_at(self) -> datetime:
        return self.facts.opened(self.called.voting_day, self.call.at)

    def took_place_on(self) -> date | None:
        return clock.civil_day(self.opened_at) if self.row else None

    @cached_property
    def among(self) -> list[Candidate]:
        return on_the_ballot(self.subject, self.called.voting_day, self.left_in)

    def judge(self) -> Iterator[Finding]:
        if self.row is None:
            return
        yield from by_the_ballot_rule(self.rules, self.facts.channels, self.facts.booths)
        yield from entered(self.called, self.facts, self.call.at)
        yield from opening(self.opened_at, self.closes)
        yield from as_announced(hours_of(self.called), self.opened_at, self.closes)
        yield Finding.either("candidates", bool(self.among), SOMEBODY, NOBODY)

    def write(self) -> Outcome:
        if self.last is None or self.last.outcome is None:
            raise AssertionError("standing lets no run-off through without a result")
        row, seats, channels = self.called, self.last.outcome.left, listed(self.facts.channels)
        row.polled_on = row.voting_day
        row.save(update_fields=["polled_on"])
        leave_off_the_dead(self.subject, row.voting_day, self.call.day, self.left_in)
        facts = ballot_for(self.subject, self.among, seats, channels, "run_off", closes_at(self.closes))
        facts = replace(facts, put_at=self.opened_at.isoformat() if self.facts.at else "")
        roll = Ref("roll", self.election.roll.number if self.election.roll else "")
        marks = [
            *ballots.marks_of_roll(self.election.roll_id),
            *marks_of_hours(hours_of(row), self.opened_at, self.closes), *marks_of_late(self.facts, self.opened_at),
            *self._candidates(row.voting_day),
        ]  # fmt: skip
        consequences = [Consequence(OpenVote, roll, facts)]
        return Outcome(self.subject.ref, {"seats": seats}, findings=marks, consequences=consequences)

    def _candidates(self, day: date) -> Iterator[Finding]:
        """As of every ballot; the eve is that of its own day."""
        yield from marks_of_dead([self.subject], self.left_in)
        yield from marks_of_disputed([self.subject], day, self.left_in)
        yield from marks_of_barred(self.election, self.among, self.rules, self.call.day)
        yield from marks_of_gone(self.among, self.subject.community_code, self.call.day)
