"""Somebody arrives: one form at the desk, with what papers there are. Nobody is sent away for want of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity
from sunward.registry.acts.record_arrival import STATUS
from sunward.registry.acts.register_household import AS_WRITTEN
from sunward.registry.lookup import id_number_in, refuse_future
from sunward.registry.models import Household, Person
from sunward.registry.models.grids import LEFT_OPEN
from sunward.registry.models.people import CLAIMED
from sunward.registry.numbers import new_person_number
from sunward.registry.private import id_fingerprint, id_mask
from sunward.registry.residence import voice
from sunward.registry.residence.borne import OF_A_PERSON, OF_A_RETURN, TOLD_BY
from sunward.registry.residence.correcting import word_of
from sunward.registry.residence.doors import door_meant
from sunward.registry.residence.grids import OF_A_NEW_DOOR, grid_named, in_a_grid, of_building, place
from sunward.registry.residence.lateness import entered_late
from sunward.registry.residence.moving import arrive, marks_of_leaving, refuse_two_homes
from sunward.registry.residence.papers import PAPERS
from sunward.registry.residence.twins import may_be_known

FOR_THE_VOTE = Text("表决要看年龄；不知道可以不填", "a vote depends on age; leave empty if not known")


@dataclass(frozen=True, slots=True)
class RegisterArrivalFacts:
    name: str = asked("姓名", "name", private=True, name=True, most=80)
    papers: str = asked("看过什么证件", "papers that were seen", choices=PAPERS, private=True)
    door: str = asked("门牌", "door", hint=AS_WRITTEN, private=True, most=40)
    status: str = asked("居住身份", "residence status", choices=STATUS, private=True)
    grid: str = asked("网格", "grid", hint=OF_A_NEW_DOOR, private=True, most=15, default="")
    from_day: date | None = asked("从哪天起", "since", default=None, private=True)
    born_on: date | None = asked("出生日期", "date of birth", hint=FOR_THE_VOTE, private=True, default=None)
    phone: str = asked("电话", "telephone", private=True, most=30, default="")
    id_number: str = asked("证件号码", "identity number", private=True, default="")
    told_by: str = asked(
        "凭什么登记", "what bears it out", choices=TOLD_BY, hint=OF_A_RETURN, private=True, default=CLAIMED
    )
    paper: FileDigest | None = asked(
        "签字或材料的照片", "photograph of the signature or the papers", hint=OF_A_PERSON, private=True, default=None
    )


@register
class RegisterArrival(ActOnCommunity[RegisterArrivalFacts]):
    """The person, the door and the stay in one act; the receipt says from when they may vote, or what is missing."""

    name = "registry.register_arrival"
    title = Text("登记新来的居民", "register an arrival")
    kind = "report"
    facts_type = RegisterArrivalFacts

    @cached_property
    def _home(self) -> Household | None:
        """The door that is meant, however it was spelt; None for one that the register has not got."""
        return door_meant("door", self.facts.door.strip(), self.community)

    @property
    def _door(self) -> str:
        return self._home.door if self._home else self.facts.door.strip()

    @property
    def _from_day(self) -> date:
        return self.facts.from_day or self.call.happened_on

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: for an unusable identity number, papers that nobody photographed, a day to come, or one on which
                the person lived in another community or behind this door; for a door that can be one of several, a grid
                of elsewhere, or another than that of the door, or for that of a door without one where others live.
        """
        refuse_future("from_day", self._from_day, self.call.day)
        if self.facts.born_on:
            refuse_future("born_on", self.facts.born_on, self.call.day)
        known = self._known
        if known:
            refuse_two_homes("id_number", known, self._home, self.community, self._from_day)
        yield from entered_late(self.call, self.community, self._from_day)
        yield from in_a_grid(self._door, self.facts.grid, self.subject, known)
        if known:
            status = self.facts.status
            yield from marks_of_leaving(known, self.community, self._from_day, status, self._told_by)
        else:
            yield from may_be_known(self.facts.name, self.facts.born_on, self.community)

    @cached_property
    def _known(self) -> Person | None:
        """Whoever comes back is the same person, found by the identity number."""
        fingerprint = id_fingerprint(id_number_in("id_number", self.facts.id_number))
        return Person.objects.filter(id_fingerprint=fingerprint).first() if fingerprint else None

    @cached_property
    def _number(self) -> str:
        return self._known.number if self._known else new_person_number()

    def shows(self) -> str:
        """A signature or papers are of whoever arrives."""
        return f"person:{self._number}"

    @cached_property
    def _told_by(self) -> str:
        return word_of(self.facts.told_by, self.facts.paper, self.community, self.shows())

    def write(self) -> Outcome:
        forget()
        person, facts, told_by = self._known or self._person(), self.facts, self._told_by
        spell = arrive(self.call, person, self._household(), facts.status, self._from_day, facts.papers, told_by)
        way = voice.way_to_vote(spell, self.community, self.call.day)
        public = {"votes_from": str(way.votes_from or ""), "missing": list(way.missing)}
        findings = [*voice.voice_said(spell, self.community, self.call.day), voice.said(way)]
        return Outcome(result=Ref("person", spell.person.number), public=public, findings=findings)

    def _household(self) -> Household:
        """The door; one without a grid, behind which nobody else lives, gets it from the form."""
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
            number=self._number, community_code=self.subject.code, name=self.facts.name, entry=self.call.ref,
            born_on=self.facts.born_on, phone=self.facts.phone, id_mask=id_mask(number),
            id_fingerprint=id_fingerprint(number),
        )  # fmt: skip
