"""Somebody no longer owns a flat. What was, stays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.registry.lookup import person_named, refuse_future
from sunward.registry.models import Household, Ownership
from sunward.registry.naming import WHO
from sunward.registry.residence.borne import SIGNED, TOLD_BY, marks_of_word, word


@dataclass(frozen=True, slots=True)
class EndOwnershipFacts:
    owner: str = asked("业主", "owner", hint=WHO, private=True)
    left_on: date | None = asked("从哪天起不再是", "from which day no longer", default=None, private=True)
    told_by: str = asked("凭什么登记", "what bears it out", choices=TOLD_BY, private=True, default="")
    paper: FileDigest | None = asked(
        "签字或材料的照片", "photograph of the signature or the papers", hint=SIGNED, private=True, default=None
    )


@register
class EndOwnership(Act[Household, EndOwnershipFacts]):
    name = "registry.end_ownership"
    title = Text("登记不再是业主", "record the end of an ownership")
    kind = "report"
    subject_type = "household"
    subject_model = Household
    facts_type = EndOwnershipFacts

    @property
    def _left_on(self) -> date:
        return self.facts.left_on or self.call.happened_on

    def _open(self) -> QuerySet[Any]:
        owner = person_named("owner", self.facts.owner, self.subject.community_code)
        return Ownership.objects.filter(household=self.subject, owner=owner, left_on=None)

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: for a person unknown or no owner, and a day to come or before they were.
        """
        refuse_future("left_on", self._left_on, self.call.day)
        found = self._open().first()
        if found is None:
            raise FactsError({"owner": [_("Is no owner of this flat.")]})
        if self._left_on <= found.from_day:
            raise FactsError({"left_on": [_("Is the owner since %(since)s. Accepted: a later day.") %
                                          {"since": found.from_day}]})  # fmt: skip
        yield from marks_of_word(word(self.facts.told_by, self.facts.paper))

    def write(self) -> Outcome:
        self._open().update(
            left_on=self._left_on, left_told_by=word(self.facts.told_by, self.facts.paper), left_entry=self.call.ref
        )
        return Outcome()
