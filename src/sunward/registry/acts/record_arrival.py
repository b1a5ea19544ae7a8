"""Somebody comes to live in a household. Earlier stays are kept as they were."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.registry.lookup import person_named, refuse_future
from sunward.registry.models import Household
from sunward.registry.models.people import CLAIMED
from sunward.registry.naming import WHO
from sunward.registry.residence import voice
from sunward.registry.residence.borne import OF_A_PERSON, OF_A_RETURN, TOLD_BY
from sunward.registry.residence.correcting import word_of
from sunward.registry.residence.lateness import entered_late
from sunward.registry.residence.moving import arrive, marks_of_leaving, refuse_two_homes
from sunward.registry.residence.papers import PAPERS

STATUS = (
    ("registered", Text("户籍在本社区", "household registration here")),
    ("habitual", Text("常住，户籍在外", "lives here, registered elsewhere")),
    ("mobile", Text("流动人口", "stays here for a time")),
)
AS_BEFORE = Text("没有新看证件的不填：按以前看过的", "leave empty if none were seen now: then as seen before")


@dataclass(frozen=True, slots=True)
class RecordArrivalFacts:
    person: str = asked("谁", "who", hint=WHO, private=True)
    status: str = asked("居住身份", "residence status", choices=STATUS, private=True)
    from_day: date | None = asked("从哪天起", "since", default=None, private=True)
    papers: str = asked(
        "看过什么证件", "papers that were seen", choices=PAPERS, hint=AS_BEFORE, private=True, default=""
    )
    told_by: str = asked(
        "凭什么登记", "what bears it out", choices=TOLD_BY, hint=OF_A_RETURN, private=True, default=CLAIMED
    )
    paper: FileDigest | None = asked(
        "签字或材料的照片", "photograph of the signature or the papers", hint=OF_A_PERSON, private=True, default=None
    )


@register
class RecordArrival(Act[Household, RecordArrivalFacts]):
    """Whoever lives behind another door of the community moves: they go on living here, with all that they had."""

    name = "registry.record_arrival"
    title = Text("登记入住", "record an arrival")
    kind = "report"
    subject_type = "household"
    subject_model = Household
    facts_type = RecordArrivalFacts

    @property
    def _from_day(self) -> date:
        return self.facts.from_day or self.call.happened_on

    def shows(self) -> str:
        """A signature or papers are of whoever arrives, not of the door."""
        return str(person_named("person", self.facts.person, self.subject.community_code))

    @cached_property
    def _told_by(self) -> str:
        return word_of(self.facts.told_by, self.facts.paper, self.subject.community_code, self.shows())

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: for a person unknown, papers that nobody photographed, a day to come, or one on which they lived
                in another community or behind this door.
        """
        refuse_future("from_day", self._from_day, self.call.day)
        person = person_named("person", self.facts.person, self.subject.community_code)
        refuse_two_homes("from_day", person, self.subject, self.subject.community_code, self._from_day)
        yield from entered_late(self.call, self.subject.community_code, self._from_day)
        code, status = self.subject.community_code, self.facts.status
        yield from marks_of_leaving(person, code, self._from_day, status, self._told_by)

    def write(self) -> Outcome:
        forget()
        person = person_named("person", self.facts.person, self.subject.community_code)
        facts, code = self.facts, self.subject.community_code
        stay = arrive(self.call, person, self.subject, facts.status, self._from_day, facts.papers, self._told_by)
        return Outcome(findings=voice.told_at_a_door(stay, code, self.call.day))
