"""Record who runs an election: chosen by a body that the rule names, with substitutes in their order. Places for which
no substitute was left are filled by the same procedure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max

from sunward.charter.engine.elections import ElectionCommittee
from sunward.elections.acting import ActOnElection
from sunward.elections.models import CommitteeMember
from sunward.elections.waiting.owing import candidates_of
from sunward.elections.waiting.shrunk import missing
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings
from sunward.registry import queries as registry
from sunward.registry.naming import WHO_ALL, people_in

HELD = Text(
    "推选是在这个机构开过的一次会议上，议程里有这次选举。",
    "It was chosen at a meeting of this body that was held, with this election on its agenda.",
)
NOT_HELD = Text(
    "这个机构没有开过这样一次议程里有这次选举的会议。",
    "No such meeting of this body, with this election on its agenda, was held.",
)
CHOSEN = Text(
    "会上就这次选举付诸表决，结果已经核定，达到规则的票数。",
    "This election was put to the vote there; the result is certified, and a majority by the rule.",
)
NOT_CHOSEN = Text(
    "会上没有就这次选举付诸表决，或者结果没有核定，或者没有达到规则的票数。",
    "This election was not put to the vote there, or its result is not certified, or is no majority by the rule.",
)
NAMED = Text("成员和递补的人都在会上表决的议题里。", "All members and substitutes stand in the item voted on.")
NOT_NAMED = Text(
    "有 {number} 人不在会上表决的议题里：列入议程时要在“由表决选出的人”里写明人选。",
    "{number} of them do not stand in the item that was voted on: its item names whom it chooses.",
)
FORMED = Text("选举委员会已经成立，人数够。", "The election committee has been formed, and is large enough.")
FILLS = Text("只补缺的 {number} 人。", "Only the {number} missing places are filled.")
ANEW = Text("补的人以前没有在这个委员会里。", "Those named now have not been on this committee before.")
BEEN = Text("有人已经在这个委员会里，或者退出过。", "Some of them are on this committee, or have left it.")
NO_PARTY = Text("补的人都不是候选人。", "None of those named now stands in this election.")
STANDS = Text("有人是候选人，不能主持选举。", "Some of them stand in this election: no candidate runs it.")
LARGE = Text("选举委员会人数够。", "The election committee is large enough.")
SMALL = Text("选举委员会人数不够。", "The election committee is too small.")
UNFORMED = Text(
    "选举委员会还没有成立，或者缺人要补。", "The election committee is still to be formed, or has places to fill."
)
NONE = Text("规则册没有写明由谁主持选举。", "No rule says who runs the election.")


@dataclass(frozen=True, slots=True)
class CommitteeFacts:
    members: str = asked("选举委员会成员", "members of the election committee", hint=WHO_ALL, private=True)
    made_by: str = asked("由哪个机构推选产生", "chosen by which body", most=60)
    decided_at: str = asked("在哪次会议上（编号）", "at which meeting (its number)", most=120)
    substitutes: str = asked("依次递补的人", "substitutes, in their order", hint=WHO_ALL, private=True, default="")


@register
class FormCommittee(ActOnElection[CommitteeFacts]):
    """The election committee is formed once; who leaves it afterwards is followed by the next substitute. Where none is
    left and it is too small, whoever chose it names the missing members in the same way, and no others."""

    name = "elections.form_committee"
    title = Text("成立选举委员会", "form the election committee")
    kind = "effect"
    facts_type = CommitteeFacts

    @cached_property
    def members(self) -> list[str]:
        return people_in("members", self.facts.members, self.subject.community_code, self.call.day)

    @cached_property
    def substitutes(self) -> list[str]:
        found = people_in("substitutes", self.facts.substitutes, self.subject.community_code, self.call.day)
        if set(found) & set(self.members):
            raise unusable("substitutes", "成员不能同时是递补的人。", "A member is no substitute.")
        return found

    @cached_property
    def vote(self) -> str:
        """The number of the vote by which it was chosen."""
        return meetings.carried(self.facts.decided_at.strip(), self.subject.ref)

    def standing(self) -> Iterator[Finding]:
        open_places = self.subject.committee_formed_on is None or self.missing > 0
        yield Finding.either("formed_once", open_places, UNFORMED, FORMED)

    @cached_property
    def missing(self) -> int:
        """How many are to be named again; none at first."""
        return missing(self.subject, self.rules)

    def judge(self) -> Iterator[Finding]:
        rule = self.rules.committee
        if rule is None:
            yield Finding("committee_rule", False, NONE)
            return
        yield from self._again(rule.source) if self.missing else self._large_enough(rule)
        text = Text("由规则写明的机构推选产生。", "Chosen by a body that the rule names.")
        by = self.facts.made_by
        yield Finding("made_by", by in rule.made_by, text, rule.source, ", ".join(rule.made_by), by)
        at, code = self.facts.decided_at.strip(), self.subject.community_code
        held = bool(at) and meetings.held(code, by, self.call.day, at, self.subject.ref) == at
        yield Finding.either("decided_at", held, HELD, NOT_HELD, rule.source, by, at)
        if held:
            yield Finding.either("chosen_there", bool(self.vote), CHOSEN, NOT_CHOSEN, rule.source, actual=self.vote)
            if self.vote:
                yield self._named_there(at, rule.source)

    def _large_enough(self, rule: ElectionCommittee) -> Iterator[Finding]:
        enough = len(self.members) >= rule.at_least and self.substitutes is not None
        yield Finding.either(
            "committee_size", enough, LARGE, SMALL, rule.source, f">= {rule.at_least}", str(len(self.members))
        )

    def _again(self, source: str) -> Iterator[Finding]:
        """One of two who are missing is better than none: it may be fewer, and then what they do stays marked."""
        number, named = self.missing, {*self.members, *self.substitutes}
        found = str(len(self.members))
        text = FILLS.fill(number=number)
        yield Finding("missing_places", len(self.members) <= number, text, source, f"<= {number}", found)
        before = {str(one.person) for one in self.subject.members.select_related("person")}
        yield Finding.either("named_anew", not named & before, ANEW, BEEN, source)
        standing = candidates_of([self.subject]).get(self.subject.pk, frozenset())
        yield Finding.either("left_committee", not named & standing, NO_PARTY, STANDS, source)

    def _named_there(self, at: str, source: str) -> Finding:
        """Nobody is written in by whoever enters the committee."""
        wrong = {*self.members, *self.substitutes} - meetings.people_carried(at, self.subject.ref)
        text = NOT_NAMED.fill(number=len(wrong)) if wrong else NAMED
        return Finding("named_there", not wrong, text, source, actual=str(len(wrong)))

    def write(self) -> Outcome:
        row, day = self.subject, self.call.day
        if row.committee_formed_on is None:
            row.made_by, row.decided_at, row.committee_formed_on = (
                self.facts.made_by,
                self.facts.decided_at.strip(),
                day,
            )
            row.save(update_fields=["made_by", "decided_at", "committee_formed_on"])
        last = row.members.aggregate(last=Max("place"))["last"] or 0
        CommitteeMember.objects.bulk_create(
            CommitteeMember(
                election=row, person_id=registry.person_row(person), place=last + place,
                joined_on=day if place <= len(self.members) else None,
            )
            for place, person in enumerate([*self.members, *self.substitutes], 1)
        )  # fmt: skip
        public = {"members": len(self.members), "substitutes": len(self.substitutes), "vote": self.vote}
        return Outcome(row.ref, public)
