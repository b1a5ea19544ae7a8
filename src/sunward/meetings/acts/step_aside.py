"""Step aside from an item because of an interest or a relative."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.excluding import exclude, excluded
from sunward.meetings.sessions import OnItem
from sunward.meetings.voting import refuse_after_the_vote

REASONS: tuple[tuple[str, Text], ...] = (
    ("interest", Text("有利益关系", "an interest")),
    ("kinship", Text("有亲属关系", "a relative is concerned")),
)
STAYS = Text(
    "回避的人不表决，仍计入应到人数：规则册没有写明可以减去。",
    "Whoever steps aside does not vote and stays in the base of the count: no rule takes them out.",
)
LEAVES = Text("回避的人不表决，也不计入应到人数。", "Whoever steps aside neither votes nor counts in the base.")


@dataclass(frozen=True, slots=True)
class AsideFacts:
    place: str = asked("谁回避", "who steps aside", private=True)
    reason: str = asked("原因", "reason", choices=REASONS)
    evidence: str = asked("怎么知道的", "how it is known", long=True, private=True)


@register
class StepAside(OnItem[AsideFacts]):
    """They neither speak for it nor vote on it. The base of the count shrinks only where the rule book says so."""

    name = "meetings.step_aside"
    title = Text("回避", "step aside from an item")
    kind = "report"
    facts_type = AsideFacts

    def judge(self) -> Iterator[Finding]:
        self.refuse_impossible()
        refuse_after_the_vote(self.subject)
        if excluded(self.subject).filter(entry_id=self.place_said()).exists():
            raise unusable("place", "已经登记过。", "This has been recorded already.")
        rule = self.room.rules.session.steps_aside
        yield Finding("steps_aside", True, LEAVES if self.leaves_base else STAYS, rule.source if rule else "")

    @property
    def leaves_base(self) -> bool:
        rule = self.room.rules.session.steps_aside
        return bool(rule and rule.leaves_base and rule.source and not rule.unconfirmed)

    def write(self) -> Outcome:
        rule = self.room.rules.session.steps_aside
        exclude(
            self.subject, self.place_said(), self.call.day, reason=self.facts.reason, leaves_base=self.leaves_base,
            source=rule.source if rule else "", evidence=self.facts.evidence, evidence_sha256="",
        )  # fmt: skip
        return Outcome(result=self.subject.ref, public={"leaves_base": self.leaves_base})
