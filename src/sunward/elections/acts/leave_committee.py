"""Leave the election committee; the next substitute takes the place."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.elections.acting import ActOnElection, run_by
from sunward.elections.models import CommitteeMember
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text

REASONS = (("candidate", Text("成为候选人", "stands as a candidate")), ("other", Text("其他原因", "another reason")))


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
        yield run_by(self.subject, self.call, self.rules)

    def write(self) -> Outcome:
        rows = CommitteeMember.objects.filter(election=self.subject, left_on=None)
        own = rows.get(person__number=self.call.person.removeprefix("person:"))
        own.left_on, own.left_because = self.call.day, self.facts.because
        own.save(update_fields=["left_on", "left_because"])
        following = rows.filter(joined_on=None).order_by("place").first()
        if following:
            following.joined_on, following.follows = self.call.day, own
            following.save(update_fields=["joined_on", "follows"])
        return Outcome(self.subject.ref, {"followed": following is not None})
