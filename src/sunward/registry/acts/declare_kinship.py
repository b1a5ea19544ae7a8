"""An officer's kinship is declared. The relative is never named in public."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.text import Text
from sunward.registry.lookup import person_named
from sunward.registry.models import Kinship, Person
from sunward.registry.naming import WHO

RELATION = (
    ("spouse", Text("配偶", "spouse")),
    ("parent", Text("父母", "parent")),
    ("child", Text("子女", "child")),
    ("sibling", Text("兄弟姐妹", "brother or sister")),
    ("grandparent", Text("祖辈或孙辈", "grandparent or grandchild")),
    ("in_law", Text("姻亲", "relative by marriage")),
    ("cousin", Text("堂表亲", "cousin")),
    ("other", Text("其他", "other")),
)
SOURCE = (
    ("own", Text("本人申报", "own declaration")),
    ("objection", Text("异议中发现", "found through an objection")),
    ("inspection", Text("检查中发现", "found in an inspection")),
)


@dataclass(frozen=True, slots=True)
class DeclareKinshipFacts:
    relative: str = asked("亲属", "relative", hint=WHO, private=True)
    relation: str = asked("是本人的", "is the person's", choices=RELATION, private=True)
    source: str = asked("怎样得知", "how it became known", choices=SOURCE, default="own")


@register
class DeclareKinship(Act[Person, DeclareKinshipFacts]):
    name = "registry.declare_kinship"
    title = Text("申报亲属关系", "declare kinship")
    kind = "report"
    subject_type = "person"
    subject_model = Person
    facts_type = DeclareKinshipFacts
    duty = False

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: for a person unknown, oneself, a kinship that is known, or somebody else's "own" declaration.
        """
        if self.facts.source == "own" and self.call.by != str(self.subject):
            raise FactsError({"source": [_("An own declaration is made by the person; say how it became known.")]})
        relative = person_named("relative", self.facts.relative, self.subject.community_code)
        if relative == self.subject:
            raise FactsError({"relative": [_("Nobody is their own relative.")]})
        both_ways = Q(person=self.subject, relative=relative) | Q(person=relative, relative=self.subject)
        if Kinship.objects.filter(both_ways).exists():
            raise FactsError({"relative": [_("This kinship has been declared already.")]})
        return ()

    def write(self) -> Outcome:
        forget()
        Kinship.objects.create(
            person=self.subject, relative=person_named("relative", self.facts.relative, self.subject.community_code),
            relation=self.facts.relation, source=self.facts.source, declared_on=self.call.day,
            entry=self.call.ref,
        )  # fmt: skip
        return Outcome()
