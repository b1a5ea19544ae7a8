"""Take a signature out of the count that was entered at the desk against somebody's wish; it follows from an upheld
dispute and is granted to nobody."""

from dataclasses import dataclass

from sunward.ballots.acting import ActOnPetition
from sunward.ballots.models import Signature
from sunward.ballots.places import place_on
from sunward.ballots.reaching import signed
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class VoidedFacts:
    person: str = asked("谁的签字", "whose signature", private=True)


@register
class VoidSignature(ActOnPetition[VoidedFacts]):
    """The signature stays and no longer counts. A petition that was reached stays reached: something has followed."""

    name = "ballots.void_signature"
    title = Text("作废代签", "void a signature entered at the desk")
    kind = "report"
    facts_type = VoidedFacts

    def write(self) -> Outcome:
        place = place_on(self.subject.roll, self.facts.person)
        rows = Signature.objects.filter(petition=self.subject, entry=place, withdrawn_on=None)
        rows.update(withdrawn_on=self.call.day)
        return Outcome(public={"signed": signed(self.subject), "needed": self.subject.needed})
