"""Somebody no longer belongs to the collective or the party organisation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity
from sunward.registry.acts.record_membership import KINDS
from sunward.registry.lookup import person_named, refuse_future
from sunward.registry.models import Membership
from sunward.registry.naming import WHO
from sunward.registry.residence.borne import SIGNED, TOLD_BY, marks_of_word, word


@dataclass(frozen=True, slots=True)
class EndMembershipFacts:
    person: str = asked("谁", "who", hint=WHO, private=True)
    kind: str = asked("什么组织", "of what", choices=KINDS)
    left_on: date | None = asked("哪天起不再是成员", "no longer from", default=None)
    told_by: str = asked("凭什么登记", "what bears it out", choices=TOLD_BY, private=True, default="")
    paper: FileDigest | None = asked(
        "签字或材料的照片", "photograph of the signature or the papers", hint=SIGNED, private=True, default=None
    )


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
        yield from marks_of_word(word(self.facts.told_by, self.facts.paper))

    def _memberships(self) -> QuerySet[Membership]:
        person = person_named("person", self.facts.person, self.subject.code)
        rows = Membership.objects.filter(community=self.subject, kind=self.facts.kind, person=person)
        return rows.filter(left_on=None, from_day__lt=self._left_on)

    def write(self) -> Outcome:
        self._memberships().update(
            left_on=self._left_on, left_told_by=word(self.facts.told_by, self.facts.paper), left_entry=self.call.ref
        )
        return Outcome()
