"""Dispute what was entered for oneself at the desk, that one was entered as gone, or as somebody's kin."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sunward.disclosure.catalogue import due, source_of, until
from sunward.disclosure.handed_in import (
    ENTERED,
    THE_SLIP,
    day_of_slip,
    entered_in_time,
    held_against_the_last,
    marks_of_late,
)
from sunward.disclosure.models import DeskDispute, EarlierDispute
from sunward.disclosure.rules import UPHELD
from sunward.disclosure.series import DESK_DISPUTE, next_number
from sunward.disclosure.spoken_for import spoken_for
from sunward.kernel import clock
from sunward.kernel.acts import Act, Outcome, Unknown, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Entry, FileDigest
from sunward.kernel.refs import Ref
from sunward.kernel.slips import SLIP
from sunward.kernel.text import Text
from sunward.record import queries as record
from sunward.registry import queries as registry

DEPARTURE = "registry.record_departure"
ENDS = frozenset({"registry.end_membership", "registry.end_ownership"})
HELPS = Text(
    "在服务台代办的可以附上；没有的，本人以后还可以自己再提",
    "if it is entered for them at the desk and there is one; without it they can still dispute it themselves",
)
FIRST = Text("本人还没有提过异议。", "They have not disputed it themselves yet.")
ONCE = Text(
    "每人只能提一次异议；同一条登记还说到别人的，等对他的异议有了答复再提。",
    "Each can dispute it once; where an entry speaks of others too, once what they said has its answer.",
)
AFTER_THEM = Text(
    "同一条登记说到的另一人的异议 {before} 没有成立；那一条和对它的答复仍然留着。",
    "Another of whom the entry speaks disputed it, and was not upheld ({before}): that stays on record with its "
    "answer.",
)
OWN_WORD = Text(
    "代替只凭服务台登记的异议 {before}；那一条和对它的答复仍然留着。",
    "Takes the place of {before}, which was entered at the desk; that one stays on record with its answer.",
)
NOTHING_YET = Text("交来的日子不早于登记。", "It was not handed in before the entry.")


@dataclass(frozen=True, slots=True)
class DisputeFacts:
    text: str = asked("哪里不对", "what is wrong", long=True, private=True)
    handed_in: date | None = day_of_slip()
    slip: FileDigest | None = asked(SLIP.zh, SLIP.en, hint=HELPS, private=True, default=None)


@register
class DisputeDeskAct(Act[Any, DisputeFacts]):
    """Somebody contests an act that a clerk entered for them, or by which they were entered as gone, as having sent
    a proxy or as kin. Somebody else answers; the entry stays. What others enter in their name uses up nothing: their
    own hand, or a slip of theirs, goes before it, whatever was answered, unless it was upheld. Nor does what another
    says of an entry that speaks of several: once that was not upheld, each of them has their own word."""

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

    def shows(self) -> str | None:
        """A slip bears out the one entry for which it was signed."""
        return f"entry:{self.call.ref}"

    def standing(self) -> Iterator[Finding]:
        text = Text("只能对为本人代办的事提出异议。", "Only what was entered at the desk for yourself can be disputed.")
        yield Finding("entered_for_you", self._of_them or self.call.person == self.subject.on_behalf_of, text)
        yield Finding.either("first_dispute", self.before is None or self._goes_before(self.before), FIRST, ONCE)
        if not self._of_them:  # whoever is entered as gone learns of it when they are kept from voting
            yield self._in_time()

    @cached_property
    def before(self) -> DeskDispute | None:
        """What has been said of this entry already."""
        return DeskDispute.objects.filter(entry=self.subject.ref).first()

    def _goes_before(self, row: DeskDispute) -> bool:
        """Their own hand before a slip, and a slip before the word of whoever entered it alone; and each who has not
        spoken yet after another who was not upheld."""
        if row.outcome in UPHELD or self._has_spoken(row):
            return False
        if row.entered_at_desk_in is not None and (self.call.on_behalf_of is None or row.signed_sha256 is None):
            return True
        return row.by != self.call.person and row.answered_on is not None

    def _has_spoken(self, row: DeskDispute) -> bool:
        """Whether they said it before another did: by their own hand, or at the desk and now there again."""
        before = row.earlier.filter(by=self.call.person)
        if row.by == self.call.person or not self.call.on_behalf_of:
            before = before.filter(entered_in="")
        return bool(before.exists())

    def took_place_on(self) -> date | None:
        return self.facts.handed_in

    def judge(self) -> Iterator[Finding]:
        """A second one at the desk needs their slip, and so does one that counts from an earlier day: without it that
        would be the clerk's own word."""
        day = self.facts.handed_in
        possible = day is None or day >= clock.civil_day(self.subject.recorded_at)
        yield from entered_in_time(self.call, day, possible, NOTHING_YET)
        if day is not None and self.facts.slip is None:
            raise unusable("slip", THE_SLIP.zh, THE_SLIP.en)
        if self.before is not None and self.call.on_behalf_of is not None:
            yield Finding.either("first_dispute", self.facts.slip is not None, FIRST, ONCE)

    @property
    def _of_them(self) -> bool:
        if self.subject.act in ENDS:
            return registry.concerned(self.subject.ref) == self.call.person
        if self.call.person in spoken_for(self.subject.act, self.subject.ref):
            return True
        return self.subject.act == DEPARTURE and str(self.subject.subject) == self.call.person

    def _in_time(self) -> Finding:
        """As long as ever after the answer to what others said in their name: nobody can let the days run out so."""
        community, entered_on = self.subject.log, clock.civil_day(self.subject.recorded_at)
        last = until(community, "desk_dispute", max(entered_on, self._said_on(entered_on)))
        text = Text(f"最迟到 {last} 可以提出异议。", f"It can be disputed until {last}.")
        source = source_of(community, "desk_dispute", entered_on)
        day = held_against_the_last(self.call, self.facts)
        return Finding("dispute_window", day <= last, text, source, f"<= {last}", str(day))

    def _said_on(self, entered_on: date) -> date:
        return (self.before.answered_on or self.call.day) if self.before else entered_on

    def write(self) -> Outcome:
        community, today, slip = self.subject.log, self.call.day, self.facts.slip
        received_on = self.facts.handed_in or today
        marks = list(self._after(self.before)) if self.before else []
        marks += marks_of_late(self.call, received_on, ENTERED)
        if self.before is not None:
            self._keep(self.before)
        said = {
            "number": next_number(community, DESK_DISPUTE, today), "community_code": community,
            "by": self.call.person, "text": self.facts.text, "received_on": received_on,
            "due_on": due(community, "objection_reply", received_on), "answered_on": None, "answer": "", "outcome": "",
            "entered_at_desk_in": None if self.call.on_behalf_of is None else self.call.ref,
            "signed_sha256": slip.sha256 if slip else None,
        }  # fmt: skip
        row, _made = DeskDispute.objects.update_or_create(entry=self.subject.ref, defaults=said)
        return Outcome(result=row.ref, public={"answer_due": str(row.due_on)}, findings=marks)

    def _after(self, row: DeskDispute) -> Iterator[Finding]:
        if row.by == self.call.person or row.entered_at_desk_in is not None:
            yield Finding("supersedes_the_desk", True, OWN_WORD.fill(before=row))
        else:
            yield Finding("after_another", True, AFTER_THEM.fill(before=row))

    def _keep(self, row: DeskDispute) -> None:
        """What was said before stays readable, beside what they say."""
        EarlierDispute.objects.create(
            dispute=row, number=row.number, by=row.by, entered_in=row.entered_at_desk_in or "", text=row.text,
            received_on=row.received_on, answered_on=row.answered_on, answer=row.answer, outcome=row.outcome,
            followed_on=self.call.day,
        )  # fmt: skip
