"""Somebody never opened a petition: a clerk did in their name; follows from an upheld dispute, granted to nobody."""

from sunward.ballots.acting import ActOnPetition
from sunward.ballots.disowning import disown
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

OPEN_STILL = Text(
    "注意：这次联名是在服务台代办发起的，不是本人的意思；别人已经签了字，联名继续，只是不再算本人发起的。",
    "Alert: this petition was opened at the desk for somebody who did not want it. Others have signed, and it goes on; "
    "it only counts as theirs no longer.",
)
ENDED = Text(
    "注意：这次联名是在服务台代办发起的，不是本人的意思；还没有别人签字，不算数。",
    "Alert: this petition was opened at the desk for somebody who did not want it. Nobody else had signed; it does not "
    "count.",
)


@register
class DisownPetition(ActOnPetition[UndoneAtDesk]):
    """It uses up nothing of theirs. What others have signed is the others', and stays."""

    name = "ballots.disown_petition"
    title = Text("撤销窗口代办的联名发起", "a petition opened at the desk is not theirs")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        row = self.subject
        disown(row, self.facts.person, self.call.day)
        text = ENDED if row.void_on else OPEN_STILL
        return Outcome(row.ref, findings=[Finding("petition_disowned", False, text)])
