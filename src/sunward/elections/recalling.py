"""The base of the acts on a recall, and what each of them is asked."""

from functools import cached_property
from typing import TypeVar

from sunward.charter.engine import ElectionRules
from sunward.charter.engine.vocabulary import CAPACITIES
from sunward.elections.book import rules_of_recall
from sunward.elections.models import Recall
from sunward.kernel.acts import Act
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

Facts = TypeVar("Facts")
PARTY = Text("被要求罢免的人不能主持。", "Whoever is to be recalled does not run it.")


def parties(about: Ref) -> frozenset[str]:
    """Whom a recall is about, and who called its vote in no office: neither counts it, asks back, certifies, annuls."""
    row = Recall.objects.select_related("person", "called_by").get(number=about.id)
    petitioner = row.called_by if row.called_by_post in CAPACITIES else None
    return frozenset(str(one) for one in (row.person, petitioner) if one)


class ActOnRecall(Act[Recall, Facts]):
    """An act on a recall, by the rules of the day on which it was asked for."""

    subject_type = "recall"
    subject_model = Recall

    @cached_property
    def rules(self) -> ElectionRules:
        return rules_of_recall(self.subject)

    @property
    def source(self) -> str:
        return self.rules.recall.source if self.rules.recall else ""

    @property
    def themselves(self) -> bool:
        """Whether it is the person whom it is about who acts."""
        return self.call.person == str(self.subject.person)

    def not_a_party(self) -> Finding:
        return Finding("not_a_party", not self.themselves, PARTY, self.source)
