"""Answer a dispute about what was entered at the desk."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sunward.disclosure.answers import AnswerFacts, Answering
from sunward.disclosure.events import DeskActUndone, SlipDated, StatusUpheld
from sunward.disclosure.models import DeskDispute, Objection
from sunward.disclosure.queries.desk import ARRIVALS, SLIP_OF
from sunward.disclosure.rules import UPHELD
from sunward.kernel.acts import register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.record import queries as record

OWN_HAND = Text("代办的人不能答复对自己的异议。", "Whoever entered the act does not answer the dispute about it.")

EARLIER = Text(
    "只用于本人早已交来、登记时没有写明日子的异议：查实的交来日子。异议仍然是本人的，从那天算起；不填，就是本人没有提过。",
    "Only for an objection that they did hand in, earlier than it was entered: the day that was found. It stays theirs "
    "and counts from then. Empty: they never made it.",
)
NO_SLIP = Text(
    "只有异议成立、代办的是对公开的异议时才填。", "For an upheld dispute about an objection to a posting, and no other."
)
NOT_THEN = Text(
    "交来的日子不早于公开，也不晚于登记。", "It was handed in after the posting, and not later than it was entered."
)
THE_ENTRY, SOMETHING_ELSE = "entry", "other"
WRONG = (
    (THE_ENTRY, Text("整条登记：没有来住，或者没有回来", "the entry as a whole: they did not come, or are not back")),
    ("registered", Text("只是身份，应当是“户籍在本社区”", "the status alone: household registration here")),
    ("habitual", Text("只是身份，应当是“常住，户籍在外”", "the status alone: lives here, registered elsewhere")),
    ("mobile", Text("只是身份，应当是“流动人口”", "the status alone: stays here for a time")),
    (SOMETHING_ELSE, Text("只是别的内容，另行更正", "something else in it alone, to be corrected by itself")),
)
ON_ARRIVALS = Text("对入住登记的异议成立时要填", "needed where a dispute about an arrival is upheld")
SAY_WRONG = Text(
    "对入住登记的异议成立，要写明不对的是整条登记，还是只是身份或者别的内容。",
    "An upheld dispute about an arrival says whether the entry as a whole is wrong, or the status or something else "
    "in it alone.",
)
NO_ARRIVAL = Text("只有异议成立、说的是入住登记时才填。", "For an upheld dispute about an arrival, and no other.")
ANOTHER = Text("另一人的异议不是由同一人答复的。", "What another said of the entry was answered by somebody else.")
THE_SAME = Text(
    "注意：对同一条登记，另一人的异议也是由同一人答复的。",
    "Alert: what another said of the same entry was answered by the same person.",
)
OWN_DISPUTE = Text("提出异议的人不能自己答复。", "Whoever raised the dispute does not answer it.")


@dataclass(frozen=True, slots=True)
class DisputeAnswerFacts(AnswerFacts):
    handed_in: date | None = asked("查实是哪天交来的", "day on which it was found to be handed in", hint=EARLIER,
                                   default=None)  # fmt: skip
    wrong: str = asked("不对的是什么", "what is wrong", choices=WRONG, hint=ON_ARRIVALS, private=True, default="")


@register
class AnswerDispute(Answering[DeskDispute, DisputeAnswerFacts]):
    """The dispute was answered, by somebody who did not enter the act. Upheld, it is announced: whatever rests on the
    act can take it back; the entry itself stays. An objection that was theirs, and had been handed in before, stays too
    and counts from its day; of an arrival no more is taken back than was found wrong."""

    name = "disclosure.answer_dispute"
    title = Text("答复窗口代办异议", "answer a dispute about the desk")
    subject_type = "desk_dispute"
    subject_model = DeskDispute
    facts_type = DisputeAnswerFacts
    answered_already = Text("这条异议已经答复。", "This dispute has been answered.")

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        others = self.subject.earlier.exclude(answered_on=None).exclude(by=None).exclude(by=self.subject.by)
        said = [Ref("desk_dispute", number) for number in others.values_list("number", flat=True)]
        if said:
            answered = {one.by for one in record.results_of(self.name, said)}
            yield Finding.either("another_answers", self.call.by not in answered, ANOTHER, THE_SAME)

    def judge(self) -> Iterator[Finding]:
        yield from super().judge()
        entered = record.entry(self.subject.entry)
        if entered is None or entered.by == self.call.by:
            raise unusable("answer", OWN_HAND.zh, OWN_HAND.en)
        if self.subject.by in {self.call.by, self.call.person}:
            raise unusable("answer", OWN_DISPUTE.zh, OWN_DISPUTE.en)
        if self.facts.handed_in is not None:
            self._check_day(self.facts.handed_in, entered)
        self._check_wrong(entered)

    def _check_wrong(self, entered: Entry) -> None:
        """Nobody is taken off the register by an answer that does not say so."""
        asked_for = self.facts.outcome in UPHELD and entered.act in ARRIVALS
        if asked_for and not self.facts.wrong:
            raise unusable("wrong", SAY_WRONG.zh, SAY_WRONG.en)
        if self.facts.wrong and not asked_for:
            raise unusable("wrong", NO_ARRIVAL.zh, NO_ARRIVAL.en)

    def _check_day(self, day: date, entered: Entry) -> None:
        if self.facts.outcome not in UPHELD or entered.act != SLIP_OF or entered.result is None:
            raise unusable("handed_in", NO_SLIP.zh, NO_SLIP.en)
        row = Objection.objects.select_related("publication").get(number=entered.result.id)
        if not row.publication.recorded_on <= day <= row.received_on:
            raise unusable("handed_in", NOT_THEN.zh, NOT_THEN.en)

    def announced(self) -> list[DeskActUndone | SlipDated | StatusUpheld]:
        entered = record.entry(self.subject.entry)
        if self.facts.outcome not in UPHELD or entered is None:
            return []
        made = entered.result or entered.subject
        if self.facts.handed_in is not None:
            return [SlipDated(Ref(made.type, made.id), self.facts.handed_in)]
        if self.facts.wrong == SOMETHING_ELSE:
            return []
        if self.facts.wrong not in {"", THE_ENTRY}:
            return [StatusUpheld(entered.ref, self.subject.by, self.facts.wrong)]
        return [DeskActUndone(entered.log, entered.ref, entered.act, Ref(made.type, made.id), self.subject.by)]
