"""Ask somebody who was drawn whether they voted, and write down the answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots import counting, sampling, standing
from sunward.ballots.acting import ActOnVote
from sunward.ballots.models import SampledVoter
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

ANSWER = (
    ("voted", Text("投过", "voted")),
    ("did_not_vote", Text("没有投过", "did not vote")),
    ("not_reached", Text("没有联系上", "was not reached")),
)
NOT_DRAWN = Text("这个人没有被抽中。", "This person was not drawn.")
CERTIFIED = Text("结果已经核定。", "The result has been certified.")
NOT_CERTIFIED = Text("结果还没有核定。", "The result has not been certified yet.")
DRAWN = Text("这个人是抽中的。", "This person was drawn.")
NO_ANSWER = Text("这个人还没有回答。", "This person has not answered yet.")
ANSWERED = Text("这个人已经回答过，回答不能改。", "This person has answered; an answer is not changed.")


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """How somebody voted is never asked, only whether."""

    entry: int = asked("名册上的位置", "the place on the roll", private=True)
    answer: str = asked(
        "有没有投票（或领过纸质票）", "did they vote, or take a paper ballot", choices=ANSWER, private=True
    )


@register
class AnswerSample(ActOnVote[AnswerFacts]):
    """One of the drawn has been asked. For somebody who was not reached the next is drawn, in the order that the seed
    of the close gives; they may be asked again nevertheless."""

    name = "ballots.answer_sample"
    title = Text("记录投票回访", "record who was asked back")
    kind = "effect"
    facts_type = AnswerFacts

    @cached_property
    def drawn(self) -> SampledVoter | None:
        return SampledVoter.objects.filter(vote=self.subject, entry_id=self.facts.entry).first()

    def standing(self) -> Iterator[Finding]:
        yield standing.is_closed(self.subject)
        yield from counting.apart(self.subject, (self.call.by,), self.call.day)
        early = self.subject.certified_on is None
        yield Finding("before_the_certificate", early, NOT_CERTIFIED if early else CERTIFIED)

    def judge(self) -> Iterator[Finding]:
        yield Finding("drawn", self.drawn is not None, DRAWN if self.drawn else NOT_DRAWN)
        if self.drawn is not None:
            waits = self.drawn.answer in {"", "not_reached"}
            yield Finding("answered_once", waits, NO_ANSWER if waits else ANSWERED)

    def write(self) -> Outcome:
        assert self.drawn is not None  # noqa: S101 - judged before
        self.drawn.answer, self.drawn.answered_on = self.facts.answer, self.call.day
        self.drawn.asked_by = self.call.by
        self.drawn.save(update_fields=["answer", "answered_on", "asked_by"])
        more = sampling.draw_replacements(self.subject)
        return Outcome(result=self.subject.ref, public={"drawn_in_place": more} if more else {})
