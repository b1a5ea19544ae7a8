"""Take back a correction of a person's entry that was wrong; follows from a dispute that was upheld, and is granted to
nobody."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.memo import forget
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.registry.acts.record_departure import open_stay
from sunward.registry.acts.undo_departure import UndoDeparture
from sunward.registry.events import DepartureUndone
from sunward.registry.models import Person, PersonCorrection, ResidenceSpell


@register
class UndoCorrection(Act[Person, UndoneAtDesk]):
    """What stood there before stands there again, unless it was corrected anew since: that stays."""

    name = "registry.undo_correction"
    title = Text("撤销误作的人员更正", "take back a wrong correction of a person's entry")
    kind = "report"
    subject_type = "person"
    subject_model = Person
    facts_type = UndoneAtDesk

    @classmethod
    def community_of(cls, subject: Person) -> str:
        """Where they live, or lived last."""
        return UndoDeparture.community_of(subject)

    def write(self) -> Outcome:
        forget()
        row = PersonCorrection.objects.filter(
            entry=self.facts.undone, person=self.subject, undone_on=None
        ).select_related("spell").first()  # fmt: skip
        if row is None:
            return Outcome()
        row.undone_on = self.call.day
        row.save(update_fields=["undone_on"])
        self._put_back(row)
        stay = open_stay(self.subject)
        if stay is None:
            return Outcome()
        # Of every roll in use it is asked whether they belong on it: a correction has no day from which it took a vote.
        home = stay.household
        put_back = DepartureUndone(home.community_code, str(self.subject), home.number, date.min, self.call.day)
        return Outcome(events=[put_back])

    def _put_back(self, row: PersonCorrection) -> None:
        later = PersonCorrection.objects.filter(person=self.subject, undone_on=None, pk__gt=row.pk).order_by("pk")
        person, stay = self.subject, row.spell
        if row.name_was is not None and not _passed_on(later.exclude(name_was=None), name_was=row.name_was):
            person.name = row.name_was
        if row.born and not _passed_on(later.filter(born=True), born_was=row.born_was):
            person.born_on = row.born_was
        person.save(update_fields=["name", "born_on"])
        if stay is None:
            return
        # They may have moved since: what was seen of them, and what they are, went along.
        since = ResidenceSpell.objects.filter(person=person, from_day__gte=stay.from_day)
        if row.papers_was is not None and not _passed_on(later.exclude(papers_was=None), papers_was=row.papers_was):
            since.filter(papers=stay.papers).update(papers=row.papers_was)
        if row.status_was is not None and not _passed_on(later.exclude(status_was=None), status_was=row.status_was):
            since.filter(status=stay.status).update(status=row.status_was)


def _passed_on(later: "QuerySet[PersonCorrection]", **was: Any) -> bool:
    """Whether it was corrected anew since; what that one was before is then what this one was."""
    first = later.first()
    return first is not None and bool(later.model.objects.filter(pk=first.pk).update(**was))
