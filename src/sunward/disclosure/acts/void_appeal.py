"""Somebody never appealed: a clerk did in their name; follows from an upheld dispute, granted to nobody."""

from sunward.disclosure.appealing import granted, set_aside
from sunward.disclosure.consents import doubts
from sunward.disclosure.models import Objection
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

NOT_THEIRS = Text(
    "注意：{appealed} 在服务台代办的申诉不是本人的意思，不算数；本人可以自己申诉，期限从今天重新算。",
    "Alert: the appeal entered at the desk on {appealed} was not the wish of whoever it names and does not count. They "
    "can appeal themselves; the days for it run from today.",
)
GRANTED = Text(
    "注意：代办的申诉不是本人的意思；裁定异议成立，裁定仍然有效。",
    "Alert: the appeal entered at the desk was not the wish of whoever it names. The ruling upheld the objection, and "
    "stands.",
)


@register
class VoidAppeal(Act[Objection, UndoneAtDesk]):
    """It is kept beside the objection, and their own is possible at once."""

    name = "disclosure.void_appeal"
    title = Text("作废窗口代办的申诉", "void an appeal entered at the desk")
    kind = "report"
    subject_type = "objection"
    subject_model = Objection
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        row = self.subject
        if row.appealed_at_desk_in != self.facts.undone:
            return Outcome(row.ref)
        if granted(row):
            return Outcome(row.ref, findings=[Finding("appeal_granted", False, GRANTED)])
        text = NOT_THEIRS.fill(appealed=row.appealed_on)
        set_aside(row, self.call.day)
        doubted = tuple(doubts(row, self.call.day))
        return Outcome(row.ref, findings=[Finding("appeal_undone", False, text)], events=doubted)
