"""Somebody arrives: one form at the desk, with what papers there are. Nobody is sent away for want of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry import ports
from sunward.registry.acting import ActOnCommunity
from sunward.registry.acts.record_arrival import STATUS, stay_told
from sunward.registry.acts.register_household import EXAMPLE
from sunward.registry.lookup import id_number_in, refuse_future
from sunward.registry.models import Household, Person, ResidenceSpell
from sunward.registry.models.grids import LEFT_OPEN
from sunward.registry.numbers import new_person_number
from sunward.registry.private import id_fingerprint, id_mask
from sunward.registry.residence import voice
from sunward.registry.residence.grids import OF_A_NEW_DOOR, grid_named, in_a_grid, of_building, place
from sunward.registry.residence.lateness import entered_late, late_on
from sunward.registry.residence.papers import PAPERS
from sunward.registry.residence.twins import may_be_known

FOR_THE_VOTE = Text("表决要看年龄；不知道可以不填", "a vote depends on age; leave empty if not known")


@dataclass(frozen=True, slots=True)
class RegisterArrivalFacts:
    name: str = asked("姓名", "name", private=True, name=True, most=80)
    papers: str = asked("看过什么证件", "papers that were seen", choices=PAPERS, private=True)
    door: str = asked("门牌", "door", hint=EXAMPLE, private=True, most=40)
    status: str = asked("居住身份", "residence status", choices=STATUS, private=True)
    grid: str = asked("网格", "grid", hint=OF_A_NEW_DOOR, private=True, most=15, default="")
    from_day: date | None = asked("从哪天起", "since", default=None, private=True)
    born_on: date | None = asked("出生日期", "date of birth", hint=FOR_THE_VOTE, private=True, default=None)
    phone: str = asked("电话", "telephone", private=True, most=30, default="")
    id_number: str = asked("证件号码", "identity number", private=True, default="")


@register
class RegisterArrival(ActOnCommunity[RegisterArrivalFacts]):
    """The person, the door and the stay in one act; the receipt says from when they may vote, or what is missing."""

    name = "registry.register_arrival"
    title = Text("登记新来的居民", "register an arrival")
    kind = "report"
    facts_type = RegisterArrivalFacts

    @property
    def _door(self) -> str:
        return self.facts.door.strip()

    @property
    def _from_day(self) -> date:
        return self.facts.from_day or self.call.happened_on

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: for an unusable identity number, a day to come, or one on which the person lived elsewhere; for
                a grid of elsewhere, or another than that of the door.
        """
        refuse_future("from_day", self._from_day, self.call.day)
        if self.facts.born_on:
            refuse_future("born_on", self.facts.born_on, self.call.day)
        known = self._known()
        stays = ResidenceSpell.objects.meeting(self._from_day, None).filter(person=known) if known else ()
        for spell in stays[:1]:
            raise FactsError({"id_number": [stay_told(spell)]})
        yield from entered_late(self.call, self.community, self._from_day)
        yield from in_a_grid(self._door, self.facts.grid, self.subject)
        if known is None:
            yield from may_be_known(self.facts.name, self.facts.born_on, self.community)

    def _known(self) -> Person | None:
        """Whoever comes back is the same person, found by the identity number."""
        fingerprint = id_fingerprint(id_number_in("id_number", self.facts.id_number))
        return Person.objects.filter(id_fingerprint=fingerprint).first() if fingerprint else None

    def write(self) -> Outcome:
        forget()
        spell = ResidenceSpell.objects.create(
            person=self._known() or self._person(), household=self._household(), status=self.facts.status,
            papers=self.facts.papers, from_day=self._from_day, entry=self.call.ref,
            late_on=late_on(self.call, self.community, self._from_day),
        )  # fmt: skip
        way = voice.way_to_vote(spell, self.community, self.call.day)
        public = {"votes_from": str(way.votes_from or ""), "missing": list(way.missing)}
        findings = [*self._voice(spell), voice.said(way)]
        return Outcome(result=Ref("person", spell.person.number), public=public, findings=findings)

    def _voice(self, spell: ResidenceSpell) -> Iterable[Finding]:
        rule = ports.vouching(self.community, self.call.day)
        if voice.resident(spell, self.community, self.call.day):
            yield Finding("voice", True, Text("从现在起可以办事、提意见。", "Service and a voice from this moment."))
        elif rule:
            text = Text(
                "还要 {needed} 位邻居证明：让邻居登录后打开此人的编号，或一起来窗口。",
                "Still needed: {needed} neighbours who vouch, by this person's number or together at the desk.",
            )
            yield Finding("vouching", True, text.fill(needed=rule.needed), rule.source, required=str(rule.needed))

    def _household(self) -> Household:
        """The door; one without a grid, such as every door that an older release made here, gets it from the form."""
        named = grid_named(self.facts.grid, self.subject)
        found, new = Household.objects.get_or_create(
            community=self.subject, door=self._door,
            defaults={"number": f"{self.subject.code}-{self._door}",
                      "grid": named or of_building(self._door, self.subject)},
        )  # fmt: skip
        if not new and named and found.grid_id is None:
            place(found, named, LEFT_OPEN, self.call)
        return found

    def _person(self) -> Person:
        number = id_number_in("id_number", self.facts.id_number)
        return Person.objects.create(
            number=new_person_number(), community_code=self.subject.code, name=self.facts.name, entry=self.call.ref,
            born_on=self.facts.born_on, phone=self.facts.phone, id_mask=id_mask(number),
            id_fingerprint=id_fingerprint(number),
        )  # fmt: skip
