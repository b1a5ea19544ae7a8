"""Leave the election committee; the next substitute who does not stand takes the place."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.elections.acting import ActOnElection, sits
from sunward.elections.models import CommitteeMember
from sunward.elections.waiting.owing import candidates_of
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import person_number
from sunward.kernel.slips import slip
from sunward.kernel.text import Text

REASONS = (("candidate", Text("成为候选人", "stands as a candidate")), ("other", Text("其他原因", "another reason")))

MEMBERS = Text("只有选举委员会成员自己可以退出。", "Only a member of the election committee can leave it.")


@dataclass(frozen=True, slots=True)
class LeaveFacts:
    because: str = asked("为什么退出", "why", choices=REASONS)
    signed: FileDigest | None = slip()


@register
class LeaveCommittee(ActOnElection[LeaveFacts]):
    """Each member for themselves."""

    name = "elections.leave_committee"
    title = Text("退出选举委员会", "leave the election committee")
    kind = "effect"
    facts_type = LeaveFacts

    def standing(self) -> Iterator[Finding]:
        source = self.rules.committee.source if self.rules.committee else ""
        yield Finding("election_committee", sits(self.subject, self.call.person), MEMBERS, source)

    def write(self) -> Outcome:
        rows = CommitteeMember.objects.filter(election=self.subject, left_on=None)
        own = rows.get(person__number=person_number(self.call.person))
        own.left_on, own.left_because = self.call.day, self.facts.because
        own.save(update_fields=["left_on", "left_because"])
        following = self._next()
        if following:
            following.joined_on, following.follows = self.call.day, own
            following.save(update_fields=["joined_on", "follows"])
        return Outcome(self.subject.ref, {"followed": following is not None})

    def _next(self) -> CommitteeMember | None:
        """Whoever has accepted a nomination meanwhile is passed over: no candidate runs the election."""
        standing = candidates_of([self.subject]).get(self.subject.pk, frozenset())
        waiting = self.subject.members.filter(joined_on=None, left_on=None).select_related("person").order_by("place")
        return next((one for one in waiting if str(one.person) not in standing), None)
