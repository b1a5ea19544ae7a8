"""Whoever was drawn says themselves whether they voted."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots.acting import ActOnVote
from sunward.ballots.acts.answer_sample import ANSWER
from sunward.ballots.casting import obstacles
from sunward.ballots.counting import sampling
from sunward.ballots.models import SampledVoter
from sunward.ballots.roll import places
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text

NOT_YOU = Text("没有抽到您。", "You were not drawn.")
YOU = Text("抽到了您。", "You were drawn.")

OWN_WORD = Text("本人已经自己登录回答过。", "They have answered under their own sign-in.")
NO_WORD = Text("本人还没有自己登录回答过。", "They have not answered under their own sign-in.")
BY_A_CLERK = Text(
    "注意：这是在服务台由工作人员登记的，要由别的机构的人再问一次，或者本人自己登录回答，才算本人的话。",
    "Alert: a clerk entered this at the desk. It is their own word once somebody of another body has asked again, or "
    "they answer under their own sign-in.",
)


@dataclass(frozen=True, slots=True)
class OwnAnswerFacts:
    """How somebody voted is never asked, only whether."""

    answer: str = asked(
        "您有没有投票（或领过纸质票）", "did you vote, or take a paper ballot", choices=ANSWER[:2], private=True
    )
    signed: FileDigest | None = slip()


@register
class AnswerForOneself(ActOnVote[OwnAnswerFacts]):
    """Takes the place of what an officer has entered for them, which stays in the record: neither that somebody did
    not vote nor that they did rests on the word of others."""

    name = "ballots.answer_for_oneself"
    title = Text("自己回答投票回访", "answer for yourself whether you voted")
    kind = "effect"
    facts_type = OwnAnswerFacts
    of_some = True

    @cached_property
    def drawn(self) -> SampledVoter | None:
        place = places.place_of(self.subject, self.call.person)
        rows = SampledVoter.objects.filter(vote=self.subject, entry=place) if place else SampledVoter.objects.none()
        return sampling.of_whoever_came(rows, self.call.person).first()

    def shows(self) -> str | None:
        """The same answer as an officer may have handed in before."""
        return f"{self.subject.ref}/{self.drawn.entry_id if self.drawn else ''}"

    def standing(self) -> Iterator[Finding]:
        yield from obstacles.closed_before_certificate(self.subject)
        yield Finding("drawn", self.drawn is not None, YOU if self.drawn else NOT_YOU)
        if self.call.on_behalf_of is not None and self.drawn is not None:
            row = self.drawn
            themselves = bool(row.own_answer) and row.own_entered_by is None
            yield Finding.either("answered_themselves", not themselves, NO_WORD, OWN_WORD)

    def write(self) -> Outcome:
        assert self.drawn is not None  # noqa: S101 - judged before
        served, row = self.call.on_behalf_of is not None, self.drawn
        row.own_answer, row.own_answered_on, row.own_entry = self.facts.answer, self.call.day, self.call.ref
        row.own_entered_by = self.call.by if served else None
        row.own_entered_body = self.call.body if served else None
        row.own_seconded_by = row.own_void_on = None
        row.save()
        sampling.draw_replacements(self.subject)
        return Outcome(
            result=self.subject.ref, findings=[Finding("their_own_word", False, BY_A_CLERK)] if served else []
        )
