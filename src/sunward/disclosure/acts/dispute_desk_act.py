"""Dispute what was entered for oneself at the desk, or that one was entered as gone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sunward.disclosure.catalogue import due, source_of
from sunward.disclosure.models import DeskDispute
from sunward.disclosure.series import DESK_DISPUTE, next_number
from sunward.kernel import clock
from sunward.kernel.acts import Act, Outcome, Unknown, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.record import queries as record
from sunward.registry import queries as registry

DEPARTURE = "registry.record_departure"
ENDS = frozenset({"registry.end_membership", "registry.end_ownership"})


@dataclass(frozen=True, slots=True)
class DisputeFacts:
    text: str = asked("哪里不对", "what is wrong", long=True, private=True)


@register
class DisputeDeskAct(Act[Any, DisputeFacts]):
    """Somebody contests an act that a clerk entered for them, or by which they were entered as gone. Somebody else
    answers; the entry stays."""

    name = "disclosure.dispute_desk_act"
    title = Text("对窗口代办提出异议", "dispute what was entered for me at the desk")
    kind = "effect"
    subject_type = "entry"
    facts_type = DisputeFacts

    @classmethod
    def find(cls, ref: Ref, lock: bool = False) -> Entry:
        """The entry; what stands in the record needs no lock.

        Raises:
            Unknown: when there is none.
        """
        del lock
        found = record.entry(ref.id) if ref.type == cls.subject_type else None
        if found is None:
            raise Unknown(f"There is no {ref}.")
        return found

    @classmethod
    def community_of(cls, subject: Any) -> str:
        log: str = subject.log
        return log

    def standing(self) -> Iterator[Finding]:
        text = Text("只能对为本人代办的事提出异议。", "Only what was entered at the desk for yourself can be disputed.")
        yield Finding("entered_for_you", self._of_them or self.call.person == self.subject.on_behalf_of, text)
        first = not DeskDispute.objects.filter(entry=self.subject.ref).exists()
        yield Finding("first_dispute", first, Text("每次代办只能提一次异议。", "It can be disputed once."))
        if not self._of_them:  # whoever is entered as gone learns of it when they are kept from voting
            yield self._in_time()

    @property
    def _of_them(self) -> bool:
        if self.subject.act in ENDS:
            return registry.concerned(self.subject.ref) == self.call.person
        return self.subject.act == DEPARTURE and str(self.subject.subject) == self.call.person

    def _in_time(self) -> Finding:
        community, entered_on = self.subject.log, clock.civil_day(self.subject.recorded_at)
        last = due(community, "desk_dispute", entered_on)
        text = Text(f"最迟到 {last} 可以提出异议。", f"It can be disputed until {last}.")
        source = source_of(community, "desk_dispute", entered_on)
        return Finding("dispute_window", self.call.day <= last, text, source, f"<= {last}", str(self.call.day))

    def write(self) -> Outcome:
        community, today = self.subject.log, self.call.day
        row = DeskDispute.objects.create(
            number=next_number(community, DESK_DISPUTE, today),
            community_code=community,
            entry=self.subject.ref,
            by=self.call.person,
            text=self.facts.text,
            received_on=today,
            due_on=due(community, "objection_reply", today),
        )
        return Outcome(result=row.ref, public={"answer_due": str(row.due_on)})
