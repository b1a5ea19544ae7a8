"""Void a vouch that a clerk entered for somebody who never gave it; follows from an upheld dispute, granted to
nobody."""

from sunward.kernel.acts import Outcome, register
from sunward.kernel.memo import forget
from sunward.kernel.text import Text
from sunward.registry.acting import TakenBackOfPerson
from sunward.registry.models import Vouch


@register
class VoidVouch(TakenBackOfPerson):
    """Without enough others who vouch, whoever had a voice by it waits for another neighbour."""

    name = "registry.void_vouch"
    title = Text("作废窗口代办的邻居证明", "void a vouch entered at the desk")

    def write(self) -> Outcome:
        forget()
        void = Vouch.objects.filter(entry=self.facts.undone, spell__person=self.subject, void_on=None)
        return Outcome(public={"voided": void.update(void_on=self.call.day)})
