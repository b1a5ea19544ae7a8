"""Say that another answer was entered in a roll call than one gave; or that one was in the room and left out."""

from collections.abc import Iterator
from functools import cached_property

from sunward.ballots.acting import ActOnVote
from sunward.ballots.acts.answer_sample import CERTIFIED, NOT_CERTIFIED
from sunward.ballots.models import DeniedAnswer, Mark, RollEntry
from sunward.ballots.roll import places
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text

YOURS = Text("点名时登记了您的回答。", "An answer of yours was entered in the roll call.")
LEFT_OUT = Text("您在会场，可以投票，却没有被计入。", "You were in the room with a vote, and nobody counted you.")
NOT_YOURS = Text(
    "点名时没有登记您的回答；也不是在会场被漏下的。",
    "No answer of yours was entered in a roll call, nor were you left out in the room.",
)
SAID_SO = Text("您已经说过登记得不对。", "You have said already that it is wrong.")
FIRST = Text("您还没有说过登记得不对。", "You have not said yet that it is wrong.")


@register
class DenyAnswer(ActOnVote[SlipFacts]):
    """Until the close it can be entered anew; afterwards it marks the certificate. It bars nothing: whoever dislikes a
    result could say so of their own answer, which the whole room has heard. Whoever was in the room when the question
    was put, and was neither called nor counted with the hands, says so by the same act."""

    name = "ballots.deny_answer"
    title = Text(
        "点名登记的不是我的回答，或者漏了我", "say that the roll call has another answer than yours, or left you out"
    )
    kind = "effect"
    facts_type = SlipFacts

    @cached_property
    def place(self) -> RollEntry | None:
        return places.place_of(self.subject, self.call.person)

    @cached_property
    def mark(self) -> Mark | None:
        """The answer that was entered for them."""
        rows = Mark.objects.filter(vote=self.subject, entry=self.place, channel="roll_call")
        return rows.first() if self.place else None

    @cached_property
    def left_out(self) -> bool:
        return self.place is not None and places.left_out(self.subject, self.place)

    def standing(self) -> Iterator[Finding]:
        early = self.subject.certified_on is None
        yield Finding("before_the_certificate", early, NOT_CERTIFIED if early else CERTIFIED)
        said = YOURS if self.mark else LEFT_OUT if self.left_out else NOT_YOURS
        concerned = self.mark is not None or self.left_out
        yield Finding("answered", concerned, said)
        if concerned:
            first = not DeniedAnswer.objects.filter(vote=self.subject, entry=self.place, corrected_on=None).exists()
            yield Finding("denied_once", first, FIRST if first else SAID_SO)

    def judge(self) -> Iterator[Finding]:
        return iter(())

    def write(self) -> Outcome:
        assert self.place is not None  # noqa: S101 - judged before
        DeniedAnswer.objects.create(vote=self.subject, entry=self.place, denied_on=self.call.day, said_in=self.call.ref)
        return Outcome(result=self.subject.ref)
