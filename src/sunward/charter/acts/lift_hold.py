"""Let a held subject go on."""

from collections.abc import Iterable
from dataclasses import dataclass

from sunward.charter.models import Hold
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class LiftFacts:
    because: str = asked("为什么可以恢复", "why it may go on", long=True)


@register
class LiftHold(Act[Hold, LiftFacts]):
    """The hold ends, with a reason that stands in the record."""

    name = "charter.lift_hold"
    title = Text("恢复办理", "lift a hold")
    kind = "effect"
    subject_type = "hold"
    subject_model = Hold
    facts_type = LiftFacts

    def standing(self) -> Iterable[Finding]:
        lifted = self.subject.lifted_on is not None
        yield Finding("hold", not lifted, Text("已经恢复", "already lifted") if lifted else Text("暂停中", "on hold"))

    def write(self) -> Outcome:
        self.subject.lifted_on = self.call.day
        self.subject.lifted_because = self.facts.because
        self.subject.save(update_fields=["lifted_on", "lifted_because"])
        forget()
        return Outcome(public={"held": f"{self.subject.subject_type}:{self.subject.subject_id}"})
