"""Hand over a voting code: two people without any post, against the voter's signature."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots import counting, places, standing
from sunward.ballots.codes import HASH
from sunward.ballots.models import RollEntry, Vote, VotingCode
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

NO_POST = Text(
    "投票码由两名不担任任何职务的人一起送交。", "A voting code is handed over by two people who hold no post."
)
NOT_OWN = Text("不能给自己送投票码。", "Nobody hands a code over to themselves.")
A_HASH = Text("要交的是投票码的摘要。", "The code comes as its keyed hash.")


@dataclass(frozen=True, slots=True)
class CodeFacts:
    """`code_hash` is what `queries.new_code` gave beside the code. The code itself is shown once and kept nowhere."""

    entry: int = asked("名册上的位置", "the place on the roll", private=True)
    handed_with: str = asked("另一名送交人", "who hands it over with you", private=True)
    code_hash: str = asked("投票码的摘要", "the keyed hash of the code", private=True)


@register
class HandOverCode(Act[Vote, CodeFacts]):
    """A code is handed over. A second one for the same place voids the first."""

    name = "ballots.hand_over_code"
    title = Text("送交投票码", "hand over a voting code")
    kind = "effect"
    subject_type = "vote"
    subject_model = Vote
    facts_type = CodeFacts

    @cached_property
    def entry(self) -> RollEntry | None:
        return places.entry_of(self.subject, self.facts.entry)

    def standing(self) -> Iterator[Finding]:
        yield standing.is_open(self.subject, self.call.at)
        yield standing.channel_is_open(self.subject, "terminal")

    def judge(self) -> Iterator[Finding]:
        pair = (self.call.by, self.facts.handed_with)
        yield from counting.two_who_may(self.subject, pair, self.call.day)
        officers = [registry.is_officer(each, self.subject.community_code, self.call.day) for each in pair]
        yield Finding("no_post", not any(officers), NO_POST)
        yield from standing.is_entitled(self.subject, self.entry)
        if self.entry is not None:
            yield standing.has_not_voted(self.subject, self.entry)
            yield Finding("not_own", f"person:{self._number}" not in pair, NOT_OWN)
        yield Finding("code_hash", bool(HASH.fullmatch(self.facts.code_hash)), A_HASH)

    @property
    def _number(self) -> str:
        return self.entry.person.number if self.entry and self.entry.person else ""

    def write(self) -> Outcome:
        assert self.entry is not None  # noqa: S101 - judged before
        VotingCode.objects.filter(vote=self.subject, entry=self.entry, void_on=None).update(void_on=self.call.day)
        VotingCode.objects.create(
            vote=self.subject, entry=self.entry, code_hash=self.facts.code_hash, handed_on=self.call.day,
            handed_by=self.call.by, handed_with=self.facts.handed_with,
        )  # fmt: skip
        return Outcome(result=self.subject.ref)
