"""Somebody no longer belongs to the collective or the party organisation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity
from sunward.registry.acts.record_membership import KINDS
from sunward.registry.lookup import person_named, refuse_future
from sunward.registry.models import Membership


@dataclass(frozen=True, slots=True)
class EndMembershipFacts:
    person: str = asked("谁（person:编号）", "who (person:number)", private=True)
    kind: str = asked("什么组织", "of what", choices=KINDS)
    left_on: date | None = asked("哪天起不再是成员", "no longer from", default=None)


@register
class EndMembership(ActOnCommunity[EndMembershipFacts]):
    name = "registry.end_membership"
    title = Text("登记成员退出", "record the end of a membership")
    kind = "report"
    facts_type = EndMembershipFacts

    @property
    def _left_on(self) -> date:
        return self.facts.left_on or self.call.happened_on

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: when the person is no member before that day.
        """
        refuse_future("left_on", self._left_on, self.call.day)
        if not self._memberships().exists():
            raise FactsError({"person": [_("Was no member before that day.")]})
        return ()

    def _memberships(self) -> QuerySet[Membership]:
        person = person_named("person", self.facts.person)
        rows = Membership.objects.filter(community=self.subject, kind=self.facts.kind, person=person)
        return rows.filter(left_on=None, from_day__lt=self._left_on)

    def write(self) -> Outcome:
        self._memberships().update(left_on=self._left_on)
        return Outcome()
