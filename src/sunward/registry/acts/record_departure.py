"""Somebody leaves. The stay gets its end; nothing is removed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sunward.kernel import evidence
from sunward.kernel.acts import Act, Consequence, Outcome, register
from sunward.kernel.facts import FactsError, asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry.acts.end_appointment import EndAppointment, EndAppointmentFacts
from sunward.registry.lookup import refuse_future
from sunward.registry.models import Appointment, Person, ResidenceSpell
from sunward.registry.models.people import CERTIFICATE, CLAIMED, DIED, SELF
from sunward.registry.offices.reach import reaches
from sunward.registry.residence.borne import NO_PAPER
from sunward.registry.residence.lateness import entered_late
from sunward.registry.residence.stays import community_of_stay, open_stay

FIRST_DAY_AWAY = Text("离开后的第一天", "the first day on which the person no longer lives here")


TOLD_BY = (
    (SELF, Text("本人说的", "the person themself")),
    ("household", Text("房东或同住的人说的", "the host or the household")),
    ("papers", Text("有证件或材料", "papers")),
)
SIGNED = Text(
    "本人说的，附本人签字的照片；有材料的，附材料的照片",
    "for the person's own word: what they signed; for papers: the papers",
)
NOT_THEIR_WORD = Text(
    "注意：离开不是本人说的，没有本人签字，或者照片已经用于别人：名册上会注明，本人可以提出异议。",
    "Alert: that they left is not their own word, or comes without a signature of theirs alone. Rolls are marked with "
    "it, and they can dispute it.",
)
THEIR_WORD = Text("离开是本人说的，有本人签字。", "That they left is their own word, and signed.")
REASONS = (("moved", Text("搬走", "moved away")), (DIED, Text("去世", "has died")))
OF_A_DEATH = Text("登记去世时要附", "for a death")
PROVED = Text("去世有证明的照片。", "A photograph of the certificate comes with a death.")


@dataclass(frozen=True, slots=True)
class RecordDepartureFacts:
    told_by: str = asked("凭什么登记", "what bears it out", choices=TOLD_BY, private=True)
    left_on: date | None = asked("哪天离开", "left on", hint=FIRST_DAY_AWAY, default=None, private=True)
    reason: str = asked("为什么离开", "why", choices=REASONS, private=True, default="moved")
    certificate: FileDigest | None = asked(
        "死亡证明的照片", "photograph of the death certificate", hint=OF_A_DEATH, private=True, default=None
    )
    paper: FileDigest | None = asked(
        "签字或材料的照片", "photograph of the signature or the papers", hint=SIGNED, private=True, default=None
    )


@register
class RecordDeparture(Act[Person, RecordDepartureFacts]):
    name = "registry.record_departure"
    title = Text("登记离开", "record a departure")
    kind = "report"
    subject_type = "person"
    subject_model = Person
    facts_type = RecordDepartureFacts
    duty = False

    @classmethod
    def community_of(cls, subject: Person) -> str:
        """The community in which the person lives, so that its own officers record it."""
        return community_of_stay(subject)

    @property
    def _left_on(self) -> date:
        return self.facts.left_on or self.call.happened_on

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: when the person lives nowhere, or for a day to come or before the arrival.
        """
        refuse_future("left_on", self._left_on, self.call.day)
        stay = open_stay(self.subject)
        if stay is None:
            raise FactsError({"left_on": [_("This person lives in no household of the register.")]})
        if self._left_on <= stay.from_day:
            raise FactsError({"left_on": [_("Lives there since %(since)s. Accepted: a later day.") %
                                          {"since": stay.from_day}]})  # fmt: skip
        yield from entered_late(self.call, community_of_stay(self.subject), self._left_on)
        if self.facts.reason == DIED:
            yield Finding("death_proved", self._shows_them(self.facts.certificate), PROVED)
        elif self.facts.told_by == "papers" and self.facts.paper is None:
            raise unusable("paper", NO_PAPER.zh, NO_PAPER.en)
        else:
            yield Finding.either("their_own_word", self._told_by == SELF, THEIR_WORD, NOT_THEIR_WORD)

    @property
    def _told_by(self) -> str:
        """Whose word it rests on: their own by their sign-in, or by what they signed."""
        facts = self.facts
        if facts.reason == DIED:
            return CERTIFICATE if self._shows_them(facts.certificate) else CLAIMED
        if facts.told_by == SELF and self.call.by != str(self.subject) and not self._shows_them(facts.paper):
            return CLAIMED
        return facts.told_by

    def _shows_them(self, picture: FileDigest | None) -> bool:
        """Whether there is a picture, and one that has not served for somebody else: one photograph of one signature
        would take a whole staircase off the roll."""
        community = community_of_stay(self.subject)
        return picture is not None and evidence.served(community, picture, self.shows() or "") is None

    def write(self) -> Outcome:
        because = DIED if self.facts.reason == DIED else ""
        stays = ResidenceSpell.objects.filter(person=self.subject, left_on=None)
        stays.update(
            left_on=self._left_on, left_because=because, left_told_by=self._told_by, left_entry=self.call.ref,
            left_said_on=self.call.day,
        )  # fmt: skip
        return Outcome(consequences=list(self._offices()) if self._told_by == CERTIFICATE else ())

    def _offices(self) -> Iterator[Consequence]:
        """Nobody holds an office after a death that has its certificate; those of areas above are ended there."""
        community = self.community_of(self.subject)
        held = Appointment.objects.meeting(self._left_on, None).filter(person=self.subject).select_related("post__body")
        for row in held:
            if row.from_day < self._left_on and reaches(self.call.post, row.post, community):
                facts = EndAppointmentFacts(reason=DIED, left_on=self._left_on)
                yield Consequence(EndAppointment, Ref("appointment", row.number), facts)
