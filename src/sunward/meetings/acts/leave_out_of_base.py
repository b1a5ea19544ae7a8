"""Leave somebody who cannot be reached, or cannot act, out of the base of the count."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.charter.reasons import says_something, wanted
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.meetings.calling.whose import not_led_by
from sunward.meetings.rules.aside import ABSENT, UNREACHABLE
from sunward.meetings.session.acting import OnItem
from sunward.meetings.session.excluding import exclude, excluded
from sunward.meetings.session.naming import WRITE
from sunward.meetings.session.voting import alert_on_who_came, refuse_after_the_vote

RULE = Text(
    "规则册写明的情形才能不计入应到人数；没有写明：这里不授予。",
    "The base shrinks only in the cases that the rule book names; what it does not name is not granted here.",
)
EVIDENCE = wanted("要写明联系过几次、怎么联系的，或者附证明。", "Say how contact was tried, or add the evidence.")


@dataclass(frozen=True, slots=True)
class OutOfBaseFacts:
    place: str = asked("不计入的是谁", "who is not counted", hint=WRITE, private=True)
    reason: str = asked("原因", "reason", choices=ABSENT)
    evidence: str = asked("联系经过", "attempts at contact", long=True, private=True, default="")
    file: FileDigest | None = asked("证明", "evidence", default=None)


@register
class LeaveOutOfBase(OnItem[OutOfBaseFacts]):
    """The base shrinks by one, for a reason and with evidence. Whether that decides the result is told at the vote."""

    name = "meetings.leave_out_of_base"
    title = Text("不计入应到人数", "leave somebody out of the base")
    kind = "effect"
    facts_type = OutOfBaseFacts

    def shut(self) -> Text | None:
        return super().shut() or not_led_by(self.meeting, self.call)

    def shows(self) -> str | None:
        return f"{self.subject.ref}/{self.place_said()}"

    def judge(self) -> Iterator[Finding]:
        refuse_after_the_vote(self.subject)
        place, facts = self.place_said(), self.facts
        if excluded(self.subject).filter(entry_id=place).exists():
            raise unusable("place", "已经登记过。", "This has been recorded already.")
        if place in self._seen_there:
            raise unusable("place", "这个人在会场。", "This person is in the room.")
        rule = self.room.rules_on(self.subject).session.leaves_base
        ok = bool(rule and facts.reason in rule.reasons)
        accepted = ", ".join(rule.reasons) if rule else ""
        yield Finding("leaves_base", ok, RULE, rule.source if rule else "", accepted, facts.reason)
        yield Finding(
            "evidence", says_something(facts.evidence) or facts.file is not None, EVIDENCE, rule.source if rule else ""
        )

    @property
    def _seen_there(self) -> frozenset[int]:
        """The places that somebody fills; of an evening that is entered later, those that anybody filled in it."""
        if self.call.day > self.room.day:
            return frozenset(stay.place for stay in self.room.stays)
        return self.room.present(self.call.at)

    def write(self) -> Outcome:
        rule, file = self.room.rules_on(self.subject).session.leaves_base, self.facts.file
        exclude(
            self.subject, self.place_said(), self.call.day, reason=self.facts.reason, leaves_base=True,
            by_others=None, entered_in=self.call.ref, void_on=None,
            source=rule.source if rule else "", evidence=self.facts.evidence,
            evidence_sha256=file.sha256 if file else "",
        )  # fmt: skip
        return Outcome(result=self.subject.ref, findings=list(self._came_before()))

    def _came_before(self) -> Iterator[Finding]:
        """Whoever came that evening and has gone again was reached: a mark and no bar, a tick at the door can be wrong,
        and somebody may be called away."""
        came = frozenset(stay.place for stay in self.room.stays)
        if self.facts.reason == UNREACHABLE and self.place_said() in came:
            yield from alert_on_who_came(1)
