"""Say that another answer was entered in a roll call than one gave."""

from collections.abc import Iterator
from functools import cached_property

from sunward.ballots.acting import ActOnVote
from sunward.ballots.acts.answer_sample import CERTIFIED, NOT_CERTIFIED
from sunward.ballots.models import DeniedAnswer, Mark
from sunward.ballots.roll import places
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text

YOURS = Text("点名时登记了您的回答。", "An answer of yours was entered in the roll call.")
NOT_YOURS = Text("点名时没有登记您的回答。", "No answer of yours was entered in a roll call.")
SAID_SO = Text("您已经说过登记得不对。", "You have said already that it is wrong.")
FIRST = Text("您还没有说过登记得不对。", "You have not said yet that it is wrong.")


@register
class DenyAnswer(ActOnVote[SlipFacts]):
    """Until the close it can be entered anew; afterwards it marks the certificate. It bars nothing: whoever dislikes a
    result could say so of their own answer, which the whole room has heard."""

    name = "ballots.deny_answer"
    title = Text("点名登记的不是我的回答", "say that the roll call has another answer than yours")
    kind = "effect"
    facts_type = SlipFacts

    @cached_property
    def mark(self) -> Mark | None:
        place = places.place_of(self.subject, self.call.person)
        return Mark.objects.filter(vote=self.subject, entry=place, channel="roll_call").first() if place else None

    def standing(self) -> Iterator[Finding]:
        early = self.subject.certified_on is None
        yield Finding("before_the_certificate", early, NOT_CERTIFIED if early else CERTIFIED)
        yield Finding("answered", self.mark is not None, YOURS if self.mark else NOT_YOURS)
        if self.mark is not None:
            denied = DeniedAnswer.objects.filter(vote=self.subject, entry=self.mark.entry_id, corrected_on=None)
            first = not denied.exists()
            yield Finding("denied_once", first, FIRST if first else SAID_SO)

    def judge(self) -> Iterator[Finding]:
        return iter(())

    def write(self) -> Outcome:
        assert self.mark is not None  # noqa: S101 - judged before
        DeniedAnswer.objects.create(
            vote=self.subject, entry=self.mark.entry, denied_on=self.call.day, said_in=self.call.ref
        )
        return Outcome(result=self.subject.ref)
