"""Letters to households were printed and delivered."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.disclosure.models import Publication
from sunward.disclosure.queries.letters import WrittenTo, households_written_to
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.record import queries as record

THIS_TIME = Text(
    "只写这一次送到的；以前登记过的会加上去。", "Those of this time alone: what was entered before is added to them."
)
EVERY = Text("各户都已送到。", "Every household was reached.")
SO_FAR = Text(
    "目前送到 {total} 户，共 {doors} 户；其余各户送到以后再登记，不算违反规定。",
    "{total} of {doors} households were reached so far; the others are entered once they are. No rule is broken by "
    "that.",
)
ALL_BUT_GONE = Text(
    "送到 {total} 户；公开那天有人住的，有 {gone} 户已经搬走。",
    "{total} households were reached; of those of the day of the posting {gone} have moved away.",
)
MISSED = Text("有 {missed} 户没有送到。", "{missed} households were not reached.")
TOO_MANY = Text(
    "注意：连同以前登记的共 {total} 户，收信的只有 {doors} 户。",
    "Alert: with those entered before it is {total} households; there are letters for {doors}.",
)
DELIVERED = Text("送到 {total} 户。", "{total} households were reached.")
ONLY = Text("收信的只有 {doors} 户。", "There are letters for {doors} households.")


@dataclass(frozen=True, slots=True)
class LetterFacts:
    households: int = asked("送达多少户", "to how many households", hint=THIS_TIME)
    not_reached: int = asked("有多少户没有送到", "how many households were not reached", default=0)


@register
class DeliverLetters(Act[Publication, LetterFacts]):
    """How many doors got the letter, and how many did not. Which ones is nobody's business but theirs. That all of them
    were reached is said by the sum of what was entered, against the doors for which there are letters; those of whoever
    has moved away are not waited for."""

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
        if self.doors is not None and self.facts.households + self.facts.not_reached > len(self.doors.ever):
            only = ONLY.fill(doors=len(self.doors.ever))
            raise unusable("households", only.zh, only.en)
        yield self._measured()

    @cached_property
    def doors(self) -> WrittenTo | None:
        """Those for which letters were made, on whichever day they were printed; None where it is for no households."""
        return households_written_to(self.subject, self.call.day)

    def _measured(self) -> Finding:
        before = sum(said["households"] for said in record.said_with(self.subject.ref, self.name))
        total, missed, source = before + self.facts.households, self.facts.not_reached, self.subject.source
        if missed:
            return Finding("letters_delivered", False, MISSED.fill(missed=missed), source, "0", str(missed))
        if self.doors is None:
            return Finding("letters_delivered", True, DELIVERED.fill(total=total), source, "", str(total))
        wanted, most = len(self.doors.waited_for), len(self.doors.ever)
        if total < wanted:
            so_far = SO_FAR.fill(total=total, doors=wanted)
            return Finding("letters_under_way", False, so_far, source, str(wanted), str(total))
        if total > most:
            many = TOO_MANY.fill(total=total, doors=most)
            return Finding("letters_delivered", False, many, source, str(most), str(total))
        # Which households got theirs is written nowhere: those who have moved away may be among them.
        gone = len(self.doors.posted - self.doors.today) if total < len(self.doors.posted) else 0
        reached = ALL_BUT_GONE.fill(total=total, gone=gone) if gone else EVERY
        return Finding("letters_delivered", True, reached, source, str(wanted), str(total))

    def write(self) -> Outcome:
        return Outcome(result=self.subject.ref)
