"""Void an application for the vote that a clerk entered for somebody who did not want it; follows from an upheld
dispute, granted to nobody."""

from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.text import Text
from sunward.registry.acting import TakenBackOfPerson
from sunward.registry.models import VoteApplication

CONSENTED = Text(
    "注意：申请不是本人的意思，发现时已经表决同意；同意不再算数，已经固定的名册不变。",
    "Alert: the application was not their wish; found when a body had consented. The consent counts no longer; rolls "
    "that were frozen stay as they are.",
)


@register
class VoidApplication(TakenBackOfPerson):
    """It uses up nothing: they apply themselves, or not at all. One of their own hand since stays."""

    name = "registry.void_application"
    title = Text("作废窗口代办的表决申请", "void an application for the vote entered at the desk")

    def write(self) -> Outcome:
        forget()
        void = VoteApplication.objects.filter(entry=self.facts.undone, spell__person=self.subject, void_on=None)
        late = void.exclude(consented_on=None).exists()
        public = {"voided": void.update(void_on=self.call.day)}
        return Outcome(public=public, findings=[Finding("before_the_consent", False, CONSENTED)] if late else [])
