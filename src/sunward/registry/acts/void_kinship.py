"""Void a kinship that others declared and that is none; follows from an upheld dispute, granted to nobody."""

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.memo import forget
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.registry.models import Kinship, Person


@register
class VoidKinship(Act[Person, UndoneAtDesk]):
    """It bars and marks nothing from this day on; the entry by which it was declared stays."""

    name = "registry.void_kinship"
    title = Text("作废误申报的亲属关系", "void a kinship declared wrongly")
    kind = "report"
    subject_type = "person"
    subject_model = Person
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        forget()
        rows = Kinship.objects.filter(entry=self.facts.undone, person=self.subject, void_on=None)
        return Outcome(public={"voided": rows.update(void_on=self.call.day, void_entry=self.call.ref)})
