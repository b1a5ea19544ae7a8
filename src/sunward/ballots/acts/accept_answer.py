"""Say that the answer now entered in a roll call is one's own, after having denied it."""

from collections.abc import Iterator
from functools import cached_property

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting import obstacles
from sunward.ballots.casting.delegates import answer_of
from sunward.ballots.models import DeniedAnswer
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text

DENIED = Text("您说过登记得不对，现在有登记的回答。", "You have said that it is wrong, and an answer stands entered.")
NOT_DENIED = Text(
    "没有您说过登记得不对、现在又登记了的回答。",
    "There is no answer of yours that you have denied and that stands entered.",
)


@register
class AcceptAnswer(ActOnVote[SlipFacts]):
    """An answer that was denied is settled by the voter's word, or by one entered as they said (`ballots.call_roll`):
    never by whoever writes the answers down. At the desk by the slip that they signed."""

    name = "ballots.accept_answer"
    title = Text("现在登记的是我的回答", "say that the answer entered now is yours")
    kind = "effect"
    facts_type = SlipFacts
    own_page = True

    @cached_property
    def denied(self) -> DeniedAnswer | None:
        mark = answer_of(self.subject, self.call.person)
        rows = DeniedAnswer.objects.filter(vote=self.subject, entry=mark.entry, corrected_on=None) if mark else ()
        return next(iter(rows), None)

    def standing(self) -> Iterator[Finding]:
        yield obstacles.before_certificate(self.subject)
        yield Finding("denied", self.denied is not None, DENIED if self.denied else NOT_DENIED)

    def write(self) -> Outcome:
        assert self.denied is not None  # noqa: S101 - judged before
        self.denied.corrected_on, self.denied.accepted_in = self.call.day, self.call.ref
        self.denied.save(update_fields=["corrected_on", "accepted_in"])
        return Outcome(result=self.subject.ref)
