"""Annul a vote that cannot be certified: it counts for nothing, and can be repeated."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.ballots.acting import ActOnVote
from sunward.ballots.counting import sampling
from sunward.ballots.counting.grounds import borne_out, denied_it, found_it
from sunward.ballots.counting.stakes import not_a_party
from sunward.ballots.rules.grounds import DENIED, GROUNDS, PAPER, QUESTION, SAMPLE
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

SETTLED = Text("结果已经核定，或者已经作废。", "The result has been certified, or annulled already.")
UNSETTLED = Text("结果没有核定，也没有作废。", "The result has been neither certified nor annulled.")
A_GROUND = Text("有可以作废的事实。", "There is a fact for which it can be annulled.")
NO_GROUND = Text("没有可以作废的事实。", "There is no fact for which it could be annulled.")
BORNE_OUT = Text("作废的理由要有事实：{ground}。", "A ground for annulling must be a fact: {ground}.")


TWO = Text(
    "说没有投过票的人，至少有一名由别人回访：一个人不能凭自己的记录作废。",
    "Somebody else has asked one of those who did not vote: nobody annuls a vote on their own word.",
)
OTHERS_COUNTED = Text(
    "说纸质票对不上数的两个人不能自己宣布作废。",
    "Neither of the two who say that the paper does not add up annuls the vote for it.",
)

OTHERS_DENIED = Text(
    "说点名、代理、到会或者领票登记得不对的人不能自己宣布作废。",
    "Whoever denies their own answer, proxy, presence or sheet does not annul the vote for it.",
)
TAKEN_BACK = Text(
    "注意：还没有人投票，题目就作为有误收回；同一件事只能这样收回一次。",
    "Alert: taken back as wrong before anybody had voted; of the same matter this can be done once.",
)


@dataclass(frozen=True, slots=True)
class AnnulFacts:
    grounds: str = asked("理由", "ground", choices=tuple(GROUNDS.items()))
    because: str = asked("说明", "explanation", long=True, most=300)


@register
class AnnulVote(ActOnVote[AnnulFacts]):
    """The vote counts for nothing. Only on a ground that the facts bear out: nobody annuls a result for its sake."""

    name = "ballots.annul_vote"
    title = Text("宣布表决作废", "annul a vote")
    kind = "effect"
    facts_type = AnnulFacts

    def standing(self) -> Iterator[Finding]:
        open_still = self.subject.certified_on is None and self.subject.annulled_on is None
        yield Finding("stands", open_still, UNSETTLED if open_still else SETTLED)
        facts = bool(self._borne_out())
        yield Finding("grounds", facts, A_GROUND if facts else NO_GROUND)
        yield not_a_party(self.subject, self.call.by)

    def judge(self) -> Iterator[Finding]:
        ground = GROUNDS[self.facts.grounds]
        text = Text(BORNE_OUT.zh.format(ground=ground.zh), BORNE_OUT.en.format(ground=ground.en))
        yield Finding("grounds", self.facts.grounds in self._borne_out(), text)
        if self.facts.grounds == SAMPLE:
            never = sampling.did_not_vote(self.subject)
            alone = all(one.asked_by == self.call.by and not one.own_answer and not one.seconded_by for one in never)
            yield Finding("another_asked", not (never and alone), TWO)
        if self.facts.grounds == PAPER:
            yield Finding("another_counted", self.call.by not in found_it(self.subject), OTHERS_COUNTED)
        if self.facts.grounds == DENIED:
            yield Finding("another_denied", not denied_it(self.subject, self.call.by), OTHERS_DENIED)

    def _borne_out(self) -> frozenset[str]:
        return borne_out(self.subject)

    def write(self) -> Outcome:
        taken_back = self.facts.grounds == QUESTION
        marks = [Finding("question_taken_back", False, TAKEN_BACK)] if taken_back else []
        return Outcome(self.subject.ref, findings=marks, events=self.annul(self.facts.because))
