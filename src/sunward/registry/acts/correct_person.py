"""Correct or complete what the register says of a person: a name, a day of birth, papers, a status typed wrongly."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.registry.acts.record_arrival import STATUS
from sunward.registry.lookup import refuse_future
from sunward.registry.models import Person, PersonCorrection
from sunward.registry.models.people import CLAIMED, NO_PAPERS
from sunward.registry.residence import voice
from sunward.registry.residence.borne import OF_A_PERSON, TOLD_BY, marks_of_word
from sunward.registry.residence.correcting import word_of
from sunward.registry.residence.papers import PAPERS
from sunward.registry.residence.stays import community_of_stay, open_stay
from sunward.registry.residence.twins import may_be_known

SEEN = tuple(one for one in PAPERS if one[0] != NO_PAPERS)
UNCHANGED = Text("不改的不填", "leave empty what stays as it is")
WHY = (
    ("mistyped", Text("登记时录错了", "it was entered wrongly")),
    ("missing", Text("当时没有填，现在补上", "it was missing, and is completed")),
    ("changed", Text("本人依法改了名", "the person has changed their name by law")),
)
NOTHING = Text("写一项与登记簿不同的内容。", "Fill in at least one thing that differs from the register.")
NOWHERE = Text("此人没有住在登记簿的任何一户。", "This person lives in no household of the register.")


@dataclass(frozen=True, slots=True)
class CorrectPersonFacts:
    reason: str = asked("为什么更正", "why", choices=WHY)
    told_by: str = asked("凭什么更正", "what bears it out", choices=TOLD_BY, private=True)
    name: str = asked("姓名", "name", hint=UNCHANGED, private=True, name=True, most=80, default="")
    born_on: date | None = asked("出生日期", "date of birth", hint=UNCHANGED, private=True, default=None)
    papers: str = asked("看过什么证件", "papers that were seen", choices=SEEN, hint=UNCHANGED, private=True, default="")
    status: str = asked(
        "居住身份（一开始就登记错的）", "residence status (if wrong from the start)", choices=STATUS, hint=UNCHANGED,
        private=True, default="",
    )  # fmt: skip
    paper: FileDigest | None = asked(
        "签字或材料的照片", "photograph of the signature or the papers", hint=OF_A_PERSON, private=True, default=None
    )


@register
class CorrectPerson(Act[Person, CorrectPersonFacts]):
    """What stood there before stays in the entry privately. Rolls that were frozen stay as they are."""

    name = "registry.correct_person"
    title = Text("更正或者补全人员登记", "correct or complete a person's entry")
    kind = "report"
    subject_type = "person"
    subject_model = Person
    facts_type = CorrectPersonFacts
    duty = False

    @classmethod
    def community_of(cls, subject: Person) -> str:
        """The community in which the person lives."""
        return community_of_stay(subject)

    @cached_property
    def _before(self) -> dict[str, Any]:
        """What changes, as the columns of the correction have it: what stood there before."""
        facts, person, stay = self.facts, self.subject, open_stay(self.subject)
        found: dict[str, Any] = {}
        borne = self._told_by != CLAIMED  # what was only claimed so far is borne out by entering the same
        if facts.name and (facts.name != person.name or (borne and self._renamed_by_claim)):
            found["name_was"] = person.name
        if facts.born_on and (borne or facts.born_on != person.born_on):
            found |= {"born": True, "born_was": person.born_on}
        if stay and facts.papers and (borne or facts.papers != stay.papers):
            found |= {"papers_was": stay.papers, "spell": stay}
        if stay and facts.status and (borne or facts.status != stay.status):
            found |= {"status_was": stay.status, "spell": stay}
        return found

    @property
    def _renamed_by_claim(self) -> bool:
        rows = PersonCorrection.objects.filter(person=self.subject, name_was__isnull=False, undone_on=None)
        last = rows.order_by("-pk").first()
        return last is not None and last.told_by == CLAIMED

    @cached_property
    def _told_by(self) -> str:
        return word_of(self.facts.told_by, self.facts.paper, community_of_stay(self.subject), self.shows())

    def judge(self) -> Iterator[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: for a birth to come, papers or a status of whoever lives nowhere, or where nothing changes.
        """
        facts = self.facts
        if facts.born_on:
            refuse_future("born_on", facts.born_on, self.call.day)
        if (facts.papers or facts.status) and open_stay(self.subject) is None:
            raise unusable("papers" if facts.papers else "status", NOWHERE.zh, NOWHERE.en)
        if not self._before:
            raise unusable("name", NOTHING.zh, NOTHING.en)
        yield from marks_of_word(self._told_by)
        if "name_was" in self._before or "born" in self._before:
            name, born_on = facts.name or self.subject.name, facts.born_on or self.subject.born_on
            yield from may_be_known(name, born_on, community_of_stay(self.subject), self.subject)

    def write(self) -> Outcome:
        forget()
        facts, person, before = self.facts, self.subject, self._before
        if "name_was" in before:
            person.name = facts.name
        if "born" in before:
            person.born_on = facts.born_on
        person.save(update_fields=["name", "born_on"])
        if stay := before.get("spell"):
            stay.papers, stay.status = facts.papers or stay.papers, facts.status or stay.status
            stay.save(update_fields=["papers", "status"])
        PersonCorrection.objects.create(
            person=person, corrected_on=self.call.day, entry=self.call.ref, told_by=self._told_by, **before
        )
        kept = {key: str(value or "") for key, value in before.items() if key.endswith("_was")}
        return Outcome(public=self._public(), private=kept, findings=self._said())

    def _public(self) -> dict[str, Any]:
        names = (("name_was", "name"), ("born", "born_on"), ("papers_was", "papers"), ("status_was", "status"))
        return {"corrected": [name for key, name in names if key in self._before]}

    def _said(self) -> list[Finding]:
        code, day = community_of_stay(self.subject), self.call.day
        stay = open_stay(self.subject)
        if stay is None:
            return []
        return [*voice.voice_said(stay, code, day), voice.said(voice.way_to_vote(stay, code, day))]
