"""Confirm a voting code: the second carrier says, under their own sign-in, that they handed it over together."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting import obstacles
from sunward.ballots.casting.afterwards import by_hand_that_evening
from sunward.ballots.casting.carrying import may_carry
from sunward.ballots.models import CodeSlip, VotingCode
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text

NOT_NAMED = Text(
    "没有写明由您一起送交、还等您确认的投票码。", "No code that names you as the second carrier waits for you."
)
NAMED = Text("投票码写明由您一起送交，等您确认。", "A code that names you as the second carrier waits for you.")
NEW = Text("这张签收照片没有用过。", "This photograph of a signature has not been used before.")
USED = Text("这张签收照片已经用过。", "This photograph of a signature has been used before.")
OWN_HAND = Text("确认要由第二名送交人本人登录来做。", "The second carrier confirms under their own sign-in.")


@dataclass(frozen=True, slots=True)
class ConfirmCodeFacts:
    slip: int = asked("待确认的投票码", "the code that waits", private=True)
    signature: FileDigest = asked("投票人签收的照片", "photograph of the voter's signature")


@register
class ConfirmCode(ActOnVote[ConfirmCodeFacts]):
    """Against the voter's signature, of which the photograph is kept: two who hand a code to nobody leave a signature
    that is not the voter's. The code is valid from now on, and only now is one that was handed over before for the same
    place void: nobody takes a voter's code away alone."""

    name = "ballots.confirm_code"
    title = Text("确认送交投票码", "confirm a voting code")
    kind = "effect"
    facts_type = ConfirmCodeFacts
    own_page = True

    @cached_property
    def slip(self) -> CodeSlip | None:
        rows = CodeSlip.objects.select_related("entry__person")
        waiting = rows.filter(vote=self.subject, handed_with=self.call.by, confirmed_on=None)
        return waiting.filter(pk=self.facts.slip).first()

    def standing(self) -> Iterator[Finding]:
        yield obstacles.is_open(self.subject, self.call.at)
        yield obstacles.channel_is_open(self.subject, "terminal")
        yield from by_hand_that_evening(self.subject, self.call.at)

    def judge(self) -> Iterator[Finding]:
        yield Finding("own_hand", self.call.on_behalf_of is None, OWN_HAND)
        yield Finding("second_carrier", self.slip is not None, NAMED if self.slip else NOT_NAMED)
        used = VotingCode.objects.filter(signature_sha256=self.facts.signature.sha256).exists()
        yield Finding("signature_once", not used, USED if used else NEW)
        if self.slip is not None:
            pair = (self.slip.handed_by, self.slip.handed_with)
            yield from may_carry(self.subject, pair, self.slip.entry, self.call.day)

    def write(self) -> Outcome:
        slip, day = self.slip, self.call.day
        assert slip is not None  # noqa: S101 - judged before
        VotingCode.objects.filter(vote=self.subject, entry=slip.entry, void_on=None).update(void_on=day)
        VotingCode.objects.create(
            vote=self.subject, entry=slip.entry, code_hash=slip.code_hash, handed_on=slip.handed_on,
            handed_by=slip.handed_by, handed_with=slip.handed_with, confirmed_on=day,
            signature_sha256=self.facts.signature.sha256, by_stay=slip.by_stay,
        )  # fmt: skip
        slip.confirmed_on = day
        slip.save(update_fields=["confirmed_on"])
        return Outcome(result=self.subject.ref)
