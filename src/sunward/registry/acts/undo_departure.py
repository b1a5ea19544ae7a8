"""Take back a departure that was entered wrongly; follows from a dispute that was upheld, and is granted to nobody."""

from datetime import date
from functools import cached_property

from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.text import Text
from sunward.registry.acting import TakenBackOfPerson
from sunward.registry.events import DepartureUndone
from sunward.registry.models import ResidenceSpell
from sunward.registry.offices.seats import back_in_office
from sunward.registry.residence.joining import join, keep

ELSEWHERE = Text(
    "登记簿记载这个人后来住在别处：先更正那里的登记。",
    "By the register they live elsewhere since: that entry has to be put right first.",
)


@register
class UndoDeparture(TakenBackOfPerson):
    """They live where they lived before, as if nobody had entered anything; the entry stays in the record. Whoever has
    come back since, behind whichever door of the community, was never away."""

    name = "registry.undo_departure"
    title = Text("撤销误登记的离开", "take back a departure entered wrongly")

    @cached_property
    def stay(self) -> ResidenceSpell | None:
        rows = ResidenceSpell.objects.filter(person=self.subject, left_entry=self.facts.undone, left_on__isnull=False)
        return rows.select_related("household__community").first()

    def write(self) -> Outcome:
        forget()
        stay = self.stay
        if stay is None or stay.left_on is None:
            return Outcome()
        left_on, after = stay.left_on, self._after(stay.left_on)
        if after is not None and after.household.community_id != stay.household.community_id:
            ResidenceSpell.objects.filter(pk=stay.pk).update(undone_on=self.call.day)  # for when that is taken back
            return Outcome(findings=[Finding("lives_elsewhere", False, ELSEWHERE)])
        keep(stay, self.call.ref)
        if after is not None:
            join(stay, after, self.call.day)
        else:
            stay.left_on, stay.left_because, stay.undone_on = None, "", self.call.day
            stay.save(update_fields=["left_on", "left_because", "undone_on"])
        back_in_office(self.subject, left_on)
        house = stay.household
        undone = DepartureUndone(
            house.community_code, str(self.subject), house.number, left_on, self.call.day, entry=self.facts.undone,
            takes_off=after is not None,
        )  # fmt: skip
        return Outcome(events=[undone])

    def _after(self, left_on: date) -> ResidenceSpell | None:
        """Where they lived next."""
        rows = ResidenceSpell.objects.filter(person=self.subject, from_day__gte=left_on).order_by("from_day")
        return rows.select_related("household", "began_with").first()
