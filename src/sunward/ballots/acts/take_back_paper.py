"""Take back a sheet of paper that was not used: its place on the roll may vote otherwise."""

from collections.abc import Iterator
from functools import cached_property

from sunward.ballots.acting import ActOnVote
from sunward.ballots.acts.issue_paper import PlaceFacts
from sunward.ballots.casting import obstacles
from sunward.ballots.casting.denied_sheets import is_denied_sheet
from sunward.ballots.casting.proxied import vacate
from sunward.ballots.counting.handling import no_hand_in_it
from sunward.ballots.models import DeniedSheet, FalseProxy, Mark, TakenBack
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

NO_SHEET = Text("这个位置手里没有纸质选票。", "No paper ballot is out at this place.")
ANOTHER = Text(
    "这张票，本人说没有领过：由发票的人以外的人在未用的票里找到它，才能登记收回。",
    "The voter says that they never took this sheet: somebody else than whoever handed it out takes it off, once they "
    "find it among the unused.",
)
SHEET_IS_OUT = Text("这个位置手里有纸质选票。", "A paper ballot is out at this place.")


@register
class TakeBackPaper(ActOnVote[PlaceFacts]):
    """An unused sheet comes back. The mark is withdrawn and stays; the sheet lies among the unused, never in a box. Who
    took it back is kept beside the mark, and somebody else says so too (`ballots.confirm_taken_back`), or their number
    is a mark on the close, the count and the certificate. Of a sheet that the voter says they never took that word is
    the other one, where it is by their own hand."""

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
        if self.mark is not None and self.mark.issued_by == self.call.by and is_denied_sheet(self.mark):
            yield Finding("another_teller", False, ANOTHER)

    def _their_word(self, mark: Mark) -> dict[str, object]:
        """What the voter has said by their own hand: that they never took it."""
        rows = DeniedSheet.objects.filter(mark=mark, void_on=None, at_desk=False)
        row = rows.exclude(denied_by=self.call.by).first()
        return {"confirmed_by": row.denied_by, "confirmed_on": row.denied_on} if row else {}

    def write(self) -> Outcome:
        assert self.mark is not None  # noqa: S101 - judged before
        self.mark.withdrawn_on = self.call.day
        self.mark.save(update_fields=["withdrawn_on"])
        said = {"taken_by": self.call.by, "taken_by_post": self.call.post} | self._their_word(self.mark)
        TakenBack.objects.create(mark=self.mark, **said)
        if denied := FalseProxy.objects.filter(vote=self.subject, entry=self.mark.entry_id).first():
            vacate(self.subject, self.mark.entry, denied.stays, self.call.at)  # no proxy that was none takes another
        return Outcome(result=self.subject.ref)
