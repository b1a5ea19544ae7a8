"""Somebody leaves a post before the term ends. The appointment keeps the term that was given.

Where the post is elected, an entry by hand neither recalls anybody nor resigns for them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from sunward.kernel.acts import Act, Outcome, Refused, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.registry.events import OfficeEnded
from sunward.registry.lookup import refuse_out_of_reach
from sunward.registry.models import Appointment
from sunward.registry.models.people import DIED
from sunward.registry.offices import leaving

REASONS = (
    ("resigned", Text("辞职", "resigned")),
    ("term_over", Text("任期届满，已经换届", "a new term, somebody else elected")),
    ("recalled", Text("被罢免", "recalled by vote")),
    ("removed", Text("被免职", "removed from office")),
    ("incompatible", Text("岗位不能兼任", "incompatible posts")),
    ("kinship", Text("亲属关系需要回避", "kinship")),
    ("moved", Text("离开本社区", "moved away")),
    (DIED, Text("去世", "has died")),
    ("other", Text("其他", "other")),
)
FIRST_DAY = Text("不再担任的第一天", "the first day without the post")
FOR_RESIGNING = Text("辞职时要附；本人登记的不用", "when somebody resigns and does not enter it themselves")


@dataclass(frozen=True, slots=True)
class EndAppointmentFacts:
    reason: str = asked("为什么离任", "why", choices=REASONS)
    left_on: date | None = asked("哪天离任", "left on", hint=FIRST_DAY, default=None)
    letter: FileDigest | None = asked(
        "本人签名辞职信的照片", "photograph of the signed letter", hint=FOR_RESIGNING, private=True, default=None
    )


@register
class EndAppointment(Act[Appointment, EndAppointmentFacts]):
    name = "registry.end_appointment"
    title = Text("登记离任", "record that somebody left a post")
    kind = "report"
    subject_type = "appointment"
    subject_model = Appointment
    facts_type = EndAppointmentFacts

    @property
    def _left_on(self) -> date:
        return self.facts.left_on or self.call.happened_on

    @property
    def _first_day_to_leave(self) -> date:
        """Whoever was not elected goes on the day itself if somebody elected comes."""
        return self.subject.from_day + timedelta(days=0 if self.subject.by_hand_on else 1)

    def shows(self) -> str | None:
        """One letter may leave two posts."""
        return f"letter of {self.subject.person}"

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: when it has ended already, for a day outside the appointment, or a post of an area above.
            Refused: for an elected post, when nobody was recalled, or the holder's own word is missing.
        """
        refuse_out_of_reach("reason", self.call.post, self.subject.post, self.subject.community_code)
        ended = self.subject.left_on
        if ended and ended <= self._left_on:
            raise FactsError({"left_on": [_("This appointment ended on %(day)s.") % {"day": ended}]})
        if self._left_on < self._first_day_to_leave:
            raise FactsError({"left_on": [_("The appointment begins on %(day)s. Accepted: a later day.") %
                                          {"day": self.subject.from_day}]})  # fmt: skip
        own_word = self.facts.letter is not None or self.call.person == str(self.subject.person)
        if barred := list(leaving.bars(self.subject, self.facts.reason, own_word=own_word, on=self.call.day)):
            raise Refused(type(self), barred)
        return leaving.marks(self.subject, self.facts.reason, self._left_on, self.call.day)

    def write(self) -> Outcome:
        self.subject.left_on = self._left_on
        self.subject.ended_reason = self.facts.reason
        self.subject.save(update_fields=["left_on", "ended_reason"])
        row = self.subject
        ended = OfficeEnded(
            row.community_code, row.number, row.post.name, self.facts.reason, self._left_on, self.call.day
        )
        return Outcome(public={"post": row.post.name, "person": str(row.person)}, events=[ended])
