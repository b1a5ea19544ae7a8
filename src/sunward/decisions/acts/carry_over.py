"""Carry a petition for a hearing over to the matter that took the place of the one it was about."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.ballots.acting import ActOnPetition
from sunward.ballots.acts import FollowFacts, FollowMatter
from sunward.ballots.rules.asking import HEARING
from sunward.decisions.hearing.carried import fitting, matter_left
from sunward.decisions.hearing.followed import REOPENED_WITHIN
from sunward.decisions.models import Matter
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings

WITHDRAWN = Text(
    "联名要求听证的事项已经撤回，还没有听证。", "The matter of this petition was withdrawn, and nobody was heard on it."
)
PETITIONER = Text(
    "由发起联名的人，或者签过字的人来办；应当召开听证会的机构的人和他们的亲属除外。",
    "Whoever opened or signed the petition says so; nobody of the bodies that owe the hearing, nor their kin.",
)
CARRIES_ON = Text("后来又提出了还没有决定的事项。", "A matter that is still to be decided was opened afterwards.")
FITS = Text(
    "是后来提出的事项，不晚于撤回以后 {days} 天，还没有决定，也没有自己的听证联名。",
    "It was opened afterwards, no later than {days} days after the withdrawal, is to be decided, and has no petition "
    "for a hearing of its own.",
).fill(days=REOPENED_WITHIN.days)


@dataclass(frozen=True, slots=True)
class CarriedFacts:
    matter: str = asked("现在是哪件事", "which matter it is now", most=40)
    signed: FileDigest | None = slip()


@register
class CarryOver(ActOnPetition[CarriedFacts]):
    """Whether it is the same question in other words, those say who asked to be heard: no machine can tell, and whoever
    opens matters chooses title and kind."""

    name = "decisions.carry_over"
    title = Text("把听证联名转到新的事项", "carry a petition for a hearing over to the new matter")
    kind = "effect"
    facts_type = CarriedFacts
    duty = False
    of_some = True

    @cached_property
    def left(self) -> Matter | None:
        row = self.subject
        if row.purpose != HEARING:
            return None
        return matter_left(row.ref, row.asks_for, row.community_code, self.call.day)

    @cached_property
    def fitting(self) -> list[str]:
        return [row.number for row in fitting(self.left, self.call.day)] if self.left else []

    def standing(self) -> Iterator[Finding]:
        row, left = self.subject, self.left
        yield Finding("withdrawn", left is not None, WITHDRAWN, row.source)
        if left is None:
            return
        yield Finding("carries_on", bool(self.fitting), CARRIES_ON, row.source)
        own = meetings.may_call_hearing(row.pk, row.community_code, self.call.person, self.call.day)
        if left.number != row.asks_for:  # it waits on a matter that goes on: one of many signers could strand it anew
            own = own and ballots.opened_petition(row.pk, self.call.person)
        yield Finding("petitioner", own, PETITIONER, row.source)

    def judge(self) -> Iterator[Finding]:
        if self.fitting:
            wanted = self.facts.matter.strip()
            yield Finding("fits", wanted in self.fitting, FITS, self.subject.source, actual=wanted)

    def write(self) -> Outcome:
        number = self.facts.matter.strip()
        following = Consequence(FollowMatter, self.subject.ref, FollowFacts(matter=number))
        public = {"before": self.subject.asks_for, "carried_to": number}
        return Outcome(result=self.subject.ref, public=public, consequences=[following])
