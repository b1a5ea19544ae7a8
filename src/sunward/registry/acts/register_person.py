"""A person enters the register. Nothing of it but the new number is public."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity
from sunward.registry.lookup import id_number_in, refuse_future
from sunward.registry.models import Person
from sunward.registry.numbers import new_person_number
from sunward.registry.private import id_fingerprint, id_mask
from sunward.registry.residence.twins import may_be_known

NO_PAPERS = Text("没有证件的可以不填", "leave empty if there are no papers")


@dataclass(frozen=True, slots=True)
class RegisterPersonFacts:
    name: str = asked("姓名", "name", private=True, name=True, most=80)
    latin_name: str = asked("拼音或外文姓名", "name in Latin letters", private=True, most=80, default="", name=True)
    born_on: date | None = asked("出生日期", "date of birth", private=True, default=None)
    phone: str = asked("电话", "telephone", private=True, most=30, default="")
    id_number: str = asked("证件号码", "identity number", hint=NO_PAPERS, private=True, default="")


@register
class RegisterPerson(ActOnCommunity[RegisterPersonFacts]):
    name = "registry.register_person"
    title = Text("登记人员", "register a person")
    kind = "report"
    facts_type = RegisterPersonFacts

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: for an unusable identity number, one that is registered, or a birth to come.
        """
        if self.facts.born_on:
            refuse_future("born_on", self.facts.born_on, self.call.day)
        fingerprint = id_fingerprint(id_number_in("id_number", self.facts.id_number))
        known = Person.objects.filter(id_fingerprint=fingerprint).first() if fingerprint else None
        if known:
            told = _("This person is registered already, as %(person)s.") % {"person": known}
            raise FactsError({"id_number": [told]})
        yield from may_be_known(self.facts.name, self.facts.born_on, self.community)

    def write(self) -> Outcome:
        number = id_number_in("id_number", self.facts.id_number)
        person = Person.objects.create(
            number=new_person_number(), community_code=self.subject.code, name=self.facts.name,
            entry=self.call.ref,
            latin_name=self.facts.latin_name, born_on=self.facts.born_on, phone=self.facts.phone,
            id_mask=id_mask(number), id_fingerprint=id_fingerprint(number),
        )  # fmt: skip
        return Outcome(result=Ref("person", person.number))
