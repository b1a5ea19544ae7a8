"""Say that the answer now entered in a roll call is one's own, after having denied it."""

from collections.abc import Iterator
from functools import cached_property

from sunward.ballots.acting import ActOnVote
from sunward.ballots.acts.answer_sample import CERTIFIED, NOT_CERTIFIED
from sunward.ballots.models import DeniedAnswer, Mark
from sunward.ballots.roll import places
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

DENIED = Text("您说过登记得不对，现在有登记的回答。", "You have said that it is wrong, and an answer stands entered.")
NOT_DENIED = Text(
    "没有您说过登记得不对、现在又登记了的回答。",
    "There is no answer of yours that you have denied and that stands entered.",
)
OWN_WORD = Text("只能本人来说，不能代办。", "Only the voter says so, and nobody for them.")


@register
class AcceptAnswer(ActOnVote[NoFacts]):
    """An answer that was denied is settled by the voter's word, or by one entered as they said (`ballots.call_roll`):
    never by whoever writes the answers down."""

    name = "ballots.accept_answer"
    title = Text("现在登记的是我的回答", "say that the answer entered now is yours")
    kind = "effect"
    facts_type = NoFacts

    @cached_property
    def denied(self) -> DeniedAnswer | None:
        place = places.place_of(self.subject, self.call.person)
        if place is None or not Mark.objects.filter(vote=self.subject, entry=place, channel="roll_call").exists():
            return None
        return DeniedAnswer.objects.filter(vote=self.subject, entry=place, corrected_on=None).first()

    def standing(self) -> Iterator[Finding]:
        early = self.subject.certified_on is None
        yield Finding("before_the_certificate", early, NOT_CERTIFIED if early else CERTIFIED)
        yield Finding("denied", self.denied is not None, DENIED if self.denied else NOT_DENIED)

    def judge(self) -> Iterator[Finding]:
        yield Finding("own_word", self.call.on_behalf_of is None, OWN_WORD)

    def write(self) -> Outcome:
        assert self.denied is not None  # noqa: S101 - judged before
        self.denied.corrected_on = self.call.day
        self.denied.save(update_fields=["corrected_on"])
        return Outcome(result=self.subject.ref)
