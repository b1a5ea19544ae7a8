"""An item has been voted on and the result stands; follows from the certification of the vote, granted to nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.session.acting import OnItem
from sunward.meetings.session.choosing import Chosen, outcome_of
from sunward.meetings.session.elsewhere import RULE, settled_elsewhere
from sunward.meetings.session.matterless import lacks_matter
from sunward.meetings.session.offtable import marks_of_withdrawn
from sunward.meetings.session.presence import marks_of_keepers, marks_of_presence
from sunward.meetings.session.results import aside_in, decided, figures_of, left_out_of
from sunward.meetings.session.voting import alert_on_wrongly_aside, decided_by_stepping_aside, majority_by_exclusion

ELSEWHERE = Text(
    "注意：同一份联名，会议 {meeting} 先有了核定的结果，以那次为准。",
    "Alert: on the same petition a vote of meeting {meeting} was certified before; that result stands.",
)


@dataclass(frozen=True, slots=True)
class SettledFacts:
    vote: str = asked("哪次表决", "which vote")


@register
class SettleItem(OnItem[SettledFacts]):
    """The figures by counting class go to whoever knows the rules of the matter; the outcome is derived there. Which of
    several was chosen is derived here."""

    name = "meetings.settle_item"
    title = Text("议题表决完毕", "settle an item")
    kind = "report"
    facts_type = SettledFacts

    def shut(self) -> Text | None:
        return None  # a vote may run on after the session

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        return figures_of(self.room, self.subject, self.facts.vote)

    @cached_property
    def chosen(self) -> Chosen | None:
        """What a question with choices came to; None for yes or no."""
        return outcome_of(self.room, self.subject, self.counts) if self.subject.method else None

    def judge(self) -> Iterator[Finding]:
        return iter(())

    def write(self) -> Outcome:
        self.subject.settled_on = self.call.day
        self.subject.save(update_fields=["settled_on"])
        left_out, chosen = left_out_of(self.subject), self.chosen
        first = settled_elsewhere(self.subject)
        of_none = lacks_matter(self.room, [self.subject]).get(self.subject.number, ())
        return Outcome(
            result=self.subject.ref,
            public={"counts": self.counts} | ({"adopted": list(chosen.adopted)} if chosen else {}),
            findings=[
                *marks_of_withdrawn(self.subject),
                *of_none,
                *([Finding(RULE, False, ELSEWHERE.fill(meeting=first), actual=first)] if first else []),
                *([Finding("chosen", True, chosen.said)] if chosen else []),
                *ballots.marks_of_late(self.facts.vote),
                *ballots.marks_of_uncounted(self.facts.vote),
                *ballots.marks_of_false_proxies(self.facts.vote),
                *ballots.marks_of_denied_sheets(self.facts.vote),
                *ballots.marks_of_the_dead(self.facts.vote),
                *ballots.marks_of_interested(self.facts.vote, self.call.by, self.call.day),
                *self._said_before(),
                *majority_by_exclusion(self.room, self.subject, self.counts, left_out),
                *alert_on_wrongly_aside(self.subject),
                *decided_by_stepping_aside(self.room, self.subject, self.counts, aside_in(self.room, self.subject)),
            ],
            # Which of several is no step of a procedure: a matter is resolved by yes or no, and a petition once.
            events=[] if chosen or first else [decided(self.room, self.subject, self.facts.vote, self.counts)],
        )

    def _said_before(self) -> Iterator[Finding]:
        """Those who counted as there when it was put by the word of others against their own, or of whoever kept the
        list, as a proxy."""
        vote = next((one for one in ballots.votes_on(self.subject.ref) if one.number == self.facts.vote), None)
        there = ballots.in_room_of(self.facts.vote)
        if vote and there:
            yield from marks_of_presence(self.meeting, there, vote.opened_at)
            yield from marks_of_keepers(self.meeting, there, vote.opened_at)
