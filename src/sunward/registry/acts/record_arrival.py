"""Somebody comes to live in a household. Earlier stays are kept as they were."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry.lookup import person_named, refuse_future
from sunward.registry.models import Household, ResidenceSpell
from sunward.registry.naming import WHO
from sunward.registry.residence.lateness import entered_late, late_on

STATUS = (
    ("registered", Text("户籍在本社区", "household registration here")),
    ("habitual", Text("常住，户籍在外", "lives here, registered elsewhere")),
    ("mobile", Text("流动人口", "mobile population")),
)


@dataclass(frozen=True, slots=True)
class RecordArrivalFacts:
    person: str = asked("谁", "who", hint=WHO, private=True)
    status: str = asked("居住身份", "residence status", choices=STATUS, private=True)
    from_day: date | None = asked("从哪天起", "since", default=None, private=True)


@register
class RecordArrival(Act[Household, RecordArrivalFacts]):
    name = "registry.record_arrival"
    title = Text("登记入住", "record an arrival")
    kind = "report"
    subject_type = "household"
    subject_model = Household
    facts_type = RecordArrivalFacts

    @property
    def _from_day(self) -> date:
        return self.facts.from_day or self.call.happened_on

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: for a person unknown, a day to come, or one on which the person lived elsewhere.
        """
        refuse_future("from_day", self._from_day, self.call.day)
        person = person_named("person", self.facts.person, self.subject.community_code)
        for spell in ResidenceSpell.objects.meeting(self._from_day, None).filter(person=person)[:1]:
            raise FactsError({"from_day": [stay_told(spell)]})
        yield from entered_late(self.call, self.subject.community_code, self._from_day)

    def write(self) -> Outcome:
        person = person_named("person", self.facts.person, self.subject.community_code)
        ResidenceSpell.objects.create(
            person=person, household=self.subject, status=self.facts.status, from_day=self._from_day,
            entry=self.call.ref, late_on=late_on(self.call, self.subject.community_code, self._from_day),
        )  # fmt: skip
        return Outcome()


def stay_told(spell: ResidenceSpell) -> str:
    """Where and when somebody lives or lived, for whom another arrival is told."""
    place = {"household": spell.household.number, "since": spell.from_day, "left": spell.left_on}
    if spell.left_on is None:
        return _("Lives in %(household)s since %(since)s. Record the departure from there first.") % place
    return _("Lived in %(household)s from %(since)s to %(left)s. Accepted: a day from %(left)s on.") % place
