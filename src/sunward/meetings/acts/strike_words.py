"""Somebody never said or asked for this: a clerk entered it; follows from an upheld dispute, granted to nobody."""

from sunward.kernel.acts import register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.calling.undone import OnUndone
from sunward.meetings.hearing.acting import is_signed
from sunward.meetings.models import Minutes, MinutesCorrection

STANDS = Text(
    "注意：这些话是服务台代办登记的，本人没有说过；记录已经签字，仍在里面。",
    "Alert: a clerk had entered these words for somebody who had not said them. They were signed by then, and stay.",
)


@register
class StrikeWords(OnUndone):
    """Struck with its day, and still to be read; what was signed with it stays, marked. A correction that was answered
    for somebody waits for its answer again."""

    name = "meetings.strike_words"
    title = Text("划去窗口代办的发言、意见或者更正", "strike words entered at the desk")

    def undo(self) -> list[Finding]:
        striking = {
            "meetings.record_statement": self._statement, "meetings.state_opinion": self._opinion,
            "meetings.correct_minutes": self._correction, "meetings.answer_correction": self._answer,
        }  # fmt: skip
        late = striking[self.entered.act]()
        return [Finding("their_own_words", False, STANDS)] if late else []

    def _locked(self) -> bool:
        return Minutes.objects.filter(meeting=self.meeting, locked_on__isnull=False).exists()

    def _statement(self) -> bool:
        late = self._locked()
        self.note(f"statement:{self.entered.subject.id}/{self.entered.public['place']}", late=late)
        return late

    def _opinion(self) -> bool:
        late = is_signed(self.meeting)
        self.note(f"opinion:{self.entered.result.id if self.entered.result else ''}", late=late)
        return late

    def _row(self) -> MinutesCorrection:
        return MinutesCorrection.objects.get(minutes__meeting=self.meeting, place=self.entered.public["correction"])

    def _signed(self, row: MinutesCorrection) -> bool:
        """Whether three have signed it: what stands beside locked minutes they have not."""
        return self._locked() and not row.after_lock

    def _correction(self) -> bool:
        """One that was taken into the minutes is the recorder's word as well, and stays; beside locked ones nothing
        was."""
        row = self._row()
        late = self._signed(row) or bool(row.taken_in and not row.after_lock)
        self.note(f"correction:{row.place}", late=late)
        if not late:
            row.struck_on = self.call.day
            row.save(update_fields=["struck_on"])
        return late

    def _answer(self) -> bool:
        row = self._row()
        late = self._signed(row)
        kept = {"answer": row.answer, "taken_in": row.taken_in, "answered_on": str(row.answered_on)}
        self.note(f"answer:{row.place}", late=late, kept=None if late else kept)
        if not late:
            row.taken_in, row.answer, row.answered_on = None, "", None
            row.save(update_fields=["taken_in", "answer", "answered_on"])
        return late
