"""A person's private fields are erased. History keeps its number, and every proof stays valid."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from django.utils.translation import gettext as _

from sunward.kernel.acts import Act, Outcome, all_acts, register
from sunward.kernel.facts import FactsError, asked, how_asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.record import privacy
from sunward.record import queries as record
from sunward.registry.models import Appointment, Interest, Person, PersonCorrection, ResidenceSpell, StagedRow

MANY = 10_000
EXAMPLE = Text("例如 个人信息保护法 第四十七条", "for example Personal Information Protection Law, article 47")


@dataclass(frozen=True, slots=True)
class ErasePrivateFacts:
    legal_basis: str = asked("法律依据", "legal basis", hint=EXAMPLE)


@register
class ErasePrivate(Act[Person, ErasePrivateFacts]):
    name = "registry.erase_private"
    title = Text("删除个人信息", "erase private data")
    kind = "effect"
    subject_type = "person"
    subject_model = Person
    facts_type = ErasePrivateFacts
    duty = False

    def standing(self) -> Iterable[Finding]:
        """Who lives here or holds a post cannot be forgotten while that lasts."""
        lives = ResidenceSpell.objects.on(self.call.day).filter(person=self.subject).exists()
        serves = Appointment.objects.on(self.call.day).filter(person=self.subject).exists()
        yield Finding("residence", not lives, LIVES if lives else LIVES_NOT)
        yield Finding("office", not serves, SERVES if serves else SERVES_NOT)

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: when it has been done.
        """
        if self.subject.erased_on:
            raise FactsError({"legal_basis": [_("Erased already on %(day)s.") % {"day": self.subject.erased_on}]})
        return ()

    def write(self) -> Outcome:
        Person.objects.filter(pk=self.subject.pk).update(
            name="", latin_name="", born_on=None, phone="", id_mask="", id_fingerprint=None,
            erased_on=self.call.day,
        )  # fmt: skip
        PersonCorrection.objects.filter(person=self.subject).update(born_was=None)
        PersonCorrection.objects.filter(person=self.subject, name_was__isnull=False).update(name_was="")
        Interest.objects.filter(person=self.subject).update(what="")
        StagedRow.objects.filter(person=self.subject.number).update(salt="")
        return Outcome(public={"fields_erased": privacy.erase(entries_about(self.subject), private_facts())})


WAS = frozenset({"name_was", "born_was", "papers_was", "status_was"})  # kept by corrections, besides their facts


def private_facts() -> frozenset[str]:
    """Every fact that an act of the register keeps private. Never the field that says who performed an act: that is the
    officer's, not this person's."""
    ours = (act.facts_type for act in all_acts() if act.name.startswith("registry."))
    return WAS | {fact.name for facts in ours for fact in fields(facts) if how_asked(fact).private}


def entries_about(person: Person) -> set[str]:
    """The entries of the record that hold something private about a person, as far as the register points there: how
    each thing began, and how it ended."""
    own = {person.entry}
    begun = (person.owns, person.residence, person.memberships, person.kin, person.kin_of, person.interests)
    for rows in (*begun, person.vouched_for):
        own.update(rows.values_list("entry", flat=True))
    for rows in (person.owns, person.residence, person.memberships):
        own.update(ended or "" for ended in rows.values_list("left_entry", flat=True))
    of_subject = record.journal_of(Ref("person", person.number), limit=MANY)
    undone = (str(each.public.get("undone", "")) for each in of_subject)  # such a stay stands in no table any more
    return (own | {each.ref for each in of_subject} | set(undone)) - {""}


LIVES = Text("此人今天还住在这里。", "This person lives here today.")
LIVES_NOT = Text("此人今天不住在这里。", "This person does not live here today.")
SERVES = Text("此人今天还担任岗位。", "This person holds a post today.")
SERVES_NOT = Text("此人今天不担任岗位。", "This person holds no post today.")
