"""What every act of an election is asked, in the same words, and the bases that acts on it share."""

from functools import cached_property
from typing import Any, TypeVar

from sunward.charter.engine import ElectionRules
from sunward.elections.book import rules_of_election
from sunward.elections.candidates import list_open
from sunward.elections.counting.results import Round, rounds
from sunward.elections.models import SITTING, Candidate, CommitteeMember, Contest, Election
from sunward.elections.waiting.owing import candidates_of
from sunward.elections.waiting.silence import steps_in
from sunward.kernel.acts import Act, Call
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref, person_number
from sunward.kernel.text import Text

Facts = TypeVar("Facts")
NOT_POSTED = Text("候选人名单还没有公布。", "The list of candidates is still to be posted.")
POSTED = Text("候选人名单已经公布。", "The list of candidates has been posted.")
RUN_BY = Text(
    "选举由选举委员会主持，由其成员办；委员会过了时间没有办，监督委员会（不是选它自己的）和街道可以办，候选人不能。",
    "Members of the election committee do this. Once its time has passed without them the supervision committee (for "
    "no election of its own) and the street may, and no candidate.",
)
NOT_BY_A_CANDIDATE = Text(
    "参加这次选举的人不在服务台替选举委员会成员办：由别的办事员办，或者由成员自己登录办。",
    "Nobody who stands in this election enters at the desk what its committee does: another clerk does, or the member "
    "signs in.",
)
ON_COMMITTEE = Text(
    "选举委员会成员成为候选人，应当先退出选举委员会。",
    "A member of the election committee who stands leaves the committee first.",
)


class ActOnElection(Act[Election, Facts]):
    """An act on an election as a whole."""

    subject_type = "election"
    subject_model = Election

    @cached_property
    def rules(self) -> ElectionRules:
        return rules_of_election(self.subject)


class ActOnContest(Act[Contest, Facts]):
    """An act on one post of an election."""

    subject_type = "contest"
    subject_model = Contest

    @classmethod
    def find(cls, ref: Ref, lock: bool = False) -> Any:
        """The post, and with it its election: what changes one of them waits for the other."""
        found = super().find(ref, lock)
        found.election = locked(found.election_id) if lock else found.election
        return found

    @property
    def election(self) -> Election:
        return self.subject.election

    @cached_property
    def rules(self) -> ElectionRules:
        return rules_of_election(self.election)


class AfterAVote(ActOnContest[Facts]):
    """An act on a post that follows from its last vote: its result is declared, or its run-off called and opened."""

    @cached_property
    def last(self) -> Round | None:
        found = rounds(self.subject, self.rules)
        return found[-1] if found else None

    @property
    def left_in(self) -> tuple[str, ...]:
        """The keys of those among whom a run-off is; nobody where it needs none."""
        return self.last.outcome.run_off if self.last and self.last.outcome else ()


class ActOnCandidate(Act[Candidate, Facts]):
    """An act on one's own standing for a post."""

    subject_type = "candidate"
    subject_model = Candidate

    @classmethod
    def find(cls, ref: Ref, lock: bool = False) -> Any:
        """Who stands, and with it the election: what changes one of them waits for the other."""
        found = super().find(ref, lock)
        if lock:
            found.contest.election = locked(found.contest.election_id)
        return found

    @property
    def election(self) -> Election:
        return self.subject.contest.election


def locked(election: int) -> Election:
    """The election, for the rest of the transaction."""
    return Election.objects.select_for_update(no_key=True).get(pk=election)


def sits(election: Election, person: str) -> bool:
    """Whether somebody is on the election committee now."""
    return CommitteeMember.objects.filter(SITTING, election=election, person__number=person_number(person)).exists()


def stands(election: Election, person: str) -> bool:
    """Whether somebody is a candidate for one of its posts."""
    return person in candidates_of([election]).get(election.pk, frozenset())


def run_by(election: Election, call: Call, rules: ElectionRules, *, silent: bool = False) -> Finding:
    """Members of the election committee run an election; once it is late and they are silent, others do. Nobody who
    stands in it does, however they came to sit there, nor enters it at the desk for a member."""
    source = rules.committee.source if rules.committee else ""
    if call.on_behalf_of is not None and stands(election, call.by):
        return Finding("election_committee", False, NOT_BY_A_CANDIDATE, source)
    ok = (sits(election, call.person) and not stands(election, call.person)) or (silent and steps_in(election, call))
    return Finding("election_committee", ok, RUN_BY, source)


def not_on_committee(election: Election, person: str, rules: ElectionRules) -> Finding:
    """A candidate does not run the election."""
    source = rules.committee.source if rules.committee else ""
    return Finding("left_committee", not sits(election, person), ON_COMMITTEE, source)


def not_posted(contest: Contest) -> Finding:
    """The list of candidates is closed once it hangs, unless it was opened again."""
    return Finding.either("before_posting", list_open(contest), NOT_POSTED, POSTED)
