"""The counts of a vote that nobody has confirmed: whose turn it is, which are counted anew, whether paper adds up."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from sunward.ballots.casting.boxes import standing_marks
from sunward.ballots.counting.doubts import marks_of_denials
from sunward.ballots.counting.sampling import did_not_vote
from sunward.ballots.models import Count, DeniedAnswer, Discrepancy, FalseProxy, RollCall, Vote
from sunward.ballots.rules.paper import Sheets, difference_said, differences
from sunward.kernel.text import Text

FIELDS = ("counted_by", "counted_with", "counted_on", "seconded_on", "found_otherwise_on")


@dataclass(frozen=True, slots=True)
class CountUnderWay:
    """A count of one channel that waits for its second, for a third person, or to be made `anew`, for somebody found
    otherwise. One of paper that does not add up (`differs`) waits for its second only."""

    channel: str
    counted_by: str
    counted_with: str
    counted_on: date
    seconded: bool
    anew: bool
    differs: bool = False

    def is_turn_of(self, person: str | None) -> bool:
        """Whether it is for this person to say what they counted."""
        if self.anew or person is None:
            return False
        return person not in {self.counted_by, self.counted_with} if self.seconded else person == self.counted_with

    def counted_before(self, on: date) -> bool:
        """Whether it was entered on a day that is over: others need not wait any longer for whom it names."""
        return self.counted_on < on


def denied_by_the_drawn(vote: str) -> int:
    """How many of those who were drawn have not voted, by their word: a result with one of them is never certified, it
    can only be annulled. Two queries; nothing once it is settled."""
    row = Vote.objects.filter(number=vote, certified_on=None, annulled_on=None).exclude(closed_at=None).first()
    return len(did_not_vote(row)) if row else 0


def denied_by_enough(vote: str) -> list[Text]:
    """What was denied by as many as could turn a result that nobody has settled: it can be annulled for that. One query
    where nobody has denied anything."""
    denied = [Exists(model.objects.filter(vote=OuterRef("pk"))) for model in (DeniedAnswer, FalseProxy)]
    rows = Vote.objects.filter(number=vote, certified_on=None, annulled_on=None).exclude(closed_at=None)
    row = rows.filter(denied[0] | denied[1]).first()
    return [found.text for found in marks_of_denials(row)] if row else []


def counts_under_way(vote: str) -> list[CountUnderWay]:
    """The counts of a vote that are none yet, by channel; of paper that does not add up the newest, where nothing else
    waits. Three queries."""
    counts = Count.objects.filter(vote__number=vote, confirmed_by="").order_by("id")
    found = [_under_way(channel, *row) for channel, *row in counts.values_list("channel", *FIELDS)]
    aloud = RollCall.objects.filter(vote__number=vote, confirmed_by="")
    found += [_under_way("roll_call", *row) for row in aloud.values_list(*FIELDS)]
    differs = Discrepancy.objects.filter(vote__number=vote, seconded_on=None, found_otherwise_on=None)
    waiting = any(one.channel == "paper" and not one.anew for one in found)
    newest = None if waiting else differs.order_by("-id").values_list(*FIELDS).first()
    if newest is None:
        return found
    return [*(one for one in found if one.channel != "paper"), _under_way("paper", *newest, differs=True)]


def counts_to_confirm(vote: str) -> dict[str, CountUnderWay]:
    """Those of them that wait for their second or a third person, by channel."""
    return {one.channel: one for one in counts_under_way(vote) if not one.anew}


def _under_way(
    channel: str, by: str, second: str, on: date, seconded: date | None, otherwise: date | None, *,
    differs: bool = False,
) -> CountUnderWay:  # fmt: skip
    return CountUnderWay(channel, by, second, on, seconded is not None, otherwise is not None, differs)


def what_does_not_add_up(vote: str, sheets: Sheets) -> list[Text]:
    """What would be recorded with a count of paper as a difference, in words."""
    marks = standing_marks(Vote.objects.get(number=vote), "paper")
    return [difference_said(*one) for one in differences(sheets, marks)]


def adds_up_since(vote: str) -> str:
    """Whether the paper of a vote was counted so that it adds up: `confirmed` by a third person, or by `two`; empty
    where neither. Whoever counts otherwise is asked before, so that no difference is newer."""
    rows = Count.objects.filter(vote__number=vote, channel="paper", found_otherwise_on=None, seconded_on__isnull=False)
    third = rows.values_list("confirmed_by", flat=True).first()
    return "" if third is None else "confirmed" if third else "two"
