"""Letters to households were printed and delivered."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.disclosure.models import Publication
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class LetterFacts:
    households: int = asked("送达多少户", "to how many households")
    not_reached: int = asked("有多少户没有送到", "how many households were not reached", default=0)


@register
class DeliverLetters(Act[Publication, LetterFacts]):
    """How many doors got the letter, and how many did not. Which ones is nobody's business but theirs."""

    name = "disclosure.deliver_letters"
    title = Text("登记入户信送达", "record letters delivered to households")
    kind = "report"
    subject_type = "publication"
    subject_model = Publication
    facts_type = LetterFacts

    def judge(self) -> Iterator[Finding]:
        if self.facts.households < 1:
            raise unusable("households", "至少送达一户。", "At least one household was reached.")
        if self.facts.not_reached < 0:
            raise unusable("not_reached", "户数不能是负数。", "A number of households is not negative.")
        if not self.subject.posted_on <= self.call.happened_on <= self.call.day:
            raise unusable("claimed_at", "送达不早于公开，不晚于今天。", "Letters follow the posting, until today.")
        missed = self.facts.not_reached
        text = (
            Text(f"有 {missed} 户没有送到。", f"{missed} households were not reached.")
            if missed
            else Text("各户都已送到。", "Every household was reached.")
        )
        yield Finding("letters_delivered", not missed, text, self.subject.source, "0", str(missed))

    def write(self) -> Outcome:
        return Outcome(result=self.subject.ref)
