"""Take a posting down."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.disclosure.models import Publication
from sunward.disclosure.rules import posting_state
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class TakenDown:
    reason: str = asked("撤下的原因", "why it was taken down")


@register
class TakeDown(Act[Publication, TakenDown]):
    """A posting no longer hangs. Before its time this is reported all the same, and the posting is short for ever."""

    name = "disclosure.take_down"
    title = Text("撤下公开", "take a posting down")
    kind = "report"
    subject_type = "publication"
    subject_model = Publication
    facts_type = TakenDown
    duty = False

    def standing(self) -> Iterator[Finding]:
        until, today = posting_state(self.subject, self.call.day).asked_until, self.call.happened_on
        short = max(0, (until - today).days)
        text = (
            Text(f"应公开到 {until}，少 {short} 天。", f"It must stay up until {until}: {short} days short.")
            if short
            else Text("公开的日子已到。", "Its time is over.")
        )
        yield Finding("posting_stays_up", not short, text, self.subject.source, f">= {until}", str(today))

    def judge(self) -> Iterator[Finding]:
        if self.subject.taken_down_on:
            raise unusable("reason", "这份公开已经撤下。", "This posting is down already.")
        if not self.subject.posted_on <= self.call.happened_on <= self.call.day:
            raise unusable(
                "claimed_at",
                "撤下的日子不早于张贴，不晚于今天。",
                "It is taken down on a day from its posting until today.",
            )
        return iter(())

    def write(self) -> Outcome:
        self.subject.taken_down_on = self.call.happened_on
        self.subject.taken_down_reason = self.facts.reason
        self.subject.save(update_fields=["taken_down_on", "taken_down_reason"])
        short_by = posting_state(self.subject, self.call.day).short_by
        return Outcome(result=self.subject.ref, public={"short_by_days": short_by})
