"""An area on a roll of owners is put right, after the register was: a mistyped figure decides no vote."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Sum

from sunward.ballots.acts.correct_roll import IN_TIME, OWN_STAKE, SIGNING, WHO
from sunward.ballots.counting.stakes import has_a_stake, tied_since
from sunward.ballots.models import Petition, Roll, RollEntry, Vote, WeightCorrection
from sunward.ballots.roll.membership import objections_by
from sunward.ballots.roll.moment import corrected_at
from sunward.ballots.roll.places import place_named
from sunward.ballots.roll.weights import weighs, weight_of
from sunward.ballots.rules.corrections import WEIGHT_REASONS
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry


@dataclass(frozen=True, slots=True)
class CorrectWeightFacts:
    who: str = asked("谁", "who", hint=WHO, private=True)
    reason: str = asked("原因", "reason", choices=WEIGHT_REASONS)
    words: str = asked("说明", "in words", private=True, default="")


@register
class CorrectWeight(Act[Roll, CorrectWeightFacts]):
    """The area is never typed: it is what the register gives on the roll's own day. What it was stays in sight."""

    name = "ballots.correct_weight"
    title = Text("更正名册上的面积", "put an area on a roll right")
    kind = "report"
    subject_type = "roll"
    subject_model = Roll
    facts_type = CorrectWeightFacts

    @cached_property
    def place(self) -> RollEntry:
        """The place, as it stands on the roll.

        Raises:
            FactsError: at `who`, for whoever does not stand on it.
        """
        found, known = place_named("who", self.facts.who, self.subject)
        if not known or found.struck_on is not None:
            raise unusable("who", "不在名册上，或者已经划去。", "Is not on the roll, or has been struck.")
        return found

    @cached_property
    def _by_the_register(self) -> int:
        return weight_of(self.place, self.subject) or 0

    def judge(self) -> Iterator[Finding]:
        self._apart()
        self._possible()
        until = self.subject.open_until
        limit = objections_by(self.subject.community_code, self.subject.frozen_on)
        yield Finding("in_time", self.call.day <= until, IN_TIME, limit, f"<= {until}", str(self.call.day))

    def _apart(self) -> None:
        """Somebody else is there to do it.

        Raises:
            FactsError: at `who`, for whoever is to be recalled or elected by the roll, their kin and their body.
        """
        call = self.call
        if any(has_a_stake(self.subject, person, call.post, call.day) for person in {call.by, call.person}):
            raise unusable("who", OWN_STAKE.zh, OWN_STAKE.en)

    def _possible(self) -> None:
        """Whether the roll weighs, nobody votes or signs by it, and the register says something else than it.

        Raises:
            FactsError: at `who`, where it cannot be.
        """
        roll, day = self.subject, self.call.day
        for refused, text in (
            (not weighs(roll), BY_HEAD),
            (Vote.objects.filter(roll=roll).exists(), VOTED),
            (Petition.objects.filter(roll=roll, closes_on__gte=day).exists(), SIGNING),
            (not self._by_the_register, NO_OWNER),
            (self._by_the_register == self.place.weight, THE_SAME.fill(day=roll.record_date)),
        ):
            if refused:
                raise unusable("who", text.zh, text.en)

    def write(self) -> Outcome:
        place, facts = self.place, self.facts
        WeightCorrection.objects.create(
            roll=self.subject, place=place, was=place.weight or 0, weight=self._by_the_register, reason=facts.reason,
            words=facts.words, corrected_at=corrected_at(self.subject, self.call.at), corrected_on=self.call.day,
            corrected_by_post=self.call.post,
        )  # fmt: skip
        place.weight = self._by_the_register
        place.save(update_fields=["weight"])
        days = (tied_since(self.subject, one, self.call.day) for one in {self.call.by, self.call.person})
        late = [registry.declared_only_since(day) for day in days if day]
        standing = RollEntry.objects.filter(roll=self.subject, struck_on=None)
        return Outcome(self.subject.ref, standing.aggregate(area=Sum("weight")), findings=late)


BY_HEAD = Text("这份名册不按面积计。", "Nothing on this roll counts by area.")
VOTED = Text(
    "用这份名册的表决已经开始：面积不再更正。以后的表决请重新编制名册。",
    "A vote by this roll has opened: no area on it is changed. For later votes freeze a new roll.",
)
NO_OWNER = Text(
    "登记簿里，这个人在名册截止日不是业主：应当划去。",
    "By the register they owned nothing on the roll's day: they are to be struck.",
)
THE_SAME = Text(
    "登记簿里，名册截止日 {day} 的面积与名册一致：先从那一天起更正登记簿；从以后的日子起更正的，这份名册不变。",
    "As of the roll's day, {day}, the register gives the area that stands on the roll. First put it right as of that "
    "day: what is right from a later day on changes this roll in nothing.",
)
