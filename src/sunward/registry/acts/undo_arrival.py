"""Take back a removal to another door, or a change of status, that was entered wrongly; follows from a dispute that was
upheld, and is granted to nobody."""

from datetime import date
from functools import cached_property

from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.record import queries as record
from sunward.registry.acting import TakenBackOfPerson
from sunward.registry.acts.undo_departure import UndoDeparture
from sunward.registry.events import DepartureUndone
from sunward.registry.models import PersonCorrection, ResidenceSpell
from sunward.registry.residence.joining import begin_anew, hand_on, hand_on_corrections, keep, put_back
from sunward.registry.residence.stays import lived_here_before

EVERY = 1000  # entries about one person: more than any life leaves
ANEW = Text(
    "注意：本人签字离开以后，到下一次入住隔了很久：从那次入住起重新计算居住时间。",
    "Alert: between the departure that they signed and the next arrival lies more than a removal takes: living here "
    "begins anew with that arrival.",
)


@register
class UndoArrival(TakenBackOfPerson):
    """They never came to that door, or nothing has changed. The stay stands in no table any more, its entry in the
    record for good; where it had ended the one before, or the end of that was found wrong as well, they lived there
    instead, until the end that it has by now: a removal further on is an entry of its own, disputed by itself. Whoever
    was said to be back is gone again."""

    name = "registry.undo_arrival"
    title = Text("撤销误登记的入住或者身份变更", "take back an arrival or a change of status entered wrongly")

    @cached_property
    def stay(self) -> ResidenceSpell | None:
        """What the entry began, if it stands, of somebody who lived here before: a first arrival is no removal."""
        rows = ResidenceSpell.objects.filter(person=self.subject, entry=self.facts.undone)
        stay = rows.select_related("household__community").first()
        return stay if stay and lived_here_before(stay) else None

    def write(self) -> Outcome:
        forget()
        stay = self.stay
        if stay is None:
            return Outcome()
        before, since, findings = self._before(stay), stay.from_day, list[Finding]()
        hand_on(stay)
        self._corrections(stay, before)
        keep(stay, self.call.ref)
        stay.delete()
        if before.left_entry == self.facts.undone or self._never_left(before):
            since = min(since, before.left_on or since)
            self._back(before, stay)
        elif begin_anew(before):
            findings.append(Finding("goes_on", False, ANEW))
        return Outcome(findings=findings, events=[self._undone(before, stay, since)])

    def _never_left(self, before: ResidenceSpell) -> bool:
        """Whether the end of the stay before was found wrong as well, when the one that is taken back stood still."""
        found = record.journal_of(Ref("person", self.subject.number), limit=EVERY)
        return any(one.act == UndoDeparture.name and one.public.get("undone") == before.left_entry for one in found)

    def _undone(self, before: ResidenceSpell, stay: ResidenceSpell, since: date) -> DepartureUndone:
        home, door = before.household, stay.household
        return DepartureUndone(
            home.community_code, str(self.subject), home.number, since, self.call.day,
            entry=self.facts.undone, never_at=door.number if door != home else "", takes_off=True,
        )  # fmt: skip

    def _before(self, stay: ResidenceSpell) -> ResidenceSpell:
        rows = ResidenceSpell.objects.filter(person=self.subject, from_day__lt=stay.from_day).order_by("-from_day")
        found: ResidenceSpell = rows.select_related("household__community")[0]
        return found

    def _corrections(self, stay: ResidenceSpell, before: ResidenceSpell) -> None:
        """What came with the entry is put back. What was corrected since has an entry of its own, which stands."""
        own = PersonCorrection.objects.filter(spell=stay, entry=self.facts.undone, undone_on=None).first()
        if own is not None:
            own.undone_on = self.call.day
            own.save(update_fields=["undone_on"])
            put_back(own)
            stay.refresh_from_db(fields=["papers", "status"])
        PersonCorrection.objects.filter(spell=stay, entry=self.facts.undone).update(spell=None)
        hand_on_corrections(stay, before)

    def _back(self, before: ResidenceSpell, stay: ResidenceSpell) -> None:
        """They have lived there all the time, until the end that the stay had by then, if it had one."""
        before.left_on, before.left_because = stay.left_on, stay.left_because
        before.undone_on = self.call.day
        if stay.left_on is not None:
            before.left_told_by, before.left_entry = stay.left_told_by, stay.left_entry
            before.left_said_on = stay.left_said_on
        columns = ["left_on", "left_because", "undone_on", "left_told_by", "left_entry", "left_said_on"]
        before.save(update_fields=columns)
