"""Say that another answer was entered in a roll call than one gave; or that one was in the room and left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots.acting import ActOnVote
from sunward.ballots.acts.cast import NOT_A_CHOICE
from sunward.ballots.casting import obstacles
from sunward.ballots.casting.delegates import answer_of, passed_over
from sunward.ballots.counting.counters import keys_of
from sunward.ballots.models import DeniedAnswer, Mark, RollEntry
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text

YOURS = Text("点名时登记了您的回答。", "An answer of yours was entered in the roll call.")
LEFT_OUT = Text("您在会场，可以投票，却没有被计入。", "You were in the room with a vote, and nobody counted you.")
NOT_YOURS = Text(
    "点名时没有登记您的回答；也不是在会场被漏下的。",
    "No answer of yours was entered in a roll call, nor were you left out in the room.",
)
SAID_SO = Text("您已经说过登记得不对。", "You have said already that it is wrong.")
FIRST = Text("您还没有说过登记得不对。", "You have not said yet that it is wrong.")


A_CHOICE = Text("是这次表决的选项。", "It is a choice of this vote.")
ANOTHER = Text("和登记的不一样。", "It is another than the one entered.")
THE_SAME = Text("登记的就是这个回答。", "That is the answer which stands entered.")
TELL = Text(
    "写了的，照您说的重新登记就算更正；不写的，要您自己同意",
    "Told, an answer entered as you say settles it; untold, your own word alone does",
)


@dataclass(frozen=True, slots=True)
class DenialFacts:
    """The whole room has heard it; no more for the public record than the answers themselves."""

    said: str = asked("您当时怎么说的", "what you answered", hint=TELL, most=40, private=True, default="")
    signed: FileDigest | None = slip()


@register
class DenyAnswer(ActOnVote[DenialFacts]):
    """Until the close it can be entered anew; afterwards it marks the certificate. It bars nothing: whoever dislikes a
    result could say so of their own answer, which the whole room has heard. Whoever was in the room when the question
    was put, and was neither called nor counted with the hands, says so by the same act. Whoever told no answer can tell
    it later."""

    name = "ballots.deny_answer"
    title = Text(
        "点名登记的不是我的回答，或者漏了我", "say that the roll call has another answer than yours, or left you out"
    )
    kind = "effect"
    facts_type = DenialFacts
    own_page = True

    @cached_property
    def mark(self) -> Mark | None:
        """The answer that was entered for them."""
        return answer_of(self.subject, self.call.person)

    @cached_property
    def place(self) -> RollEntry | None:
        """Where their answer stands, or where nobody counted them."""
        return self.mark.entry if self.mark else passed_over(self.subject, self.call.person)

    @cached_property
    def before(self) -> DeniedAnswer | None:
        """Their denial that stands."""
        return DeniedAnswer.objects.filter(vote=self.subject, entry=self.place, corrected_on=None).first()

    def standing(self) -> Iterator[Finding]:
        yield obstacles.before_certificate(self.subject)
        concerned = self.place is not None
        said = YOURS if self.mark else LEFT_OUT if concerned else NOT_YOURS
        yield Finding("answered", concerned, said)
        if concerned:
            first = self.before is None or not self.before.said
            yield Finding("denied_once", first, FIRST if first else SAID_SO)

    def judge(self) -> Iterator[Finding]:
        said = self.facts.said
        known = not said or said in keys_of(self.subject)
        more = self.before is None or bool(said)
        yield Finding("denied_once", more, FIRST if more else SAID_SO)
        yield Finding("known_choice", known, A_CHOICE if known else NOT_A_CHOICE)
        same = bool(said) and self.mark is not None and self.mark.named == said
        yield Finding("another_answer", not same, THE_SAME if same else ANOTHER)

    def write(self) -> Outcome:
        assert self.place is not None  # noqa: S101 - judged before
        if self.before is not None:  # told nothing: now they do
            self.before.corrected_on = self.call.day
            self.before.save(update_fields=["corrected_on"])
        row = {"said": self.facts.said, "denied_on": self.call.day, "said_in": self.call.ref}
        DeniedAnswer.objects.create(vote=self.subject, entry=self.place, **row)
        return Outcome(result=self.subject.ref)
