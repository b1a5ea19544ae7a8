"""Say that a sheet came back unused: the voter of their own, or somebody of another body than took it back."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting import obstacles
from sunward.ballots.casting.delegates import taken_back_from
from sunward.ballots.counting.handling import is_a_party
from sunward.ballots.models import TakenBack
from sunward.kernel import evidence
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import body_of
from sunward.kernel.slips import slip
from sunward.kernel.text import Text

OWN_PLACE = Text("不填就是自己的", "leave it empty for your own")
WAITS = Text("这个位置有一张收回的纸质票等待确认。", "A sheet that was taken back at this place waits to be confirmed.")
NONE_WAITS = Text(
    "这个位置没有等待确认的收回的纸质票。", "No sheet that was taken back at this place waits to be confirmed."
)
ANOTHER = Text(
    "由本人确认，或者由收回的人所在机构以外的人在岗位上确认。",
    "The voter confirms it themselves, or somebody in a post of another body than took it back.",
)
OWN_WORD = Text(
    "在服务台代办的，只能是本人的那一张。",
    "At the desk it is entered for the voter whose sheet it was alone.",
)
FRESH = Text("这张签字的照片没有用过。", "This photograph of a slip has served for nothing else.")
SERVED = Text(
    "这张签字的照片已经用过：每位本人各签一张。",
    "This photograph of a slip has served already: each voter signs one of their own.",
)


@dataclass(frozen=True, slots=True)
class ReturnedFacts:
    """`entry` is the number of the place on the roll; 0 for one's own."""

    entry: int = asked("名册上的位置", "the place on the roll", hint=OWN_PLACE, private=True, default=0)
    signed: FileDigest | None = slip()


@register
class ConfirmTakenBack(ActOnVote[ReturnedFacts]):
    """A second word that the sheet came back unused, until the certificate; at the desk by a slip, and entered by
    another clerk than took the sheet. Not recorded one by one, as little as the
    handing out: the close, the count and the certificate tell how many were confirmed. So there is no receipt and no
    entry to dispute: whoever never said so denies it (`ballots.deny_taken_back`), at the desk too."""

    name = "ballots.confirm_taken_back"
    title = Text("确认纸质选票未用收回", "confirm that a sheet of paper came back unused")
    kind = "effect"
    facts_type = ReturnedFacts
    recorded = False
    own_page = True

    @cached_property
    def own(self) -> list[TakenBack]:
        """The voter's own that came back and wait for a word, or were denied by them."""
        rows = taken_back_from(self.subject, self.call.person)
        return [one for one in rows if one.confirmed_by is None or one.denied]

    @cached_property
    def waiting(self) -> list[TakenBack]:
        """The voter's own; of a place that is named, all that wait there."""
        if not self.facts.entry:
            return self.own
        rows = TakenBack.objects.filter(mark__vote=self.subject, mark__entry_id=self.facts.entry).order_by("pk")
        return [one for one in rows if one.confirmed_by is None or self._mine(one)]

    def _own_waits(self) -> bool:
        """Whether there is one of the voter's own. Of most votes no sheet has come back: that is asked first."""
        any_back = "paper" in self.subject.channels and TakenBack.objects.filter(mark__vote=self.subject).exists()
        return any_back and bool(self.own)

    def standing(self) -> Iterator[Finding]:
        yield obstacles.before_certificate(self.subject)
        if self.call.on_behalf_of is not None:  # at the desk it is one's own alone: of no sheet there is nothing to do
            yield Finding.either("open", self._own_waits(), WAITS, NONE_WAITS)

    def judge(self) -> Iterator[Finding]:
        yield Finding("taken_back", bool(self.waiting), WAITS if self.waiting else NONE_WAITS)
        yield Finding("own_word", all(self._spoken_for(one) for one in self.waiting), OWN_WORD)
        yield Finding("second_person", all(self._may(one) for one in self.waiting), ANOTHER)
        if self.facts.signed:
            yield Finding.either("slip_serves_once", not self._served(self.facts.signed), FRESH, SERVED)

    def _served(self, slip: FileDigest) -> bool:
        """The door marks a picture that has served before, in the entry. Here is none, so that it bars."""
        here = TakenBack.objects.filter(signed_sha256=slip.sha256).exists()
        return here or evidence.served(self.community_of(self.subject), slip, self.shows() or "") is not None

    def _spoken_for(self, one: TakenBack) -> bool:
        return self.call.on_behalf_of is None or self._mine(one)

    def _mine(self, one: TakenBack) -> bool:
        return one.pk in {own.pk for own in self.own}

    def _may(self, one: TakenBack) -> bool:
        other_body = "." in self.call.post and self.call.body != body_of(one.taken_by_post)
        others = other_body and not is_a_party(self.subject, self.call.by)
        return self.call.by != one.taken_by and (self._mine(one) or others)

    def write(self) -> Outcome:
        for one in self.waiting:
            one.confirmed_by, one.confirmed_on = self.call.by, self.call.day
            if self.facts.signed and one is self.waiting[0]:  # the database takes a slip once
                one.signed_sha256 = self.facts.signed.sha256
            if one.denied and self._mine(one):
                one.denial_over_on = self.call.day  # their own word settles what they said; nobody else's does
            one.save(update_fields=["confirmed_by", "confirmed_on", "signed_sha256", "denial_over_on"])
        return Outcome(result=self.subject.ref)
