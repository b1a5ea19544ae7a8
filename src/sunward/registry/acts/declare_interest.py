"""An officer declares what may meet the community's money: a company, a flat, a contract."""

from dataclasses import dataclass

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.memo import forget
from sunward.kernel.text import Text
from sunward.registry.models import Interest, Person

KINDS = (
    ("company_share", Text("公司股份", "share in a company")),
    ("company_post", Text("公司任职", "post in a company")),
    ("property", Text("房产或土地", "flat or land")),
    ("contract", Text("合同", "contract")),
    ("other", Text("其他", "other")),
)
EXACT = Text("公司请写全称", "a company by its full name")


@dataclass(frozen=True, slots=True)
class DeclareInterestFacts:
    kind: str = asked("哪一类", "what kind", choices=KINDS)
    what: str = asked("具体是什么", "what exactly", hint=EXACT, private=True, name=True, most=200)


@register
class DeclareInterest(Act[Person, DeclareInterestFacts]):
    name = "registry.declare_interest"
    title = Text("申报利益", "declare an interest")
    kind = "report"
    subject_type = "person"
    subject_model = Person
    facts_type = DeclareInterestFacts
    duty = False

    def write(self) -> Outcome:
        forget()
        Interest.objects.create(
            person=self.subject, kind=self.facts.kind, what=self.facts.what.strip(), declared_on=self.call.day,
            entry=self.call.ref,
        )  # fmt: skip
        return Outcome()
