"""Somebody belongs to the collective or to the party organisation from a day on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity
from sunward.registry.lookup import person_named, refuse_future
from sunward.registry.models import Membership
from sunward.registry.naming import WHO

KINDS = (
    ("collective", Text("集体经济组织成员", "member of the collective")),
    ("party", Text("党员", "party member")),
)


@dataclass(frozen=True, slots=True)
class RecordMembershipFacts:
    person: str = asked("谁", "who", hint=WHO, private=True)
    kind: str = asked("什么组织", "of what", choices=KINDS)
    from_day: date | None = asked("从哪天起", "since", default=None)


@register
class RecordMembership(ActOnCommunity[RecordMembershipFacts]):
    name = "registry.record_membership"
    title = Text("登记成员", "record a membership")
    kind = "report"
    facts_type = RecordMembershipFacts

    @property
    def _from_day(self) -> date:
        return self.facts.from_day or self.call.happened_on

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: for a person unknown, a day to come, or a member already.
        """
        refuse_future("from_day", self._from_day, self.call.day)
        person = person_named("person", self.facts.person, self.subject.code)
        others = Membership.objects.meeting(self._from_day, None).filter(person=person, kind=self.facts.kind)
        if others.filter(community=self.subject).exists():
            raise FactsError({"person": [_("Is a member already in that time.")]})
        return ()

    def write(self) -> Outcome:
        Membership.objects.create(
            community=self.subject, person=person_named("person", self.facts.person, self.subject.code),
            kind=self.facts.kind, from_day=self._from_day, entry=self.call.ref,
        )  # fmt: skip
        return Outcome()
