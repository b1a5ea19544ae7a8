"""Answer a correction that was asked for: taken in or not, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.charter.reasons import refuse_nothing, wanted
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import refuse_unsigned, slip
from sunward.kernel.text import Text
from sunward.meetings.minutes.acting import LOCKED, OnMinutes
from sunward.meetings.minutes.recording import NOT_KEPT, keeps, kept_by
from sunward.meetings.models import MinutesCorrection

OWN = Text("自己提的更正由别人答复。", "A correction is answered by somebody else than who asked for it.")
WHY = wanted("请写明改了什么，或者为什么不改。", "Say what was changed, or why nothing is.")


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    correction: int = asked("第几条更正", "number of the correction")
    answer: str = asked("答复", "answer", long=True, private=True)
    taken_in: bool = asked("采纳", "taken in", default=False)
    signed: FileDigest | None = slip()


@register
class AnswerCorrection(OnMinutes[AnswerFacts]):
    """The recorder answers once; a correction that was taken in reads as part of the minutes: whoever
    signed before signs again. One that came to locked minutes is answered beside them, and changes nothing in them."""

    name = "meetings.answer_correction"
    title = Text("答复更正", "answer a correction of the minutes")
    kind = "report"
    facts_type = AnswerFacts
    of_some = True

    @cached_property
    def row(self) -> MinutesCorrection:
        found = self.subject.corrections.filter(place=self.facts.correction, answered_on=None, struck_on=None).first()
        if found is None:
            raise unusable("correction", "没有这条待答复的更正。", "No correction of that number waits for an answer.")
        return found

    def standing(self) -> Iterator[Finding]:
        beside = self.subject.corrections.filter(after_lock=True, answered_on=None, struck_on=None)
        if self.subject.locked_on and not beside.exists():
            yield Finding("open", False, LOCKED)
        yield from kept_by(self.subject.meeting, self.call)

    def judge(self) -> Iterator[Finding]:
        if not self.row.after_lock:
            self.refuse_locked()
        refuse_unsigned(self.facts, self.call.on_behalf_of)
        if not keeps(self.subject.meeting, self.call):
            raise unusable("correction", NOT_KEPT.zh, NOT_KEPT.en)
        if self.row.by in {self.call.by, self.call.on_behalf_of}:
            raise unusable("correction", OWN.zh, OWN.en)
        refuse_nothing("answer", self.facts.answer, WHY)
        return iter(())

    def write(self) -> Outcome:
        self.row.taken_in, self.row.answer = self.facts.taken_in, self.facts.answer
        self.row.answered_on = self.call.day
        self.row.save(update_fields=["taken_in", "answer", "answered_on"])
        return Outcome(result=self.subject.ref)
