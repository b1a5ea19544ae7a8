"""Somebody's residence status has changed on a day: they have moved their registration here, or come to stay."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import FactsError, asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.registry.acts.correct_person import NOWHERE
from sunward.registry.acts.record_arrival import STATUS
from sunward.registry.lookup import refuse_future
from sunward.registry.models import Person, ResidenceSpell
from sunward.registry.residence import voice
from sunward.registry.residence.borne import OF_A_PERSON, TOLD_BY, marks_of_word
from sunward.registry.residence.correcting import word_of
from sunward.registry.residence.lateness import entered_late
from sunward.registry.residence.moving import arrive
from sunward.registry.residence.stays import community_of_stay, open_stay

WHY = (
    ("moved_in", Text("户籍迁入本社区", "has moved their household registration here")),
    ("moved_out", Text("户籍迁出本社区", "has moved their household registration away")),
    ("stays", Text("由流动转为常住", "has come to stay")),
    ("other", Text("其他", "another reason")),
)
WRONG = Text("一开始就登记错的填“更正或者补全人员登记”", "if it was wrong from the start, correct the person's entry")
SAME = Text("登记簿里已经是这种身份。", "The register has this status already.")


@dataclass(frozen=True, slots=True)
class ChangeStatusFacts:
    status: str = asked("新的居住身份", "new residence status", choices=STATUS, hint=WRONG, private=True)
    reason: str = asked("为什么", "why", choices=WHY, private=True)
    told_by: str = asked("凭什么登记", "what bears it out", choices=TOLD_BY, private=True)
    from_day: date | None = asked("从哪天起", "since", default=None, private=True)
    paper: FileDigest | None = asked(
        "签字或材料的照片", "photograph of the signature or the papers", hint=OF_A_PERSON, private=True, default=None
    )


@register
class ChangeStatus(Act[Person, ChangeStatusFacts]):
    """They go on living behind the same door: months are counted from the first day here, whatever the status was."""

    name = "registry.change_status"
    title = Text("登记居住身份变更", "record a change of residence status")
    kind = "report"
    subject_type = "person"
    subject_model = Person
    facts_type = ChangeStatusFacts
    duty = False

    @classmethod
    def community_of(cls, subject: Person) -> str:
        """The community in which the person lives."""
        return community_of_stay(subject)

    @property
    def _from_day(self) -> date:
        return self.facts.from_day or self.call.happened_on

    @cached_property
    def _stay(self) -> ResidenceSpell:
        """Where they live.

        Raises:
            FactsError: at `status`, for whoever lives nowhere.
        """
        stay = open_stay(self.subject)
        if stay is None:
            raise unusable("status", NOWHERE.zh, NOWHERE.en)
        return stay

    @cached_property
    def _told_by(self) -> str:
        return word_of(self.facts.told_by, self.facts.paper, community_of_stay(self.subject), self.shows())

    def judge(self) -> Iterator[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: for whoever lives nowhere, the status that they have, or a day to come or before the stay.
        """
        refuse_future("from_day", self._from_day, self.call.day)
        if self.facts.status == self._stay.status:
            raise unusable("status", SAME.zh, SAME.en)
        if self._from_day <= self._stay.from_day:
            told = _("Lives there since %(since)s. Accepted: a later day.") % {"since": self._stay.from_day}
            raise FactsError({"from_day": [told]})
        yield from entered_late(self.call, community_of_stay(self.subject), self._from_day)
        yield from marks_of_word(self._told_by)

    def write(self) -> Outcome:
        forget()
        before, status, day = self._stay, self.facts.status, self.call.day
        stay = arrive(self.call, self.subject, before.household, status, self._from_day, "", self._told_by)
        code = stay.household.community_code
        findings = [*voice.voice_said(stay, code, day), voice.said(voice.way_to_vote(stay, code, day))]
        return Outcome(private={"status_was": before.status}, findings=findings)
