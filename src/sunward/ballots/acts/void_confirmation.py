"""Whom a count names as second never came to the desk to confirm it; follows from an upheld dispute, granted to
nobody."""

from collections.abc import Iterator

from sunward.ballots.acting import ActOnVote
from sunward.ballots.counting.counters import entered
from sunward.ballots.models import Count, Discrepancy, RollCall
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.record import queries as record

LATE = Text(
    "注意：结果已经核定，而计票的第二人没有确认过。",
    "Alert: the result has been certified, and the second counter has never confirmed it.",
)


@register
class VoidConfirmation(ActOnVote[UndoneAtDesk]):
    """The count waits again for whom it names, and then for a third. A result that is certified is marked."""

    name = "ballots.void_confirmation"
    title = Text("作废窗口代办的计票确认", "void a confirmation of a count entered at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def _counts(self) -> Iterator[Count | RollCall | Discrepancy]:
        said = record.entry(self.facts.undone)
        channel = str(said.public.get("channel", "")) if said else ""
        mine = {"counted_with": self.facts.person, "seconded_sheet_sha256__isnull": False, "seconded_on__isnull": False}
        yield from entered(self.subject, channel).filter(**mine)
        if channel == "paper":
            yield from Discrepancy.objects.filter(vote=self.subject, **mine)

    def write(self) -> Outcome:
        found = list(self._counts())
        if self.subject.certified_on is not None:
            return Outcome(self.subject.ref, findings=[Finding("second_confirmed", False, LATE)] if found else [])
        for count in found:
            count.seconded_on = None
            if not isinstance(count, Discrepancy):
                count.confirmed_by = ""
            count.save()
        return Outcome(self.subject.ref)
