"""An objection was handed in earlier than a clerk entered it; follows from an upheld dispute, granted to nobody."""

from dataclasses import dataclass
from datetime import date

from sunward.disclosure.consents import doubts
from sunward.disclosure.handed_in import marks_of_late
from sunward.disclosure.models import Objection
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class HandedIn:
    """From which day an objection counts, as whoever answered the dispute has found."""

    handed_in: date = asked("交来的日子", "day on which it was handed in")


@register
class DateObjection(Act[Objection, HandedIn]):
    """It counts from the day on which it was handed in; who answers it, and within which days, stays as it was: nobody
    chooses that by a day which they find. What they have said
    themselves since, in the place of what the clerk entered, counts from that day as well."""

    name = "disclosure.date_objection"
    title = Text("异议从交来的日子算起", "count an objection from the day it was handed in")
    kind = "report"
    subject_type = "objection"
    subject_model = Objection
    facts_type = HandedIn

    def took_place_on(self) -> date | None:
        return self.facts.handed_in

    def write(self) -> Outcome:
        row = self.subject if self.subject.void_on is None else self._own()
        if row is None or self.facts.handed_in >= row.received_on:
            return Outcome(self.subject.ref)
        row.received_on, row.entered_as_of = self.facts.handed_in, row.opened_on
        row.save(update_fields=["received_on", "entered_as_of"])
        doubted = tuple(doubts(row, self.call.day))
        return Outcome(row.ref, findings=marks_of_late(self.call, row.received_on), events=doubted)

    def _own(self) -> Objection | None:
        """Their own hand, which has gone before the clerk's while the dispute was open."""
        rows = self.subject.publication.objections.filter(by=self.subject.by, void_on=None, entered_at_desk_in=None)
        return rows.filter(pk__gt=self.subject.pk).order_by("id").first()
