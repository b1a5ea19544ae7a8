"""State one's defence against a recall: the right of whoever is to be recalled."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.elections.recalling import ActOnRecall
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text

OWN = Text("申辩由被要求罢免的人自己提出。", "Only whoever is to be recalled states a defence.")
BEFORE = Text("投票还没有开始。", "The poll is still to be opened.")
LATE = Text("已经开始投票。", "The poll has been opened.")


@dataclass(frozen=True, slots=True)
class DefenceFacts:
    words: str = asked("申辩意见", "your defence", long=True, private=True)
    signed: FileDigest | None = slip()


@register
class StateDefence(ActOnRecall[DefenceFacts]):
    """It stands on the recall's page beside the reasons, in full; a later one before the poll replaces it there."""

    name = "elections.state_defence"
    title = Text("提出申辩意见", "state a defence against a recall")
    kind = "effect"
    facts_type = DefenceFacts

    def standing(self) -> Iterator[Finding]:
        yield Finding("own_defence", self.themselves, OWN, self.source)
        yield Finding.either("before_the_poll", self.subject.polled_on is None, BEFORE, LATE, self.source)

    def write(self) -> Outcome:
        self.subject.defence, self.subject.defended_on = self.facts.words, self.call.day
        self.subject.save(update_fields=["defence", "defended_on"])
        return Outcome(self.subject.ref)
