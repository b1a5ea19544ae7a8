"""Confirm a count: the second counter says what they counted with the first, then a third person what they have found
for themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sunward.ballots.acting import ActOnVote
from sunward.ballots.counting import counters
from sunward.ballots.counting.doubts import marks_of_late
from sunward.ballots.counting.interested import marks_of_interested
from sunward.ballots.models import Count, Discrepancy, RollCall
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text

COUNTED = (
    ("paper", Text("纸质票", "paper")),
    ("hands", Text("举手", "show of hands")),
    ("roll_call", Text("点名", "roll call")),
)
WAITS = Text("这个渠道的计票等待核对。", "The count of this channel waits to be confirmed.")
NOTHING = Text(
    "这个渠道没有等待核对的计票：还没有计票、已经核对过，或者要重新计票。",
    "This channel has no count that waits to be confirmed: none yet, one that is confirmed, or one to be counted anew.",
)
NONE_YET = Text("还没有等待核对的计票。", "There is no count yet that waits to be confirmed.")
ANEW = Text(
    "有人数出的和登记的不一样：先重新计票，再核对。",
    "Somebody counted otherwise than what was entered: it is counted anew first, and confirmed then.",
)
THIRD = Text("核对计票的要是计票人以外的第三人。", "A count is confirmed by a third person, not by one of the two.")
SECOND = Text(
    "先由登记时写明的第二名计票人本人确认，再由第三人核对。",
    "First the second counter whom the count names confirms it themselves, then a third person.",
)
SERVED = Text(
    "第二名计票人本人登录确认；在服务台确认要有两人签字的计票单照片，并由另外的人办理。第三人本人登录核对。",
    "The second counter confirms under their own sign-in, or at the desk with a photograph of the sheet that both "
    "signed, entered by somebody else than the first. The third person confirms under their own sign-in.",
)
# The first figures stand in no text: whoever confirms would only have to copy them.
DIFFERENT = Text(
    "注意：核对的人数出的和登记的不一样：这个渠道要重新计票。",
    "Alert: whoever confirms has counted otherwise than what was entered: this channel is to be counted again.",
)
BOTH_SAY = Text(
    "注意：两名计票人都说纸质票对不上数。要重新计票；还是对不上的，可以宣布表决作废。",
    "Alert: both who counted say that the paper does not add up. It is to be counted again; if it still does not add "
    "up, the vote can be annulled.",
)
OWN = Text(
    "写您自己数出的，不要抄别人的；没有的写 0。",
    "What you have counted yourself, copied from nobody; 0 where there were none.",
)
SHEETS_ONLY = Text("只有纸质票要填", "For paper only")
AT_THE_DESK = Text("第二名计票人在服务台确认时必须有", "Needed where the second counter confirms at the desk")


@dataclass(frozen=True, slots=True)
class ConfirmFacts:
    """The third person's own figures: as little for the public record before the certificate as those of the two."""

    channel: str = asked("哪个渠道的计票", "the count of which channel", choices=COUNTED)
    chosen: dict[str, Any] = asked("各选项得票数", "votes for each choice", hint=OWN, private=True)
    blank: int = asked("空白票", "blank ballots", hint=SHEETS_ONLY, private=True, default=0)
    invalid: int = asked("无效票", "invalid ballots", hint=SHEETS_ONLY, private=True, default=0)
    sheet: FileDigest | None = asked(
        "两人签字的计票单照片", "photograph of the count sheet that both signed", hint=AT_THE_DESK, private=True,
        default=None,
    )  # fmt: skip


@register
class ConfirmCount(ActOnVote[ConfirmFacts]):
    """What one has entered, the other whom they named counts as well, and then a third person. Figures that agree
    confirm it; where they differ that stands, and the channel is counted anew: a name that somebody typed is no
    second counter. A count that does not add up is said by both as well, and stays on the vote."""

    name = "ballots.confirm_count"
    title = Text("核对计票", "confirm a count")
    kind = "effect"
    facts_type = ConfirmFacts

    @cached_property
    def count(self) -> Count | Discrepancy | RollCall | None:
        return counters.waiting_count(self.subject, self.facts.channel, self.call.person)

    def standing(self) -> Iterator[Finding]:
        yield from counters.apart(self.subject, (self.call.person,), self.call.day)
        yield from self._not_yet()

    def _not_yet(self) -> Iterator[Finding]:
        """What is known before anything is typed: that no count waits, or that none of them waits for this person."""
        counted = [channel for channel, _name in COUNTED if channel in self.subject.channels]
        waiting = [counters.waiting_count(self.subject, channel, self.call.person) for channel in counted]
        turns = [self._in_turn(count) for count in waiting if count is not None]
        if not turns:
            anew = any(counters.entered(self.subject, one).exclude(found_otherwise_on=None).exists() for one in counted)
            yield Finding("counted", False, ANEW if anew else NONE_YET)
        elif all(turn.breach for turn in turns):
            yield turns[0]

    def judge(self) -> Iterator[Finding]:
        yield Finding.either("counted", self.count is not None, WAITS, NOTHING)
        if self.count is not None:
            yield self._in_turn(self.count)
            yield Finding("own_hand", self.call.on_behalf_of is None or self._served(self.count), SERVED)

    def _in_turn(self, count: Count | Discrepancy | RollCall) -> Finding:
        """The second first: nobody confirms what may be one person's invention."""
        who = self.call.person
        if count.seconded_on is None:
            return Finding("second_person", who == count.counted_with, SECOND)
        return Finding("third_person", who not in {count.counted_by, count.counted_with}, THIRD)

    def _served(self, count: Count | Discrepancy | RollCall) -> bool:
        by_another = self.call.by != count.counted_by
        return count.seconded_on is None and by_another and self.facts.sheet is not None

    def _agrees(self) -> bool:
        assert self.count is not None  # noqa: S101 - judged before
        count, said, facts = self.count, self.facts.chosen, self.facts
        same = all(said.get(key, 0) == count.chosen.get(key, 0) for key in {*said, *count.chosen})
        return same and (facts.channel != "paper" or (facts.blank, facts.invalid) == (count.blank, count.invalid))

    def write(self) -> Outcome:
        count, agrees = self.count, self._agrees()
        assert count is not None  # noqa: S101 - judged before
        if not agrees:
            count.found_otherwise_on = self.call.day
        elif count.seconded_on is None:
            count.seconded_on = self.call.day
            count.seconded_sheet_sha256 = self.facts.sheet.sha256 if self.facts.sheet else None
        elif not isinstance(count, Discrepancy):
            count.confirmed_by = self.call.person
        count.save(update_fields=["seconded_on", "seconded_sheet_sha256", "found_otherwise_on", *self._third(count)])
        return Outcome(result=self.subject.ref, findings=list(self._marks(count, agrees)))

    def _third(self, count: Count | Discrepancy | RollCall) -> list[str]:
        return [] if isinstance(count, Discrepancy) else ["confirmed_by"]

    def _marks(self, count: Count | Discrepancy | RollCall, agrees: bool) -> Iterator[Finding]:
        yield from marks_of_late(self.subject)
        yield from counters.by_whom_it_leaves_out(self.subject, (self.call.person,))
        yield from marks_of_interested(self.subject, (self.call.person,), self.call.day)
        if not agrees:
            yield Finding("same_figures", False, DIFFERENT, required=self.facts.channel)
        elif isinstance(count, Discrepancy):
            yield Finding("paper_differs", False, BOTH_SAY)
