"""Withdraw a signature: it no longer counts, and stays."""

from collections.abc import Iterator

from django.db.models import QuerySet

from sunward.ballots.acting import ActOnPetition
from sunward.ballots.acts.sign_petition import still_open
from sunward.ballots.models import Signature
from sunward.ballots.reaching import signature_of, signed
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text


@register
class WithdrawSignature(ActOnPetition[SlipFacts]):
    """Possible until the petition is reached: from then on something follows from it."""

    name = "ballots.withdraw_signature"
    title = Text("撤回签字", "withdraw a signature")
    kind = "effect"
    facts_type = SlipFacts

    def _own(self) -> QuerySet[Signature]:
        return signature_of(self.subject, self.call.person)

    def standing(self) -> Iterator[Finding]:
        yield still_open(self.subject, self.call.day)
        yield Finding("signed", self._own().exists(), SIGNED, self.subject.source)
        yield Finding.either("not_reached", self.subject.reached_on is None, UNREACHED, REACHED, self.subject.source)

    def write(self) -> Outcome:
        self._own().update(withdrawn_on=self.call.day, withdrawn_entry=self.call.ref)
        return Outcome(public={"signed": signed(self.subject), "needed": self.subject.needed})


SIGNED = Text("自己签过字才能撤回。", "Only one’s own signature can be withdrawn.")
UNREACHED = Text("联名还没有达到人数。", "The petition has not been reached.")
REACHED = Text("人数已够，联名已经生效。", "It has been reached, and something follows from it.")
