"""Confirm a count: a third person has looked at the sheets or the hands, and finds the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots import counting
from sunward.ballots.acting import ActOnVote
from sunward.ballots.models import Count
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

COUNTED = (("paper", Text("纸质票", "paper")), ("hands", Text("举手", "show of hands")))
NOTHING = Text("这个渠道还没有计票，或者已经核对过。", "This channel has no count that waits to be confirmed.")
THIRD = Text("核对计票的要是计票人以外的第三人。", "A count is confirmed by a third person, not by one of the two.")


@dataclass(frozen=True, slots=True)
class ConfirmFacts:
    channel: str = asked("哪个渠道的计票", "the count of which channel", choices=COUNTED)


@register
class ConfirmCount(ActOnVote[ConfirmFacts]):
    """A third person confirms what two have counted."""

    name = "ballots.confirm_count"
    title = Text("核对计票", "confirm a count")
    kind = "effect"
    facts_type = ConfirmFacts

    @cached_property
    def count(self) -> Count | None:
        return Count.objects.filter(vote=self.subject, channel=self.facts.channel, confirmed_by="").first()

    def standing(self) -> Iterator[Finding]:
        yield from counting.apart(self.subject, (self.call.by,), self.call.day)

    def judge(self) -> Iterator[Finding]:
        yield Finding("counted", self.count is not None, NOTHING)
        if self.count is not None:
            third = self.call.by not in {self.count.counted_by, self.count.counted_with}
            yield Finding("third_person", third, THIRD)

    def write(self) -> Outcome:
        assert self.count is not None  # noqa: S101 - judged before
        self.count.confirmed_by = self.call.by
        self.count.save(update_fields=["confirmed_by"])
        return Outcome(result=self.subject.ref)
