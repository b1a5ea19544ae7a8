"""Hand out a sheet of paper: the teller marks the place on the roll, which then votes by no other channel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting import obstacles, urn
from sunward.ballots.casting.afterwards import BY_HAND, HOUR, hour_of, is_late, on_its_evening
from sunward.ballots.casting.carried import proxy_of
from sunward.ballots.casting.delegates import delegates_in
from sunward.ballots.casting.proxied import FETCHED, takes_sheet
from sunward.ballots.counting.handling import no_hand_in_it
from sunward.ballots.models import RollEntry
from sunward.ballots.roll import places
from sunward.kernel.acts import Outcome, Refused, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

GAVE = Text(
    "已经委托别人：选票交给受委托人；本人来的，先收回委托。",
    "Gave a proxy: the sheet goes to the proxy. Whoever comes in person takes the proxy back first.",
)
NO_PROXY = Text("没有委托别人：选票交给本人。", "Gave no proxy: the sheet goes to the voter.")


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """`entry` is the number of the place on the roll."""

    entry: int = asked("名册上的位置", "the place on the roll", private=True)
    by_proxy: bool = asked("交给受委托人", "to the proxy", private=True, default=False)


@dataclass(frozen=True, slots=True)
class SheetFacts(PlaceFacts):
    at: str = asked("领票的时间", "hour at which it was taken", hint=HOUR, private=True, default="")


@register
class IssuePaper(ActOnVote[SheetFacts]):
    """A sheet is handed out. Not recorded one by one: the count must add up with all of them."""

    name = "ballots.issue_paper"
    title = Text("发放纸质选票", "hand out a paper ballot")
    kind = "effect"
    facts_type = SheetFacts
    recorded = False
    own_page = True

    @cached_property
    def entry(self) -> RollEntry | None:
        return places.entry_of(self.subject, self.facts.entry)

    @cached_property
    def hour(self) -> datetime | None:
        """When it was taken, where that is past."""
        return hour_of(self.subject, self.facts.at)

    def standing(self) -> Iterator[Finding]:
        yield obstacles.is_open(self.subject, self.call.at)
        yield from no_hand_in_it(self.subject, self.name, self.call)
        yield obstacles.channel_is_open(self.subject, "paper")
        if is_late(self.subject, "paper", self.call.at):
            yield Finding("on_its_evening", False, BY_HAND)

    def judge(self) -> Iterator[Finding]:
        yield from obstacles.is_entitled(self.subject, self.entry, self.hour)
        if self.entry is not None:
            yield from on_its_evening(self.subject, "paper", self.call.at, self.facts.at, [self.entry.pk])
            yield from obstacles.taken_by_one_aside(self.subject, self.entry, self.call.at, self.hour)
            yield obstacles.seat_has_not_voted(self.subject, self.entry)
            yield self._who_takes_it(self.entry)

    def _who_takes_it(self, entry: RollEntry) -> Finding:
        """Whoever gave a proxy and comes as well would leave the holder without a sheet, or with the wrong one."""
        given = bool(proxy_of(self.subject, entry))
        if self.facts.by_proxy and not given:
            return Finding("to_the_proxy", False, NO_PROXY)
        return Finding("to_the_proxy", self.facts.by_proxy == given, GAVE if given else NO_PROXY)

    def write(self) -> Outcome:
        assert self.entry is not None  # noqa: S101 - judged before
        by, came = self.call.by, delegates_in(self.subject).get(self.entry.pk)
        sits = takes_sheet(self.subject, self.entry, self.call.at, self.hour)
        taken_by = FETCHED if self.facts.by_proxy else sits
        if not urn.mark(self.subject, self.entry, "paper", self.call.day, issued_by=by, came=came, stay=taken_by):
            raise Refused(type(self), [obstacles.seat_has_not_voted(self.subject, self.entry)])
        return Outcome(result=self.subject.ref)
