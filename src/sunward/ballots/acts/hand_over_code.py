"""Hand over a voting code: two people without any post, against the voter's signature."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting import obstacles
from sunward.ballots.casting.afterwards import by_hand_that_evening
from sunward.ballots.casting.carrying import may_carry
from sunward.ballots.casting.codes import HASH
from sunward.ballots.casting.proxied import takes_code
from sunward.ballots.models import CodeSlip, RollEntry
from sunward.ballots.roll import places
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

A_HASH = Text("要交的是投票码的摘要。", "The code comes as its keyed hash.")


@dataclass(frozen=True, slots=True)
class CodeFacts:
    """`code_hash` is what `queries.new_code` gave beside the code. The code itself is shown once and kept nowhere."""

    entry: int = asked("名册上的位置", "the place on the roll", private=True)
    handed_with: str = asked("另一名送交人", "who hands it over with you", private=True, most=60)
    code_hash: str = asked("投票码的摘要", "the keyed hash of the code", private=True, most=64)


@register
class HandOverCode(ActOnVote[CodeFacts]):
    """A code is made. It opens nothing, and voids nothing, until the second carrier confirms it (`confirm_code`)."""

    name = "ballots.hand_over_code"
    title = Text("送交投票码", "hand over a voting code")
    kind = "effect"
    facts_type = CodeFacts
    own_page = True

    @cached_property
    def entry(self) -> RollEntry | None:
        return places.entry_of(self.subject, self.facts.entry)

    def standing(self) -> Iterator[Finding]:
        yield obstacles.is_open(self.subject, self.call.at)
        yield obstacles.channel_is_open(self.subject, "terminal")
        yield from by_hand_that_evening(self.subject, self.call.at)

    def judge(self) -> Iterator[Finding]:
        pair = (self.call.by, self.facts.handed_with)
        yield from may_carry(self.subject, pair, self.entry, self.call.day)
        if self.entry is not None:
            yield from obstacles.taken_by_one_aside(self.subject, self.entry, self.call.at)
        yield Finding("code_hash", bool(HASH.fullmatch(self.facts.code_hash)), A_HASH)

    def write(self) -> Outcome:
        assert self.entry is not None  # noqa: S101 - judged before
        # The same two who make another code for the place mean that one: a slip of theirs that waits is replaced.
        CodeSlip.objects.update_or_create(
            vote=self.subject, entry=self.entry, handed_by=self.call.by, handed_with=self.facts.handed_with,
            confirmed_on=None, defaults={
                "code_hash": self.facts.code_hash, "handed_on": self.call.day,
                "by_stay": takes_code(self.subject, self.entry, self.call.at),
            },
        )  # fmt: skip
        return Outcome(result=self.subject.ref)
