"""Enter what two have counted on paper: two people, after the close, and every sheet must be somewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting import obstacles
from sunward.ballots.casting.boxes import standing_marks
from sunward.ballots.casting.denied_sheets import marks_of_denied_sheets, public_of_denied
from sunward.ballots.casting.returned import marks_of_taken_back, taken_back
from sunward.ballots.counting import counters
from sunward.ballots.counting.dead import marks_of_the_dead
from sunward.ballots.counting.doubts import marks_of_late
from sunward.ballots.counting.interested import marks_of_interested
from sunward.ballots.models import Count, Discrepancy
from sunward.ballots.rules.paper import Sheets, difference_said, differences
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text

INVALID = Text("在票箱里，看不出选了谁，或者选得太多", "In the box, and nobody can read them, or they choose too much")
SPOILED = Text(
    "写坏了交回来换了新票的：不在票箱里", "Written wrongly, handed back, and exchanged for a new one: not in the box"
)


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """`chosen` is `{key: votes}`. Spoiled sheets were exchanged for new ones; invalid ones lie in the box.
    What was chosen stays out of the public record until a third person has confirmed it: they count for themselves."""

    chosen: dict[str, Any] = asked("各选项得票数", "votes for each choice", private=True)
    ballots: int = asked("票箱里的张数", "sheets in the box")
    printed: int = asked("印制张数", "sheets printed")
    issued: int = asked("发出张数", "sheets issued")
    counted_with: str = asked("另一名计票人", "who counted with you", private=True, most=60)
    blank: int = asked("空白票", "blank ballots", default=0, private=True)
    invalid: int = asked("无效票", "invalid ballots", hint=INVALID, default=0, private=True)
    spoiled: int = asked("作废换票张数", "spoiled sheets that were exchanged", hint=SPOILED, default=0)
    unused: int = asked("未用张数", "sheets not used", default=0)
    not_returned: int = asked("未收回张数", "sheets not returned", default=0)
    sheet: FileDigest | None = asked("计票单照片", "photograph of the count sheet", default=None)


@register
class CountPaper(ActOnVote[PaperFacts]):
    """What two have counted, by one of them: a count once the other has said the same (`ballots.confirm_count`). Sheets
    that do not add up, among themselves or with the roll, are no count: the difference is named and kept for good, as
    a fact of its own. Were it refused, whoever dislikes it would type on until the figures fit."""

    name = "ballots.count_paper"
    title = Text("清点纸质选票", "count the paper ballots")
    kind = "effect"
    facts_type = PaperFacts

    @property
    def sheets(self) -> Sheets:
        facts = self.facts
        return Sheets(facts.printed, facts.issued, facts.ballots, facts.spoiled, facts.unused, facts.not_returned)

    def standing(self) -> Iterator[Finding]:
        yield obstacles.is_closed(self.subject)
        yield obstacles.channel_is_open(self.subject, "paper")
        yield counters.not_counted(self.subject, "paper")
        yield from counters.apart(self.subject, (self.call.by,), self.call.day)

    def judge(self) -> Iterator[Finding]:
        facts = self.facts
        yield from counters.two_who_may(self.subject, (self.call.by, facts.counted_with), self.call.day)
        yield counters.second_who_may(self.subject, facts.counted_with, self.call.day)
        yield counters.figures_can_be(self.subject, facts.chosen, facts.ballots - facts.blank - facts.invalid)

    @cached_property
    def wrong(self) -> list[tuple[str, int, int]]:
        """What does not add up."""
        return differences(self.sheets, standing_marks(self.subject, "paper"))

    def _named(self) -> Iterator[Finding]:
        for name, should, found in self.wrong:
            said = difference_said(name, should, found)
            yield Finding(f"paper_{name}", False, said, required=str(should), actual=str(found))

    def write(self) -> Outcome:
        facts = self.facts
        found = {
            "chosen": facts.chosen, "blank": facts.blank, "invalid": facts.invalid, "ballots": facts.ballots,
            "printed": facts.printed, "issued": facts.issued, "spoiled": facts.spoiled, "unused": facts.unused,
            "not_returned": facts.not_returned, "counted_by": self.call.by, "counted_with": facts.counted_with,
            "counted_on": self.call.day, "sheet_sha256": facts.sheet.sha256 if facts.sheet else "",
        }  # fmt: skip
        told, returned = taken_back(self.subject).public | public_of_denied(self.subject), [
            *marks_of_late(self.subject), *marks_of_taken_back(self.subject), *marks_of_denied_sheets(self.subject),
            *marks_of_the_dead(self.subject),
            *counters.by_whom_it_leaves_out(self.subject, (self.call.by, facts.counted_with)),
            *marks_of_interested(self.subject, (self.call.by, facts.counted_with), self.call.day),
        ]  # fmt: skip
        if self.wrong:
            Discrepancy.objects.create(vote=self.subject, marks=standing_marks(self.subject, "paper"), **found)
            return Outcome(result=self.subject.ref, public=told, findings=[*self._named(), *returned])
        again = counters.may_be_counted_anew(self.subject, "paper") or self.subject.discrepancies.exists()
        waits = {"found_otherwise_on": None, "seconded_on": None, "seconded_sheet_sha256": None}
        Count.objects.update_or_create(vote=self.subject, channel="paper", defaults=found | waits)
        return Outcome(result=self.subject.ref, public=told, findings=[*counters.counted_anew(again), *returned])
