"""Appeal to the street office."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sunward.charter import queries as charter
from sunward.disclosure.appealing import appeal_until, granted, set_aside
from sunward.disclosure.catalogue import due
from sunward.disclosure.concerning import consented
from sunward.disclosure.consents import doubts, taken_until
from sunward.disclosure.handed_in import day_of_slip, entered_in_time, held_against_the_last, marks_of_late
from sunward.disclosure.models import DeskDispute, Objection
from sunward.disclosure.queries.desk import contested
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Books, FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class AppealFacts:
    text: str = asked("为什么不服", "why the answer does not settle it", long=True, private=True, default="")
    handed_in: date | None = day_of_slip()
    signed: FileDigest | None = slip()


VOID = Text(
    "这条异议是在服务台违背本人意思代办的，不算数：本人可以另提。",
    "This objection was entered at the desk against the wish of whoever it names and does not count: object anew.",
)
NOTHING_YET = Text(
    "交来的那天还没有可以申诉的：没有答复，答复的期限也没有过。",
    "On that day there was nothing to appeal against: no answer, and its days not over.",
)


@register
class AppealObjection(Act[Objection, AppealFacts]):
    """The objector asks the street to rule: after an answer that did not uphold the objection, or after silence."""

    name = "disclosure.appeal_objection"
    title = Text("向街道申诉", "appeal to the street")
    kind = "effect"
    subject_type = "objection"
    subject_model = Objection
    facts_type = AppealFacts

    @classmethod
    def rule_books(cls, subject: Objection, day: date) -> tuple[Books, ...]:
        """A later version takes it from nobody who objected before; what it opens since, it opens to them too. Where
        a dispute has dated it earlier, whatever that day gave them is theirs as well."""
        return tuple(dict.fromkeys([subject.received_on, *charter.opened_then_day(subject.opened_on, day)]))

    def standing(self) -> Iterator[Finding]:
        appellant = self.call.person
        yield Finding(
            "own_objection",
            appellant == self.subject.by or self._taken_from_them,
            Text("只有提出异议的人可以申诉。", "Only the person who objected can appeal."),
        )
        yield Finding(
            "first_appeal",
            self.subject.appealed_on is None or self._disputed is not None,
            Text("一条异议只能申诉一次。", "An objection can be appealed once."),
        )
        if self.subject.void_on is not None and not self._taken_from_them:
            yield Finding("counts", False, VOID)
        yield self._ripe()

    @cached_property
    def _taken_from_them(self) -> bool:
        """Whether the answer has taken the consent to their own vote: they are heard on it as whoever objected is on
        one that does not uphold it."""
        return taken_until(self.subject) is not None and consented(self.subject.publication) == self.call.person

    @cached_property
    def _disputed(self) -> DeskDispute | None:
        """The dispute about an appeal that a clerk has entered for them: their own hand goes before it, whoever answers
        when. Not where the ruling gave them already what they could want."""
        by_own_hand = self.call.on_behalf_of is None and not granted(self.subject)
        return contested(self.subject.appealed_at_desk_in) if by_own_hand else None

    @property
    def _said(self) -> date | None:
        return getattr(self.facts, "handed_in", None)  # without facts while it is only asked whether it can be done

    @property
    def _received_on(self) -> date:
        return self._said or self.call.day

    def took_place_on(self) -> date | None:
        return self.facts.handed_in

    def judge(self) -> Iterator[Finding]:
        day, row = self.facts.handed_in, self.subject
        possible = day is None or day > row.due_on or (row.answered_on is not None and row.answered_on <= day)
        yield from entered_in_time(self.call, day, possible, NOTHING_YET)

    def _ripe(self) -> Finding:
        """Is there something to appeal against, and not for too long?"""
        if self.subject.answered_on is None:
            return Finding(
                "silence",
                self._received_on > self.subject.due_on,
                Text(
                    f"答复期限到 {self.subject.due_on}，过期没有答复就可以申诉。",
                    f"An answer is due by {self.subject.due_on}; after that you can appeal.",
                ),
            )
        last_day = taken_until if self._taken_from_them else appeal_until
        last = last_day(self.subject, self._disputed.received_on if self._disputed else None)
        if last is None:
            return Finding("not_upheld", False, Text("您的异议已经成立。", "Your objection has been upheld."))
        return Finding(
            "appeal_window",
            held_against_the_last(self.call, self.facts) <= last,
            Text(f"申诉最迟到 {last}。", f"An appeal is possible until {last}."),
            required=f"<= {last}",
        )

    def write(self) -> Outcome:
        community, today = self.subject.community_code, self.call.day
        if self._disputed is not None:
            set_aside(self.subject, today)
        self.subject.appealed_on, self.subject.appeal_text = self._received_on, self.facts.text
        self.subject.ruling_due_on = due(community, "superior_reply", self._received_on, self.subject.opened_on)
        self.subject.appealed_at_desk_in = self.call.ref if self.call.on_behalf_of is not None else None
        self.subject.save(update_fields=["appealed_on", "appeal_text", "ruling_due_on", "appealed_at_desk_in"])
        public = {"ruling_due": str(self.subject.ruling_due_on)}
        marks, doubted = marks_of_late(self.call, self._received_on), tuple(doubts(self.subject, today))
        return Outcome(result=self.subject.ref, public=public, findings=marks, events=doubted)
