"""Whoever leaves an office says that something has been handed over. It ends nothing: the receiver confirms."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.elections.models import Handover
from sunward.elections.office.leftovers import together
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text

GIVER = Text("由离任的人自己说。", "Whoever left the office says so.")
OPEN = Text("还在等接收人确认。", "It waits for the receiver to confirm.")
DONE = Text("已经确认收到，不用再说。", "It has been confirmed already.")
UNSAID = Text("本人以前没有说过。", "This is said for the first time.")
ONCE = Text("已经说过。", "Said already.")
BOTH = Text("双方签字的移交清单", "the list that both have signed")


@dataclass(frozen=True, slots=True)
class SayHandedOverFacts:
    photograph: FileDigest = asked("移交清单照片", "photograph of the list", hint=BOTH, private=True)
    signed: FileDigest | None = slip()


@register
class SayHandedOver(Act[Handover, SayHandedOverFacts]):
    """Shown beside what is owed. A receiver who stays silent after it is the one who is late."""

    name = "elections.say_handed_over"
    title = Text("说明已经移交", "say that something has been handed over")
    kind = "effect"
    subject_type = "handover"
    subject_model = Handover
    facts_type = SayHandedOverFacts

    def shows(self) -> str | None:
        """One list names everything that an office handed over."""
        return together(self.subject)

    def standing(self) -> Iterator[Finding]:
        row = self.subject
        yield Finding("giver", self.call.person == str(row.giver), GIVER, row.source)
        yield Finding.either("still_owed", row.confirmed_on is None, OPEN, DONE)
        yield Finding.either("said_once", row.given_on is None, UNSAID, ONCE)

    def write(self) -> Outcome:
        row = self.subject
        row.given_on, row.given_photograph_sha256 = self.call.day, self.facts.photograph.sha256
        row.save(update_fields=["given_on", "given_photograph_sha256"])
        return Outcome(row.ref, {"thing": row.thing, "post": row.post})
