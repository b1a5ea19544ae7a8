"""Open the poll on a recall: a secret ballot, on the day for which it was called. Whoever called it opens it too, so
that no office's silence on that day undoes what was called in the silence of another."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.ballots.acts import OpenVote, VoteFacts
from sunward.charter.engine.vocabulary import CAPACITIES
from sunward.elections.book import after, name_of_post
from sunward.elections.polling.afterwards import entered, marks_of_late, on_its_day
from sunward.elections.polling.hours import as_announced, hours_of, marks_of_hours, poll_due
from sunward.elections.polling.opening import ONCE, UNOPENED, PollFacts, by_the_ballot_rule, closes_at, opening
from sunward.elections.recalling import ActOnRecall
from sunward.elections.waiting.joining import is_an_opener
from sunward.kernel import clock
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.listed import listed
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text

HEARD = Text("已经申辩，或者给过申辩的时间。", "There was a defence, or the time for one.")
NOT_HEARD = Text("还没有申辩，申辩的时间也没有过。", "There was no defence yet, and the time for one is not over.")

MAY = Text("有这项权力的岗位，或者召集这次投票的人。", "An office with this power, or whoever called this vote.")

BY_OTHERS = Text(
    "事后补记的，由和被要求罢免的人不同机构、没有利害关系的人办。",
    "What is entered afterwards is entered by nobody of the recalled's own body, or with a declared tie to them.",
)
OTHERS = Text(
    "别的机构、居民召集的，被要求罢免的人所在机构的人、和其有利害关系的人过了时间没有人开才可以开。",
    "Called by others, it is opened by whom the recalled belongs with only once it is late and nobody has.",
)


@register
class OpenRecallPoll(ActOnRecall[PollFacts]):
    """For or against the recall, unseen by anybody, and never on the web."""

    name = "elections.open_recall_poll"
    title = Text("开始罢免投票", "open the poll on a recall")
    kind = "effect"
    facts_type = PollFacts

    def standing(self) -> Iterator[Finding]:
        row = self.subject
        yield self.not_a_party()
        yield Finding("may_open", self._may_open(), MAY, self.source, actual=self.call.post)
        yield self._not_for_others()
        yield on_its_day(row, self.call.at, self.source)
        yield Finding.either("defence_heard", self._heard(), HEARD, NOT_HEARD, self.source)
        yield Finding.either("opened_once", not ballots.standing_votes(row.ref), UNOPENED, ONCE)

    def _may_open(self) -> bool:
        """An office that the list of powers names, or in no office whoever called this vote; where one of those who
        petitioned did, whoever opened the petition or one that joined it as well."""
        row, called = self.subject, self.subject.called_by
        if self.call.in_office or (called is not None and self.call.person == str(called)):
            return True
        return row.called_by_post in CAPACITIES and is_an_opener(row, self.call.person)

    def _not_for_others(self) -> Finding:
        """Whoever has reason to spare somebody does not take the opening from those who called it; once it is late
        anybody who may opens it, for a poll late is better than none."""
        row, called = self.subject, body_of(self.subject.called_by_post)
        late = row.voting_day is not None and self.call.at >= poll_due(row, row.voting_day)
        ok = not self.own_side or called in ("", body_of(row.post)) or late
        return Finding("called_by_others", ok, OTHERS, self.source, actual=self.call.post)

    def _heard(self) -> bool:
        row, rule = self.subject, self.rules.recall
        if row.defended_on is not None or rule is None:
            return row.defended_on is not None
        return row.called_on is not None and after(row.called_on, rule.defence) <= self.day

    @cached_property
    def closes(self) -> datetime:
        return self.facts.closing(self.day, hours_of(self.subject))

    @cached_property
    def opened_at(self) -> datetime:
        return self.facts.opened(self.day, self.call.at)

    @property
    def day(self) -> date:
        """The day on which it is held."""
        return self.subject.voting_day or self.call.day

    def took_place_on(self) -> date | None:
        return clock.civil_day(self.opened_at)

    def judge(self) -> Iterator[Finding]:
        yield from by_the_ballot_rule(self.rules, self.facts.channels, self.facts.booths)
        yield from entered(self.subject, self.facts, self.call.at, self.source)
        yield from self._by_others()
        yield from opening(self.opened_at, self.closes)
        yield from as_announced(hours_of(self.subject), self.opened_at, self.closes)

    def _by_others(self) -> Iterator[Finding]:
        """A poll that nobody saw opened is entered by nobody who has reason to wish that it failed."""
        if self.facts.at:
            yield Finding("not_their_own_side", not self.own_side, BY_OTHERS, self.source, actual=self.call.post)

    def write(self) -> Outcome:
        row = self.subject
        row.polled_on, row.declared_on = self.day, None  # declared by a vote that was annulled since: not yet
        row.save(update_fields=["polled_on", "declared_on"])
        title = name_of_post(row.post, row.community_code)
        facts = VoteFacts(
            where="roll",
            about=str(row.ref), question=f"是否罢免{title.zh}", whom=str(row.person), secret=True,
            channels=",".join(listed(self.facts.channels)),
            closes_at=closes_at(self.closes),
            put_at=self.opened_at.isoformat() if self.facts.at else "",
        )  # fmt: skip
        roll = Ref("roll", row.roll.number if row.roll else "")
        marks = [
            *ballots.marks_of_roll(row.roll_id),
            *marks_of_hours(hours_of(self.subject), self.opened_at, self.closes),
            *marks_of_late(self.facts, self.opened_at),
        ]
        marks += self.marks_of_interest()
        return Outcome(row.ref, findings=marks, consequences=[Consequence(OpenVote, roll, facts)])
