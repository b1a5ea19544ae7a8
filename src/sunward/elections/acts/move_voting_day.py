"""Move the voting day: a list hung too late, or the vote was annulled and is taken again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.elections.acting import ActOnElection, run_by
from sunward.elections.book import not_put_off
from sunward.elections.candidates import asked_for, living, standing_candidates
from sunward.elections.models import Contest
from sunward.elections.polling.hours import (
    FROM,
    UNTIL,
    Hours,
    announced,
    closing_hour,
    hours_in,
    hours_of,
    opening_hour,
    told_of_hours,
)
from sunward.elections.polling.moved import MOVED_LATE, Moves, moves_of, once_late, told_before, too_late
from sunward.elections.polling.notices import of_election
from sunward.elections.waiting.silence import past_its_day, replaced
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text

NO_POLL = Text("还没有投票，或者投票已作废。", "There was no poll, or it was annulled.")
OPENED = Text("已经投票，没有作废。", "There was a poll, and it was not annulled.")
NOT_REPLACED = Text(
    "这个机构后来公告的选举代替了这一次。", "An election of this body that was called later has taken its place."
)
NONE_LATER = Text("后来没有公告代替这一次的选举。", "No election that was called later takes its place.")
LATER = Text("只能改到 {day} 以后的日子，不能提前。", "It moves to a day later than {day}, never to an earlier one.")


@dataclass(frozen=True, slots=True)
class MoveFacts:
    voting_day: date = asked("新的选举日", "the new voting day")
    reason: str = asked("为什么改期", "why it is moved", private=True)
    from_hour: str = opening_hour("")
    until_hour: str = closing_hour("")
    signed: FileDigest | None = slip()


@register
class MoveVotingDay(ActOnElection[MoveFacts]):
    """Later only, and never later than it could have been called for: one member alone moves it, and while it is to
    come no other election of the body is called. What has been posted stays posted, its days counted to the new day;
    but the list of a post for which too few are left opens again."""

    name = "elections.move_voting_day"
    title = Text("推迟选举日", "move the voting day")
    kind = "effect"
    facts_type = MoveFacts

    def standing(self) -> Iterator[Finding]:
        late = past_its_day(self.subject, self.rules, self.call.day)
        yield run_by(self.subject, self.call, self.rules, silent=late)
        yield Finding.either("not_replaced", not replaced(self.subject), NONE_LATER, NOT_REPLACED)
        taken = all(ballots.standing_votes(contest.ref) for contest in self.subject.contests.all())
        yield Finding.either("no_standing_poll", not taken, NO_POLL, OPENED)

    def judge(self) -> Iterator[Finding]:
        first, asked_for = max(self.subject.voting_day, self.call.day), self.facts.voting_day
        yield Finding("later", asked_for > first, LATER.fill(day=first), required=f"> {first}", actual=str(asked_for))
        row = self.subject
        yield told_before(asked_for, self.call.day)
        yield from once_late(row, self.call.day)
        yield from not_put_off(row.community_code, row.called_on, asked_for)
        if self.hours:
            yield from announced(self.hours, asked_for)

    @cached_property
    def hours(self) -> Hours | None:
        """Those that are announced now; each as it was, where nothing is said of it."""
        before, facts = hours_of(self.subject), self.facts
        if before is None and not facts.from_hour and not facts.until_hour:
            return None
        opens, closes = map(str, before) if before else (FROM, UNTIL)
        return hours_in(facts.from_hour or opens[:5], facts.until_hour or closes[:5])

    def write(self) -> Outcome:
        row, before, was = self.subject, self.subject.voting_day, hours_of(self.subject)
        late = row.polled_on is None and before >= self.call.day and too_late(before, self.call.day)
        moves = self._moves()
        row.voting_day, row.polled_on = self.facts.voting_day, None
        reopened = self._reopened()
        row.contests.filter(pk__in=[one.pk for one in reopened]).update(reopened_on=self.call.day)
        row.from_hour, row.until_hour = self.hours or (None, None)
        row.save(update_fields=["voting_day", "polled_on", "from_hour", "until_hour"])
        hours = str(self.hours) if self.hours else ""
        public: dict[str, object] = {"before": str(before), "voting_day": str(row.voting_day), "hours": hours}
        public |= {"hours_before": str(was or "")} | ({"late": True} if late else {})
        posted = of_election(row, self.rules, self.hours, self.call.day, before)
        told = [*told_of_hours(self.hours, row.voting_day)]
        if late:
            text = MOVED_LATE.fill(before=before, moved=self.call.day)
            told.append(Finding("moved_late", False, text, actual=str(before)))
        told += moves.marks
        said = public | {"reopened": [one.post for one in reopened]}
        return Outcome(row.ref, said, findings=told, consequences=[posted])

    def _moves(self) -> Moves:
        """This one with those before it; after a poll it names a day anew."""
        before = moves_of(self.subject)
        return before if self.subject.polled_on else Moves(before.times + 1, before.first)

    def _reopened(self) -> list[Contest]:
        """The posts whose list hung and has too few left: people come onto it again."""
        if self.subject.candidates_posted_on is None:
            return []
        waiting = [one for one in self.subject.contests.filter(reopened_on=None) if not ballots.standing_votes(one.ref)]
        return [one for one in waiting if len(living(standing_candidates(one))) < asked_for(one, self.rules)]
