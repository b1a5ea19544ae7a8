"""Ask somebody who was drawn whether they voted, and write down the answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting import obstacles
from sunward.ballots.counting import counters, sampling
from sunward.ballots.models import SampledVoter
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text

ANSWER = (
    ("voted", Text("投过", "voted")),
    ("did_not_vote", Text("没有投过", "did not vote")),
    ("not_reached", Text("没有联系上", "was not reached")),
)
NOT_DRAWN = Text("这个人没有被抽中。", "This person was not drawn.")
DRAWN = Text("这个人是抽中的。", "This person was drawn.")
NO_ANSWER = Text("这个人还没有回答。", "This person has not answered yet.")
ANSWERED = Text(
    "这个人已经回答过：只有本人能改；说没有投过的，别的机构的人可以再问一次来证实。",
    "This person has answered: they alone can change that. That they did not vote, somebody of another body "
    "can ask again and confirm.",
)
SIGNED = Text("说没有投过时附上，否则要由别的机构的人再问一次才算", "With “did not vote”: without it, somebody of "
              "another body has to ask again before it counts")  # fmt: skip
HEARD = Text(
    "注意：说没有投过，没有附本人签字的照片：要本人自己说，或者由别的机构的人再问一次。",
    "Alert: that they did not vote comes without a photograph of their signed answer: they can say so themselves, or "
    "somebody of another body asks again.",
)


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """How somebody voted is never asked, only whether."""

    entry: int = asked("名册上的位置", "the place on the roll", private=True)
    answer: str = asked(
        "有没有投票（或领过纸质票）", "did they vote, or take a paper ballot", choices=ANSWER, private=True
    )
    signed: FileDigest | None = asked(
        "本人签字的回答的照片", "photograph of their signed answer", hint=SIGNED, private=True, default=None
    )


@register
class AnswerSample(ActOnVote[AnswerFacts]):
    """One of the drawn has been asked. For somebody who was not reached the next is drawn, in the order that the seed
    of the close gives; they may be asked again nevertheless."""

    name = "ballots.answer_sample"
    title = Text("记录投票回访", "record who was asked back")
    kind = "effect"
    facts_type = AnswerFacts
    own_page = True

    @cached_property
    def drawn(self) -> SampledVoter | None:
        return SampledVoter.objects.filter(vote=self.subject, entry_id=self.facts.entry).first()

    def shows(self) -> str | None:
        """The signed answer of one voter."""
        return f"{self.subject.ref}/{self.facts.entry}"

    def standing(self) -> Iterator[Finding]:
        yield from obstacles.closed_before_certificate(self.subject)
        yield from counters.apart(self.subject, (self.call.by,), self.call.day)

    def judge(self) -> Iterator[Finding]:
        yield Finding("drawn", self.drawn is not None, DRAWN if self.drawn else NOT_DRAWN)
        if self.drawn is not None:
            waits = self.drawn.answer in {"", "not_reached"} or self._confirms(self.drawn) or self._heard(self.drawn)
            yield Finding("answered_once", waits, NO_ANSWER if waits else ANSWERED)

    def _confirms(self, drawn: SampledVoter) -> bool:
        """Whether somebody of another body has heard the same."""
        same = drawn.answer == self.facts.answer == "did_not_vote" and drawn.seconded_by is None
        return same and self.call.body != drawn.asked_by_body and self.call.by != drawn.asked_by

    def _heard(self, drawn: SampledVoter) -> bool:
        """Whether somebody of another body has heard what a clerk entered as the voter's own answer."""
        waits = drawn.own_entered_by is not None and drawn.own_seconded_by is None and drawn.own_void_on is None
        apart = self.call.body != drawn.own_entered_body and self.call.by != drawn.own_entered_by
        return waits and apart and drawn.own_answer == self.facts.answer

    def write(self) -> Outcome:
        assert self.drawn is not None  # noqa: S101 - judged before
        if self._heard(self.drawn):
            self.drawn.own_seconded_by = self.call.by
            self.drawn.save(update_fields=["own_seconded_by"])
            return Outcome(result=self.subject.ref)
        if self._confirms(self.drawn):
            self.drawn.seconded_by = self.call.by
            self.drawn.save(update_fields=["seconded_by"])
            return Outcome(result=self.subject.ref)
        self.drawn.answer, self.drawn.answered_on = self.facts.answer, self.call.day
        self.drawn.asked_by, self.drawn.asked_by_body = self.call.by, self.call.body
        self.drawn.signed_sha256 = self.facts.signed.sha256 if self.facts.signed else None
        self.drawn.save(update_fields=["answer", "answered_on", "asked_by", "asked_by_body", "signed_sha256"])
        more = sampling.draw_replacements(self.subject)
        heard = self.facts.answer == "did_not_vote" and self.facts.signed is None
        return Outcome(
            result=self.subject.ref, public={"drawn_in_place": more} if more else {},
            findings=[Finding("signed_answer", False, HEARD)] if heard else [],
        )  # fmt: skip
