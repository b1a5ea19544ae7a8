"""A petition for a hearing goes with its question, when the matter is withdrawn and opened again; it follows from that
and is granted to nobody."""

from dataclasses import dataclass

from sunward.ballots.acting import ActOnPetition
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class FollowFacts:
    matter: str = asked("现在的事项编号", "the number that the matter has now", most=120)


@register
class FollowMatter(ActOnPetition[FollowFacts]):
    """Signatures, threshold and days stay: a number is not what people signed for."""

    name = "ballots.follow_matter"
    title = Text("联名随事项转到新编号", "a petition follows its matter to a new number")
    kind = "effect"
    facts_type = FollowFacts

    def write(self) -> Outcome:
        before, self.subject.asks_for = self.subject.asks_for, self.facts.matter
        self.subject.save(update_fields=["asks_for"])
        return Outcome(result=self.subject.ref, public={"matter": self.facts.matter, "before": before})
