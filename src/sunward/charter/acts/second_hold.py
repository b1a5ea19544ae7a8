"""A second person agrees that a subject be stopped."""

from collections.abc import Iterable

from sunward.charter.models import Hold
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.text import Text


@register
class SecondHold(Act[Hold, NoFacts]):
    """From here on nothing may be done to the subject. It never takes one person alone."""

    name = "charter.second_hold"
    title = Text("同意暂停办理", "agree to a hold")
    kind = "effect"
    subject_type = "hold"
    subject_model = Hold

    def standing(self) -> Iterable[Finding]:
        if self.subject.seconded_on or self.subject.lifted_on:
            yield Finding(
                "hold", False, Text("已经有第二个人同意，或已恢复。", "It has been seconded or lifted already.")
            )
        if self.subject.placed_by == self.call.by:
            yield Finding(
                "two_people", False, Text("暂停要两个人同意，不能是同一个人。", "A hold takes two different people.")
            )

    def write(self) -> Outcome:
        self.subject.seconded_on = self.call.day
        self.subject.seconded_by = self.call.by
        self.subject.save(update_fields=["seconded_on", "seconded_by"])
        forget()
        return Outcome(public={"held": f"{self.subject.subject_type}:{self.subject.subject_id}"})
