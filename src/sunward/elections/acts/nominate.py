"""Nominate somebody. Who nominated is never public; how many, always."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.elections.acting import ActOnContest, not_posted
from sunward.elections.barred import can_stand
from sunward.elections.candidates import nominated_by
from sunward.elections.models import Candidate, Nomination
from sunward.elections.office.seated import holds_none_of_it
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import person_number
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.registry import queries as registry
from sunward.registry.naming import WHO, person_in

VOTERS = Text("由名册上的投票人提名。", "Voters on the roll nominate.")
NO_ROLL_YET = Text(
    "名册还没有公布：公布以后，名册上的投票人提名。",
    "The roll is not posted yet: once it is, the voters on it nominate.",
)
ONCE = Text("对同一个人只提名一次。", "One nomination of the same person each.")


@dataclass(frozen=True, slots=True)
class NominateFacts:
    person: str = asked("提名谁", "whom", hint=WHO, private=True)
    signed: FileDigest | None = slip()


@register
class Nominate(ActOnContest[NominateFacts]):
    """A voter nominates; the first nomination opens the place on the list, which the nominee may accept or not."""

    name = "elections.nominate"
    title = Text("提名候选人", "nominate a candidate")
    kind = "effect"
    facts_type = NominateFacts

    @cached_property
    def nominee(self) -> str:
        return person_in("person", self.facts.person, self.election.community_code, self.call.day)

    def standing(self) -> Iterator[Finding]:
        yield not_posted(self.subject)
        roll, voters = self.election.roll_id, self.rules.voters
        on_roll = roll is not None and ballots.stands_on(roll, self.call.person)
        text = NO_ROLL_YET if roll is None else VOTERS
        yield Finding("voters_nominate", on_roll, text, voters.source if voters else "")
        yield Finding("candidates_rule", self.rules.candidates is not None, VOTERS)

    def judge(self) -> Iterator[Finding]:
        yield from can_stand(self.election, self.nominee, self.rules, self.call.day)
        yield from holds_none_of_it(self.subject, self.nominee, self.rules)
        mine = Nomination.objects.filter(
            candidate__contest=self.subject, person__number=person_number(self.call.person), void_on=None
        )
        again = mine.filter(candidate__person__number=person_number(self.nominee)).exists()
        yield Finding("nominated_once", not again, ONCE)

    def write(self) -> Outcome:
        rows = Candidate.objects.filter(contest=self.subject)
        found = rows.filter(person__number=person_number(self.nominee)).first()
        if found is None:
            place = rows.count() + 1
            found = Candidate.objects.create(
                number=f"{self.subject.number}-{place}", contest=self.subject, place=place,
                person_id=registry.person_row(self.nominee),
            )  # fmt: skip
        by = registry.person_row(self.call.person)
        said = {"nominated_on": self.call.day, "void_on": None}
        Nomination.objects.update_or_create(candidate=found, person_id=by, defaults=said)
        return Outcome(found.ref, {"nominations": nominated_by(found)})
