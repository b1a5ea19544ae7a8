"""Take back a correction of a person's entry that was wrong; follows from a dispute that was upheld, and is granted to
nobody."""

from datetime import date

from sunward.kernel.acts import Outcome, register
from sunward.kernel.memo import forget
from sunward.kernel.text import Text
from sunward.registry.acting import TakenBackOfPerson
from sunward.registry.events import DepartureUndone
from sunward.registry.models import PersonCorrection
from sunward.registry.residence.joining import put_back
from sunward.registry.residence.stays import last_stay


@register
class UndoCorrection(TakenBackOfPerson):
    """What stood there before stands there again, unless it was corrected anew since: that stays."""

    name = "registry.undo_correction"
    title = Text("撤销误作的人员更正", "take back a wrong correction of a person's entry")

    def write(self) -> Outcome:
        forget()
        row = PersonCorrection.objects.filter(
            entry=self.facts.undone, person=self.subject, undone_on=None
        ).select_related("spell").first()  # fmt: skip
        if row is None:
            return Outcome()
        row.undone_on = self.call.day
        row.save(update_fields=["undone_on"])
        put_back(row)
        stay = last_stay(self.subject)
        if stay is None or not (row.born or row.papers_was is not None or row.status_was is not None):
            return Outcome()  # a name gives no vote and takes none
        home = stay.household
        # A correction has no day from which it took a vote: it took one on every roll that was frozen since.
        undone = DepartureUndone(
            home.community_code, str(self.subject), home.number, date.min, self.call.day, entry=self.facts.undone,
            takes_off=True,
        )  # fmt: skip
        return Outcome(events=[undone])
