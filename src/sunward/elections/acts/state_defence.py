"""State one's defence against a recall: the right of whoever is to be recalled."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.elections.models import Defence
from sunward.elections.polling.opening import POLLED, UNPOLLED
from sunward.elections.recalling import ActOnRecall
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text

OWN = Text("申辩由被要求罢免的人自己提出。", "Only whoever is to be recalled states a defence.")
UNSAID = Text("本人还没有自己申辩过。", "They have not spoken themselves.")
SPOKEN = Text(
    "本人已经自己申辩过，服务台不能再代办：由本人登录改写。",
    "They have spoken themselves: the desk replaces nothing of it, they do under their own sign-in.",
)


@dataclass(frozen=True, slots=True)
class DefenceFacts:
    words: str = asked("申辩意见", "your defence", long=True, private=True)
    signed: FileDigest | None = slip()


@register
class StateDefence(ActOnRecall[DefenceFacts]):
    """It stands on the recall's page beside the reasons, in full; a later one before the poll replaces it there. No
    clerk replaces what they said themselves."""

    name = "elections.state_defence"
    title = Text("提出申辩意见", "state a defence against a recall")
    kind = "effect"
    facts_type = DefenceFacts

    def standing(self) -> Iterator[Finding]:
        yield Finding("own_defence", self.themselves, OWN, self.source)
        yield Finding.either("before_the_poll", self.subject.polled_on is None, UNPOLLED, POLLED, self.source)
        if self.call.on_behalf_of is not None:
            yield Finding.either("spoken_themselves", not self._said_themselves(), UNSAID, SPOKEN, self.source)

    def _said_themselves(self) -> bool:
        """Under their own sign-in; of words older than each was kept nobody knows, and they are taken for theirs."""
        rows = self.subject.defences.filter(void_on=None)
        return rows.filter(at_desk=False).exists() or bool(self.subject.defence and not rows.exists())

    def write(self) -> Outcome:
        self._keep()
        self.subject.defence, self.subject.defended_on = self.facts.words, self.call.day
        self.subject.save(update_fields=["defence", "defended_on"])
        return Outcome(self.subject.ref)

    def _keep(self) -> None:
        """Each beside the others: one that was not theirs gives way to what they had said before."""
        row, at_desk = self.subject, self.call.on_behalf_of is not None
        if row.defence and row.defended_on and not row.defences.exists():
            Defence.objects.create(recall=row, words=row.defence, said_on=row.defended_on, at_desk=False)
        said = {"words": self.facts.words, "said_on": self.call.day, "entry": self.call.ref}
        Defence.objects.create(recall=row, at_desk=at_desk, **said)
