"""The receiver says that something has not come, or what of it is missing: beside the word of whoever left."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.elections.acts.say_handed_over import ONCE
from sunward.elections.models import Handover
from sunward.elections.office.leftovers import receiving
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text

RECEIVER = Text("由现在担任接收岗位的人说。", "Whoever holds the receiving post today says so.")
SAID = Text(
    "离任的人说已经移交，或者移交的期限已经过了。",
    "Whoever left says that it was handed over, or the day for it has passed.",
)
OPEN = Text("还没有确认，也没有监督委员会见证。", "Nobody has confirmed or witnessed it.")
SETTLED = Text(
    "已经确认收到，或者监督委员会已经见证移交。",
    "It has been confirmed, or witnessed by the supervision committee.",
)
UNSAID = Text("接收人以前没有说过。", "The receiver says this for the first time.")


@dataclass(frozen=True, slots=True)
class SayNotHandedOverFacts:
    missing: str = asked("没有收到什么", "what has not come", long=True, private=True)
    signed: FileDigest | None = slip()


@register
class SayNotHandedOver(Act[Handover, SayNotHandedOverFacts]):
    """Word stands against word: whoever left is the one who is late again, until supervisors have seen it."""

    name = "elections.say_not_handed_over"
    title = Text("说明没有收到", "say that something has not come")
    kind = "effect"
    subject_type = "handover"
    subject_model = Handover
    facts_type = SayNotHandedOverFacts

    def standing(self) -> Iterator[Finding]:
        row = self.subject
        yield Finding("receiver", self.call.person in receiving(row, self.call.day)[0], RECEIVER, row.source)
        yield Finding("said_handed_over", row.can_be_missed(self.call.day), SAID, row.source)
        yield Finding.either("still_owed", row.confirmed_on is None and row.witnessed_on is None, OPEN, SETTLED)
        yield Finding.either("said_once", row.missing_on is None, UNSAID, ONCE)

    def write(self) -> Outcome:
        row = self.subject
        row.missing_on, row.missing, row.missing_entry = self.call.day, self.facts.missing, self.call.ref
        row.save(update_fields=["missing_on", "missing", "missing_entry"])
        return Outcome(row.ref, {"thing": row.thing, "post": row.post})
