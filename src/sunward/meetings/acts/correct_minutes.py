"""Ask for a correction of the minutes: whoever was there may, and whoever is quoted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sunward.charter import queries as charter
from sunward.charter.engine.sessions import MinutesRule
from sunward.disclosure.handed_in import (
    ENTERED,
    THE_SLIP,
    day_of_slip,
    entered_in_time,
    held_against_the_last,
    marks_of_late,
)
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import person_number
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.meetings.minutes.acting import LOCKED, OnMinutes
from sunward.meetings.minutes.recording import corrected_until, rule_of
from sunward.meetings.models import MinutesCorrection, Statement

ATTENDED = Text(
    "到会的人，或者记录里写着说过话的人，才能要求更正。",
    "Only somebody who was there, or whose words the minutes have, can ask for a correction.",
)

LATE = Text(
    "注意：要求更正的时间已过。这一条和记录放在一起，不耽误签字。",
    "Alert: the days for corrections are over. This one is kept beside the minutes and holds up no signature.",
)
LOCKED_BUT = Text(
    "会议记录已经签齐并锁定。{last} 以前交到服务台的单子，交来三天内（放假的，到上班那天）还可以补记，"
    "最迟 {until}，放在记录旁边。",
    "The minutes are signed and locked. A slip that was handed in by {last} is still entered within three days, or "
    "when the desk opens after the holidays, by {until} at the latest, and stands beside them.",
)
BESIDE = Text(
    "注意：按时交到服务台的更正，记录锁定以后才登记。它放在记录旁边，照样要答复；签了字的内容不改。",
    "Alert: handed in in time, and entered once the minutes were locked. It stands beside them and has its answer; "
    "what was signed does not change.",
)
NOTHING_YET = Text("交来的日子不早于起草。", "It was not handed in before the draft.")


@dataclass(frozen=True, slots=True)
class CorrectionFacts:
    text: str = asked("哪里不对，应当怎么写", "what is wrong, and what it should say", long=True, private=True)
    handed_in: date | None = day_of_slip()
    signed: FileDigest | None = slip()


@register
class CorrectMinutes(OnMinutes[CorrectionFacts]):
    """The wish to correct stands beside the minutes whatever the recorder does with it. Asked for after the days for
    it, it holds up no signature: one who dislikes what was decided would ask for another every day. A slip that came in
    time is taken once the minutes are locked as well, beside them: nobody locks it out by letting it lie."""

    name = "meetings.correct_minutes"
    title = Text("要求更正会议记录", "ask for a correction of the minutes")
    kind = "effect"
    facts_type = CorrectionFacts
    of_some = True

    @cached_property
    def rule(self) -> MinutesRule | None:
        return rule_of(self.subject.meeting)

    @cached_property
    def last(self) -> date:
        return corrected_until(self.subject, self.rule)

    def standing(self) -> Iterator[Finding]:
        if self.subject.locked_on and not self._slip_in_time:
            until = charter.last_day_to_enter(self.last)
            still = self.call.on_behalf_of is not None and self.call.day <= until
            yield Finding("open", False, LOCKED_BUT.fill(last=self.last, until=until) if still else LOCKED)
        number = person_number(self.call.person)
        there = self.subject.meeting.attendance.filter(person__number=number)
        quoted = Statement.objects.filter(item__meeting=self.subject.meeting, person__number=number)
        yield Finding("attended", there.exists() or quoted.exists(), ATTENDED)

    @property
    def _slip_in_time(self) -> bool:
        """Whether it came to the desk on paper in its days."""
        desk = self.call.on_behalf_of is not None
        return desk and held_against_the_last(self.call, self.facts) <= self.last

    def took_place_on(self) -> date | None:
        return self.facts.handed_in

    def judge(self) -> Iterator[Finding]:
        day = self.facts.handed_in
        possible = day is None or day >= self.subject.drafted_on
        yield from entered_in_time(self.call, day, possible, NOTHING_YET)
        if day is not None and self.facts.signed is None:  # it would be the clerk's own word, and holds up signatures
            raise unusable("signed", THE_SLIP.zh, THE_SLIP.en)

    def write(self) -> Outcome:
        asked_on = self.facts.handed_in or self.call.day
        row = MinutesCorrection.objects.create(
            minutes=self.subject,
            place=self.subject.corrections.count() + 1,
            by=self.call.person,
            asked_on=asked_on,
            text=self.facts.text,
            late=asked_on > self.last,
            after_lock=True if self.subject.locked_on else None,
        )
        return Outcome(result=self.subject.ref, public={"correction": row.place}, findings=list(self._marks(row)))

    def _marks(self, row: MinutesCorrection) -> Iterator[Finding]:
        source = self.rule.source if self.rule else ""
        if row.late:
            yield Finding("correction_in_time", False, LATE, source)
        if row.after_lock:
            yield Finding("before_the_lock", False, BESIDE, source)
        yield from marks_of_late(self.call, row.asked_on, ENTERED)
