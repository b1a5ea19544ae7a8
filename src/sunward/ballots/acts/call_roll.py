"""Call the roll: everybody says aloud, by name, how they vote; open votes only."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sunward.ballots import counting, places, standing, urn
from sunward.ballots.acting import ActOnVote
from sunward.ballots.acts.count_hands import MAY, OPEN_ONLY, PLACE, UNKNOWN
from sunward.ballots.models import RollEntry
from sunward.kernel.acts import Outcome, Refused, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

NUMBERS = Text(
    "名册位置请照名册上的编号写，如 12：只用半角数字，前面不加零。",
    "Write places on the roll as the roll numbers them, such as 12: plain digits, no zeros before them.",
)
ONE_EACH = Text("点名时每人只说一个选项。", "At a roll call everybody names one choice.")


@dataclass(frozen=True, slots=True)
class RollCallFacts:
    """`answers` is `{place on the roll: key of the choice}`; how somebody voted is not for the public record."""

    answers: dict[str, Any] = asked("各人的表态", "what each one said", private=True)


@register
class CallRoll(ActOnVote[RollCallFacts]):
    """The roll is called. May be called again for those who came later; nobody answers twice."""

    name = "ballots.call_roll"
    title = Text("点名表决", "call the roll")
    kind = "effect"
    facts_type = RollCallFacts

    @cached_property
    def called(self) -> list[RollEntry]:
        if not all(PLACE.fullmatch(str(key)) for key in self.facts.answers):
            raise unusable("answers", NUMBERS.zh, NUMBERS.en)
        wanted = {int(key) for key in self.facts.answers}
        out = {*self.subject.off_base, *self.subject.aside}
        rows = places.entries_of(self.subject).filter(pk__in=standing.in_the_room(self.subject, wanted) - out)
        return list(rows.order_by("pk"))

    def standing(self) -> Iterator[Finding]:
        yield standing.is_open(self.subject, self.call.at)
        yield standing.channel_is_open(self.subject, "roll_call")
        yield Finding("open_vote", not self.subject.secret, OPEN_ONLY)

    def judge(self) -> Iterator[Finding]:
        keys = set(counting.keys_of(self.subject))
        yield Finding("known_choice", {str(key) for key in self.facts.answers.values()} <= keys, ONE_EACH)
        all_may = len(self.called) == len(self.facts.answers) > 0
        yield Finding("on_roll", all_may, MAY if all_may else UNKNOWN)

    def write(self) -> Outcome:
        for entry in self.called:
            said = str(self.facts.answers[str(entry.pk)])
            if not urn.mark(self.subject, entry, "roll_call", self.call.day, said):
                raise Refused(type(self), [standing.has_not_voted(self.subject, entry)])
        return Outcome(result=self.subject.ref, public={"answers": len(self.called)})
