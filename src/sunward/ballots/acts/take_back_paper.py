"""Take back a sheet of paper that was not used: its place on the roll may vote otherwise."""

from collections.abc import Iterator
from functools import cached_property

from sunward.ballots.acting import ActOnVote
from sunward.ballots.acts.issue_paper import PlaceFacts
from sunward.ballots.casting import obstacles
from sunward.ballots.casting.proxied import vacate
from sunward.ballots.counting.handling import no_hand_in_it
from sunward.ballots.models import FalseProxy, Mark, TakenBack
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

NO_SHEET = Text("这个位置手里没有纸质选票。", "No paper ballot is out at this place.")
SHEET_IS_OUT = Text("这个位置手里有纸质选票。", "A paper ballot is out at this place.")


@register
class TakeBackPaper(ActOnVote[PlaceFacts]):
    """An unused sheet comes back. The mark is withdrawn and stays; the sheet lies among the unused, never in a box. Who
    took it back is kept beside the mark, and somebody else says so too (`ballots.confirm_taken_back`), or their number
    is a mark on the close, the count and the certificate."""

    name = "ballots.take_back_paper"
    title = Text("收回未用的纸质选票", "take back an unused paper ballot")
    kind = "effect"
    facts_type = PlaceFacts
    recorded = False
    own_page = True

    @cached_property
    def mark(self) -> Mark | None:
        rows = Mark.objects.filter(vote=self.subject, entry_id=self.facts.entry, channel="paper", withdrawn_on=None)
        return rows.first()

    def standing(self) -> Iterator[Finding]:
        yield obstacles.is_open(self.subject, self.call.at)
        yield from no_hand_in_it(self.subject, self.name, self.call)

    def judge(self) -> Iterator[Finding]:
        yield Finding.either("sheet_is_out", self.mark is not None, SHEET_IS_OUT, NO_SHEET)

    def write(self) -> Outcome:
        assert self.mark is not None  # noqa: S101 - judged before
        self.mark.withdrawn_on = self.call.day
        self.mark.save(update_fields=["withdrawn_on"])
        TakenBack.objects.create(mark=self.mark, taken_by=self.call.by, taken_by_post=self.call.post)
        if denied := FalseProxy.objects.filter(vote=self.subject, entry=self.mark.entry_id).first():
            vacate(self.subject, self.mark.entry, denied.stays, self.call.at)  # no proxy that was none takes another
        return Outcome(result=self.subject.ref)
