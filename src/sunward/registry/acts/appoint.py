"""Somebody has been elected or appointed to a post. Breaches show; what cannot be is not accepted.

Where the post is elected, an entry by hand is no election: it is marked, and refused to whoever would profit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from sunward.kernel.acts import Outcome, Refused, Unknown, register
from sunward.kernel.facts import FactsError, asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref, new_id
from sunward.kernel.text import Text
from sunward.registry import rules
from sunward.registry.acting import ActOnCommunity
from sunward.registry.events import OfficeTaken
from sunward.registry.founding.writing import day_after
from sunward.registry.lookup import person_numbered, refuse_out_of_reach
from sunward.registry.models import Appointment, Person, Post
from sunward.registry.offices.filling import Filling
from sunward.registry.offices.seats import Seats
from sunward.registry.queries.people import proved_dead
from sunward.registry.queries.posts import find_post, posts_held_during

WRITTEN = Text("写作 组织.岗位", "written body.post")
WHOLE_TERM = Text("不填就是一届", "empty: one full term")


@dataclass(frozen=True, slots=True)
class AppointFacts:
    post: str = asked("什么岗位", "which post", hint=WRITTEN)
    person: str = asked("谁（person:编号）", "who (person:number)")
    from_day: date | None = asked("从哪天起", "from", default=None)
    until_day: date | None = asked("任期最后一天", "last day of the term", hint=WHOLE_TERM, default=None)
    elected_by: str = asked("由谁选举或任命", "elected or appointed by", most=60, default="")


@register
class Appoint(ActOnCommunity[AppointFacts]):
    name = "registry.appoint"
    title = Text("登记任职", "record an appointment")
    kind = "report"
    facts_type = AppointFacts

    def judge(self) -> Iterable[Finding]:
        """Findings on the term and on posts held at the same time.

        Raises:
            FactsError: for an unknown post or person, a post of an area above, one held already, or one without a
                free seat.
            Refused: for an elected post, to whoever enters it or has emptied it, around a recall, or where the rule
                says that others keep it.
        """
        post, person = self._post(), self._person()
        refuse_out_of_reach("post", self.call.post, post, self.subject.code)
        self._refuse_impossible(post, person)
        if barred := list(self._filling.bars()):
            raise Refused(type(self), barred)
        yield from self._term(post)
        yield from self._others(post, person)

    @property
    def _filling(self) -> Filling:
        return Filling(
            self._post(), self._person(), self._from_day, self.subject.code,
            frozenset({self.call.by, self.call.person}), self.call.day, self.facts.elected_by,
        )  # fmt: skip

    def write(self) -> Outcome:
        post, filling = self._post(), self._filling
        marks = list(filling.marks())
        left_on = day_after(self._until_day(post))
        appointment = Appointment.objects.create(
            number=new_id(12), community_code=self.subject.code, post=post, person=self._person(),
            seat=Seats.of(post).free(self._from_day, left_on)[0], from_day=self._from_day,
            until_day=self._until_day(post), left_on=left_on, elected_by=self.facts.elected_by,
            entry=self.call.ref, by_hand_on=self.call.day if filling.rule else None,
        )  # fmt: skip
        taken = OfficeTaken(
            self.subject.code, post.name, str(appointment.person), self._from_day, self.call.day
        )  # fmt: skip
        return Outcome(result=Ref("appointment", appointment.number), findings=marks, events=[taken])

    @property
    def _from_day(self) -> date:
        return self.facts.from_day or self.call.happened_on

    def _until_day(self, post: Post) -> date | None:
        if self.facts.until_day or not post.term_years:
            return self.facts.until_day
        return rules.birthday(self._from_day, post.term_years) - timedelta(days=1)

    def _post(self) -> Post:
        try:
            return find_post(self.facts.post, self.subject.code)
        except Unknown as unknown:
            raise FactsError({"post": [str(unknown)]}) from None

    def _person(self) -> Person:
        return person_numbered("person", self.facts.person)

    def _refuse_impossible(self, post: Post, person: Person) -> None:
        seats, until = Seats.of(post), self._until_day(post)
        if proved_dead([person.pk]):
            raise unusable("person", DEAD.zh, DEAD.en)
        if until and until < self._from_day:
            raise FactsError({"until_day": [_("The term ends before it begins.")]})
        if seats.holds(person.pk, self._from_day, day_after(until)):
            raise FactsError({"person": [_("Holds this post already in that time.")]})
        if not seats.free(self._from_day, day_after(until)):
            raise FactsError({"post": [_("All %(seats)d seats are taken in that time. End an appointment first.") %
                                       {"seats": post.seats}]})  # fmt: skip

    def _term(self, post: Post) -> Iterable[Finding]:
        if post.term_years is None or self.facts.until_day is None:
            return
        longest = rules.birthday(self._from_day, post.term_years)
        ok = self.facts.until_day < longest
        required, actual = f"{post.term_years} years", f"until {self.facts.until_day}"
        yield Finding("term", ok, TERM_KEPT if ok else TERM_LONG, required=required, actual=actual)

    def _others(self, post: Post, person: Person) -> Iterable[Finding]:
        for other in posts_held_during(person, self._from_day, day_after(self._until_day(post))):
            if rules.incompatible(post.name, post.incompatible_with, other.name, other.incompatible_with):
                text = INCOMPATIBLE.fill(zh=other.title.zh, en=other.title.en)
                yield Finding("incompatible_posts", False, text, required=f"not {other.name}", actual=other.name)


DEAD = Text("登记簿记载此人已去世。", "By the register this person has died.")
TERM_KEPT = Text("任期没有超过一届。", "The term is no longer than one term of office.")
TERM_LONG = Text("任期超过一届。", "The term is longer than one term of office.")
INCOMPATIBLE = Text("此人同时担任“{zh}”，两个岗位不能由一人兼任。",
                    "This person also holds “{en}”; nobody may hold both posts.")  # fmt: skip
