"""Answer a dispute about what was entered at the desk."""

from collections.abc import Iterator

from sunward.disclosure.answers import AnswerFacts, Answering
from sunward.disclosure.events import DeskActUndone
from sunward.disclosure.models import DeskDispute
from sunward.disclosure.rules import UPHELD
from sunward.kernel.acts import register
from sunward.kernel.facts import unusable
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.record import queries as record

OWN_HAND = Text("代办的人不能答复对自己的异议。", "Whoever entered the act does not answer the dispute about it.")

OWN_DISPUTE = Text("提出异议的人不能自己答复。", "Whoever raised the dispute does not answer it.")


@register
class AnswerDispute(Answering[DeskDispute, AnswerFacts]):
    """The dispute was answered, by somebody who did not enter the act. Upheld, it is announced: whatever rests on the
    act can take it back; the entry itself stays."""

    name = "disclosure.answer_dispute"
    title = Text("答复窗口代办异议", "answer a dispute about the desk")
    subject_type = "desk_dispute"
    subject_model = DeskDispute
    facts_type = AnswerFacts
    answered_already = Text("这条异议已经答复。", "This dispute has been answered.")

    def judge(self) -> Iterator[Finding]:
        yield from super().judge()
        entered = record.entry(self.subject.entry)
        if entered is None or entered.by == self.call.by:
            raise unusable("answer", OWN_HAND.zh, OWN_HAND.en)
        if self.subject.by in {self.call.by, self.call.person}:
            raise unusable("answer", OWN_DISPUTE.zh, OWN_DISPUTE.en)

    def announced(self) -> list[DeskActUndone]:
        entered = record.entry(self.subject.entry)
        if self.facts.outcome not in UPHELD or entered is None:
            return []
        made = entered.result or entered.subject
        return [DeskActUndone(entered.log, entered.ref, entered.act, Ref(made.type, made.id), self.subject.by)]
