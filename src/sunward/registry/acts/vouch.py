"""A neighbour vouches for somebody without papers: they live here. Officers and their kin never do."""

from collections.abc import Iterator

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.refs import person_number
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text
from sunward.registry import ports
from sunward.registry.models import Person, Vouch
from sunward.registry.models.people import NO_PAPERS
from sunward.registry.offices.capacities import spell_of
from sunward.registry.queries.kin import kin_of_an_officer
from sunward.registry.queries.people import is_under_age
from sunward.registry.queries.posts import is_officer
from sunward.registry.residence.stays import community_of_stay, open_stay


@register
class VouchFor(Act[Person, SlipFacts]):
    """With enough neighbours, somebody without papers has service and a voice at once. The vote is another matter.

    Neighbours are grown up: nobody sends a child to say it. Whose day of birth the register does not know may vouch."""

    name = "registry.vouch"
    title = Text("为新邻居证明", "vouch for a neighbour")
    kind = "effect"
    facts_type = SlipFacts
    subject_type = "person"
    subject_model = Person

    @classmethod
    def community_of(cls, subject: Person) -> str:
        """The community in which the person lives."""
        return community_of_stay(subject)

    @property
    def _voucher(self) -> str:
        return self.call.person

    def standing(self) -> Iterator[Finding]:
        stay, code, day = open_stay(self.subject), community_of_stay(self.subject), self.call.day
        rule = ports.vouching(code, day)
        source = rule.source if rule else ""
        yield Finding("open", stay is not None and stay.papers == NO_PAPERS and rule is not None, NOTHING_TO_DO, source)
        yield Finding("not_oneself", self._voucher != str(self.subject), NOT_ONESELF, source)
        number = person_number(self._voucher)
        barred = is_officer(self._voucher, code, day) or kin_of_an_officer(number, code, day)
        yield Finding("officers_and_kin_never_vouch", not barred, NO_OFFICERS, source)
        own = spell_of(number, code, day)
        apart = own is not None and own.papers != NO_PAPERS and (stay is None or own.household_id != stay.household_id)
        yield Finding("neighbour_with_papers", apart, NEIGHBOURS, source)
        yield Finding("of_age", not is_under_age(self._voucher, code, day), OF_AGE)
        said = stay is not None and stay.origin.vouches.filter(voucher__number=number, void_on=None).exists()
        yield Finding("once_each", not said, ONCE, source)

    def write(self) -> Outcome:
        forget()
        stay = open_stay(self.subject)
        if stay is None:
            raise AssertionError("standing lets nobody be vouched for who lives nowhere")
        voucher = Person.objects.get(number=person_number(self._voucher))
        said = {"vouched_on": self.call.day, "entry": self.call.ref, "void_on": None}
        Vouch.objects.update_or_create(spell=stay.origin, voucher=voucher, defaults=said)
        return Outcome(public={"vouched": stay.origin.vouches.filter(void_on=None).count()})


NOTHING_TO_DO = Text(
    "只为住在这里、没有证件的人证明。", "Neighbours vouch for people who live here and have no papers."
)
NOT_ONESELF = Text("不能为自己证明。", "Nobody vouches for themselves.")
NO_OFFICERS = Text("任职人员和他们申报的亲属不作证明。", "Officers and their declared kin never vouch.")
NEIGHBOURS = Text(
    "证明人要是另一户的居民，自己登记时有证件。", "Whoever vouches lives in another household here and has papers."
)
OF_AGE = Text("证明人要成年。", "Whoever vouches is of age.")
ONCE = Text("每人只证明一次。", "Everybody vouches once.")
