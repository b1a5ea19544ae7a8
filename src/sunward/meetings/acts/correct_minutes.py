"""Ask for a correction of the minutes: whoever was there may, and whoever is quoted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sunward.charter.engine.sessions import MinutesRule
from sunward.disclosure.handed_in import ENTERED, day_of_slip, entered_in_time, marks_of_late
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import person_number
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.meetings.minutes.acting import OnMinutes
from sunward.meetings.minutes.recording import rule_of, signed_from
from sunward.meetings.models import MinutesCorrection, Statement

ATTENDED = Text(
    "到会的人，或者记录里写着说过话的人，才能要求更正。",
    "Only somebody who was there, or whose words the minutes have, can ask for a correction.",
)

LATE = Text(
    "注意：要求更正的时间已过。这一条和记录放在一起，不耽误签字。",
    "Alert: the days for corrections are over. This one is kept beside the minutes and holds up no signature.",
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
    it, it holds up no signature: one who dislikes what was decided would ask for another every day."""

    name = "meetings.correct_minutes"
    title = Text("要求更正会议记录", "ask for a correction of the minutes")
    kind = "effect"
    facts_type = CorrectionFacts
    of_some = True

    @cached_property
    def rule(self) -> MinutesRule | None:
        return rule_of(self.subject.meeting)

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        number = person_number(self.call.person)
        there = self.subject.meeting.attendance.filter(person__number=number)
        quoted = Statement.objects.filter(item__meeting=self.subject.meeting, person__number=number)
        yield Finding("attended", there.exists() or quoted.exists(), ATTENDED)

    def took_place_on(self) -> date | None:
        return self.facts.handed_in

    def judge(self) -> Iterator[Finding]:
        day = self.facts.handed_in
        possible = day is None or day >= self.subject.drafted_on
        yield from entered_in_time(self.call, day, possible, NOTHING_YET)

    def write(self) -> Outcome:
        asked_on = self.facts.handed_in or self.call.day
        row = MinutesCorrection.objects.create(
            minutes=self.subject,
            place=self.subject.corrections.count() + 1,
            by=self.call.person,
            asked_on=asked_on,
            text=self.facts.text,
            late=asked_on >= signed_from(self.subject, self.rule),
        )
        source = self.rule.source if self.rule else ""
        late = [Finding("correction_in_time", False, LATE, source)] if row.late else []
        entered = marks_of_late(self.call, asked_on, ENTERED)
        return Outcome(result=self.subject.ref, public={"correction": row.place}, findings=[*late, *entered])
