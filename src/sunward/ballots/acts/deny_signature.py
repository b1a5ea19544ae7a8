"""Say that one never signed the sheet of paper on which one's name was entered."""

from collections.abc import Iterator

from django.db.models import QuerySet

from sunward.ballots.acting import ActOnPetition
from sunward.ballots.models import Petition, Signature
from sunward.ballots.reaching import signature_of, signed
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text

NAMED = Text(
    "您的签字是在窗口登记的，而且还算数。", "Your signature was entered at the desk, from paper or for you, and counts."
)
NOT_NAMED = Text("没有在窗口为您登记、还算数的签字。", "No signature of yours that was entered at the desk counts.")
TOO_FEW = Text(
    "注意：去掉否认签字的人，联名就不够数了。已经生效的不撤销，由监督委员会核查签名页。",
    "Alert: without those who deny their signature it would not be enough. It stays in force, for otherwise signers "
    "could be pressed one by one; the supervision committee looks at the sheets.",
)


@register
class DenySignature(ActOnPetition[SlipFacts]):
    """At any time, also when it was reached long ago: a clerk with a list of names makes no petition unseen. A petition
    that was reached stays reached, and says how many deny."""

    name = "ballots.deny_signature"
    title = Text("否认签过字", "deny a signature on paper")
    kind = "effect"
    facts_type = SlipFacts

    def _own(self) -> QuerySet[Signature]:
        return signature_of(self.subject, self.call.person).filter(on_paper=True)

    def standing(self) -> Iterator[Finding]:
        yield Finding.either("signed_on_paper", self._own().exists(), NAMED, NOT_NAMED, self.subject.source)

    def write(self) -> Outcome:
        self._own().update(withdrawn_on=self.call.day, denied_on=self.call.day, withdrawn_entry=self.call.ref)
        return without_the_denied(self.subject)


def without_the_denied(petition: Petition) -> Outcome:
    """What is left of a petition, and that it would not have been enough."""
    left, needed = signed(petition), petition.needed
    denied = Signature.objects.filter(petition=petition).exclude(denied_on=None).count()
    short = petition.reached_on is not None and left < needed <= left + denied
    return Outcome(
        public={"signed": left, "needed": needed, "denied": denied},
        findings=[Finding("reached_without_the_denied", False, TOO_FEW, petition.source)] if short else [],
    )
